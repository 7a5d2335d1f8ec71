import { mkdirSync } from "node:fs"
import { CannotStart, startEmbedded } from "../prisma/embedded.ts"
import { OWNERS, type Owner, migrate } from "../prisma/migrate.ts"
import { createDatabaseIfMissing } from "../prisma/prepare-database.ts"
import { findExampleIds } from "../prisma/seed/development-accounts.ts"
import { isEmpty, seedCity } from "../prisma/seed/seed-city.ts"
import { appUrlsFrom, personalDataKey } from "../prisma/setup.ts"
import type { Settings } from "./environment.ts"

export type OpenedDatabase = {
  appUrls: Record<Owner, string>
  exampleIds: { member: string; organisation: string } | null
  stop: (() => Promise<void>) | null
}

/**
 * Bring up the database that the subgraphs of this process need; null when all of them run elsewhere.
 *
 * Embedded: started, migrated, and filled with the sample city when empty. Named by DATABASE_URL: migrated, never filled.
 *
 * @throws {CannotStart} when it cannot be used.
 */
export async function openData(settings: Settings, say: (line: string) => void): Promise<OpenedDatabase | null> {
  if (OWNERS.every((owner) => settings.remote[owner])) return null
  if (settings.databaseUrl !== null) {
    const appUrls = appUrlsFrom(settings.databaseUrl)
    await migrate(settings.databaseUrl, appUrls)
    return { appUrls, exampleIds: await findExampleIds(settings.databaseUrl), stop: null }
  }
  makeFolder(settings.dataFolder)
  const embedded = await startEmbedded(settings.dataFolder)
  try {
    await createDatabaseIfMissing(embedded)
    const appUrls = appUrlsFrom(embedded.url)
    const applied = await migrate(embedded.url, appUrls)
    if (applied > 0) say(`Applied ${applied} migrations.`)
    if (await isEmpty(embedded.url)) await seedCity(embedded.url, { personalDataKey: personalDataKey(settings.dataFolder), onProgress: say })
    return { appUrls, exampleIds: await findExampleIds(embedded.url), stop: () => embedded.stop() }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new CannotStart(`The data folder ${folder} cannot be made. Name another with DATA_FOLDER.`, { cause })
  }
}
