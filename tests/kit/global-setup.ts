import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { migrate } from "../../prisma/migrate.ts"
import { startEmbedded } from "../../prisma/embedded.ts"
import { createDatabaseIfMissing } from "../../prisma/prepare-database.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { TEMPLATE, urlOf } from "./database.ts"

/**
 * Start one PostgreSQL for the whole run, in a folder of its own, with a migrated template database.
 *
 * Durability is off: these databases live as long as the run.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "party-school-tests-"))
  const embedded = await startEmbedded(folder, { fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_connections: "400" })
  process.env["TEST_DATABASE_URL"] = embedded.maintenanceUrl
  const url = urlOf(TEMPLATE)
  await createDatabaseIfMissing({ url, maintenanceUrl: embedded.maintenanceUrl })
  await migrate(url, appUrlsFrom(url, {}))
  return async () => {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
