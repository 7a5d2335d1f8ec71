import pg from "pg"
import { expect, test } from "vitest"
import { migrate, OWNERS } from "../../prisma/migrate.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { emptyDatabase } from "../kit/database.ts"

const HISTORY = `CREATE TABLE organisation._prisma_migrations (
  id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text,
  rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`

async function ask(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

test("a migration that failed is said in a sentence, and one that was cut off is done again", async () => {
  const url = await emptyDatabase()
  const appUrls = appUrlsFrom(url, {})
  await ask(url, `DROP SCHEMA ${[...OWNERS.flatMap((owner) => [`${owner}_api`, owner]), "courses_jobs", "attendance_jobs"].join(", ")} CASCADE`)
  await ask(url, "CREATE SCHEMA organisation", HISTORY, "CREATE TABLE organisation.organisation (id int)")
  const cutOff = "INSERT INTO organisation._prisma_migrations (id, checksum, migration_name) VALUES ('x', 'x', '20261123000000_begin')"
  await ask(url, cutOff)

  await expect(migrate(url, appUrls)).rejects.toThrow(/^The organisation migrations could not be applied: [^\n]*already exists[^\n]*$/)
  await ask(url, "DROP TABLE organisation.organisation")
  expect(await migrate(url, appUrls)).toBeGreaterThanOrEqual(OWNERS.length)
  expect(await migrate(url, appUrls)).toBe(0)
})

test("an address without a password leaves the role's as it is, and one of another role is refused", async () => {
  const url = await emptyDatabase()
  const appUrls = appUrlsFrom(url, {})
  const bare = new URL(appUrls.people)
  bare.password = ""
  expect(await migrate(url, { ...appUrls, people: bare.href })).toBe(0)
  await ask(appUrls.people, "SELECT 1")
  await expect(migrate(url, { ...appUrls, people: url })).rejects.toThrow("PEOPLE_DATABASE_URL must name the role people_app")
  await ask(url, "SELECT 1")
})
