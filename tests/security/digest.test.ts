import { afterAll, expect, test } from "vitest"
import pg from "pg"
import { emptyDatabase } from "../kit/database.ts"
import { type Digest, digestOf, noteChanges, tablesOf } from "../kit/digest.ts"

const client = new pg.Client(await emptyDatabase())
await client.connect()
afterAll(() => client.end())
const tables = await tablesOf(client)
const changes = await noteChanges(client)
const [counted] = (
  await client.query<{ count: number }>("SELECT count(*)::int FROM pg_tables WHERE schemaname IN ('organisation', 'people', 'courses', 'attendance')")
).rows

/** Take from a table whatever keeps an empty row out of it, until the transaction is rolled back; an identity fills itself. */
const loosen = (table: string) => `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT conname FROM pg_constraint k WHERE k.conrelid = '${table}'::regclass AND k.contype <> 't'
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE k.contype = 'n' AND a.attrelid = k.conrelid AND a.attnum = ANY(k.conkey) AND a.attidentity <> '')
    ORDER BY k.contype = 'n' LOOP EXECUTE format('ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS %I CASCADE', name); END LOOP; END $$`

const namesOf = (before: Digest, after: Digest) =>
  Object.keys(after)
    .filter((name) => before[name] !== after[name])
    .sort()

test("the tables of the four owners and of both queues of jobs are all read", () => {
  const owners = tables.filter((name) => /^(organisation|people|courses|attendance)\./.test(name))
  expect(owners).toHaveLength(counted?.count ?? 0)
  expect(counted?.count).toBeGreaterThan(100)
  expect(tables).toEqual(expect.arrayContaining(["courses_jobs._private_jobs", "attendance_jobs._private_jobs"]))
})

test("in every table, a row that is added, written again as it was, or taken away is seen and named, and so is a table that is emptied", async () => {
  const columns = new Map<string, string>()
  for (const table of tables) {
    const { rows } = await client.query<{ name: string }>(
      "SELECT quote_ident(attname) AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a' LIMIT 1",
      [table],
    )
    columns.set(table, rows[0]?.name ?? "")
  }
  const acts = [
    (table: string) => `INSERT INTO ${table} DEFAULT VALUES`,
    (table: string) => `UPDATE ${table} SET ${columns.get(table)} = ${columns.get(table)}`,
    (table: string) => `DELETE FROM ${table}`,
    (table: string) => `INSERT INTO ${table} DEFAULT VALUES`,
    (table: string) => `TRUNCATE ${table}`,
  ]
  // Ordinary triggers refuse much of this, or write elsewhere: they are left out, which leaves what notes the changes.
  await client.query("BEGIN; SET LOCAL session_replication_role = replica")
  try {
    for (const table of tables) await client.query(loosen(table))
    for (const act of acts) {
      const before = await digestOf(client)
      for (const table of tables) {
        const text = act(table)
        const { rowCount } = await client.query(text)
        expect({ text, noted: await changes() }).toEqual({ text, noted: { [table]: rowCount ?? 1 } })
      }
      expect({ act: act("…"), seen: namesOf(before, await digestOf(client)) }).toEqual({ act: act("…"), seen: [...tables].sort() })
    }
  } finally {
    await client.query("ROLLBACK")
  }
  expect(await changes()).toEqual({})
})

test.each(["organisation.organisation", "attendance.entry", "courses_jobs._private_jobs"])("of a change in %s alone no other table is named", async (table) => {
  await client.query("BEGIN; SET LOCAL session_replication_role = replica")
  try {
    await client.query(loosen(table))
    const before = await digestOf(client)
    await client.query(`INSERT INTO ${table} DEFAULT VALUES`)
    expect(namesOf(before, await digestOf(client))).toEqual([table])
  } finally {
    await client.query("ROLLBACK")
  }
})

test("what is rolled back and what is only locked is no change", async () => {
  const before = await digestOf(client)
  await client.query("BEGIN; SET LOCAL session_replication_role = replica; UPDATE people._prisma_migrations SET checksum = 'x'; ROLLBACK")
  await client.query("BEGIN; SELECT FROM people._prisma_migrations FOR UPDATE; COMMIT")
  expect(await changes()).toEqual({})
  expect(await digestOf(client)).toEqual(before)
})
