import { randomBytes } from "node:crypto"
import pg from "pg"
import { createDatabaseIfMissing } from "../../prisma/prepare-database.ts"
import { seedCity } from "../../prisma/seed/seed-city.ts"

/** The migrated, empty database that tests' own ones are cloned from. */
export const TEMPLATE = "template_world"

/** The day on which the sample city of the tests stands still. */
export const CITY_TODAY = "2026-11-23"
export const CITY_KEY = "0123456789abcdef".repeat(4)

const CITY_LOCK = 7_001

function maintenanceUrl(): string {
  const url = process.env["TEST_DATABASE_URL"]
  if (!url) throw new Error("The tests' PostgreSQL is started by tests/kit/global-setup.ts; run them with vitest.")
  return url
}

/** The owner's address of one of the tests' databases. */
export function urlOf(database: string): string {
  const url = new URL(maintenanceUrl())
  url.pathname = `/${database}`
  return url.href
}

/** Clone an empty database for one test file; gives its owner's address. */
export async function emptyDatabase(): Promise<string> {
  const url = urlOf(`world_${randomBytes(6).toString("hex")}`)
  await withLock(8_001, () => createDatabaseIfMissing({ url, maintenanceUrl: maintenanceUrl() }, TEMPLATE))
  return url
}

/**
 * Give the sample city, with all its members, loaded once a run by whoever asks first. It is for reading: a test that
 * changes something builds a world of its own.
 */
export async function sampleCity(): Promise<string> {
  const url = urlOf("sample_city")
  await withLock(CITY_LOCK, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'sample_city'")
    if (rowCount) return
    const loading = urlOf("sample_city_loading")
    await client.query("DROP DATABASE IF EXISTS sample_city_loading")
    await withLock(8_001, () => createDatabaseIfMissing({ url: loading, maintenanceUrl: maintenanceUrl() }, TEMPLATE))
    await seedCity(loading, { today: CITY_TODAY, personalDataKey: CITY_KEY })
    await client.query("ALTER DATABASE sample_city_loading RENAME TO sample_city")
  })
  return url
}

async function withLock(lock: number, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(maintenanceUrl())
  await client.connect()
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lock])
    await work(client)
  } finally {
    await client.end()
  }
}
