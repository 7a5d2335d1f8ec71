import { startEmbedded } from "../prisma/embedded.ts"
import { OWNERS, type Owner, migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { type ExampleIds, findExampleIds } from "../prisma/seed/development-accounts.ts"
import { appUrlsFrom, personalDataKey } from "../prisma/setup.ts"
import type { Settings } from "./environment.ts"

export type OpenedDatabase = {
  appUrls: Record<Owner, string>
  exampleIds: ExampleIds | null
  /** The first seals personal data, all of them open it. */
  personalDataKeys: readonly string[]
  stop: (() => Promise<void>) | null
}

/**
 * Bring up the database that the subgraphs of this process need; null when all of them run elsewhere.
 *
 * Embedded: started, migrated, and filled with the sample city when empty. Named by DATABASE_URL: migrated, never filled.
 * `stopping` stops the embedded server between two steps, or amid the loading of the city, of which nothing stays.
 *
 * @throws {CannotStart} when it cannot be used.
 */
export async function openData(settings: Settings, stopping: AbortSignal, say: (line: string) => void): Promise<OpenedDatabase | null> {
  if (OWNERS.every((owner) => settings.remote[owner])) return null
  if (settings.databaseUrl !== null) {
    const appUrls = appUrlsFrom(settings.databaseUrl, settings.appUrls)
    await migrate(settings.databaseUrl, appUrls)
    return { appUrls, exampleIds: await findExampleIds(settings.databaseUrl), personalDataKeys: personalDataKeysOf(settings), stop: null }
  }
  const embedded = await startEmbedded(settings.dataFolder)
  try {
    stopping.throwIfAborted()
    await createDatabaseIfMissing(embedded)
    const appUrls = appUrlsFrom(embedded.url, settings.appUrls)
    const applied = await migrate(embedded.url, appUrls)
    if (applied > 0) say(`Applied ${applied} migrations.`)
    const exampleIds = (await findExampleIds(embedded.url)) ?? (await loadSampleCity(embedded.url, settings, stopping, say))
    return { appUrls, exampleIds, personalDataKeys: personalDataKeysOf(settings), stop: () => embedded.stop() }
  } catch (error) {
    // Why the start failed matters more than a server that does not stop either; the next start takes that one over.
    await embedded.stop().catch(() => undefined)
    throw error
  }
}

/** The key in use, and the one before it while a change of keys is under way. */
function personalDataKeysOf({ dataFolder, personalDataKey: named, previousPersonalDataKey: previous }: Settings): string[] {
  return [personalDataKey(dataFolder, named), ...(previous ? [previous] : [])]
}

/** Fill an empty database with the sample city. The loader is read only when it is needed: most starts do without. */
async function loadSampleCity(url: string, settings: Settings, stopping: AbortSignal, say: (line: string) => void): Promise<ExampleIds | null> {
  const { isEmpty, seedCity } = await import("../prisma/seed/seed-city.ts")
  if (!(await isEmpty(url))) return null
  stopping.throwIfAborted()
  const stopped = new Promise<never>((_, reject) => stopping.addEventListener("abort", () => reject(new Error("stopped while loading")), { once: true }))
  const key = personalDataKey(settings.dataFolder, settings.personalDataKey)
  await Promise.race([stopped, seedCity(url, { personalDataKey: key, onProgress: (line) => stopping.aborted || say(line) })])
  return findExampleIds(url)
}
