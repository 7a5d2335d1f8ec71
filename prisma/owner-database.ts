import { findRunning, startEmbedded } from "./embedded.ts"
import { createDatabaseIfMissing } from "./prepare-database.ts"

/**
 * Open the database for a command: the server of DATABASE_URL; else the embedded one, which is stopped afterwards unless it was
 * running already.
 *
 * `onStart` is told how to stop a server that was started here, as soon as it runs.
 */
export async function openOwnerDatabase(
  named: string | null,
  folder: string,
  onStart: (release: () => Promise<void>) => void,
): Promise<{ url: string; release(): Promise<void> }> {
  const url = named ?? (await findRunning(folder))
  if (url !== null) return { url, release: async () => undefined }
  const embedded = await startEmbedded(folder)
  const release = (): Promise<void> => embedded.stop()
  onStart(release)
  try {
    await createDatabaseIfMissing(embedded)
  } catch (error) {
    await release()
    throw error
  }
  return { url: embedded.url, release }
}
