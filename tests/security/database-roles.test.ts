import pg from "pg"
import { afterAll, beforeAll, expect, test } from "vitest"
import { OWNERS, type Owner } from "../../prisma/migrate.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { emptyDatabase } from "../kit/database.ts"
import { type World, newWorld } from "../kit/world.ts"

const clients = new Map<Owner, pg.Client>()
let world: World
beforeAll(async () => {
  const url = await emptyDatabase()
  world = await newWorld(url)
  for (const [owner, address] of Object.entries(appUrlsFrom(url, {}))) {
    const client = new pg.Client(address)
    await client.connect()
    clients.set(owner as Owner, client)
  }
})
afterAll(() => Promise.all([...clients.values()].map((client) => client.end())))

const codeOf = (client: pg.Client | undefined, sql: string) =>
  client?.query(sql).then(
    () => "done",
    (error: unknown) => (error instanceof pg.DatabaseError ? error.code : String(error)),
  )

const DENIED = "42501"

/** What no role of the application changes or removes. */
const FINAL = new Set([
  "attendance.entry",
  "attendance.act",
  "attendance.capture",
  "attendance.seal",
  "attendance.access_log",
  "organisation.organisation_change",
  "organisation.change_part",
  "courses.lesson_change",
  "people.stage_entry",
  "people.personal_data_read",
  "people.floating_past",
  "attendance.annual_hours_past",
])

test("each role reads and writes its own tables, reads every contract, and reaches nothing else", async () => {
  const { rows } = await world.client.query<{ schema: string; name: string }>(
    `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname = ANY($1) AND tablename <> '_prisma_migrations'
     UNION ALL SELECT schemaname, viewname FROM pg_views WHERE schemaname = ANY($2)`,
    [OWNERS, OWNERS.map((owner) => `${owner}_api`)],
  )
  expect(rows.length).toBeGreaterThan(25)
  for (const owner of OWNERS) {
    const client = clients.get(owner)
    for (const { schema, name } of rows) {
      const table = `${schema}.${name}`
      const isOwn = schema === owner
      const isContract = schema.endsWith("_api")
      expect(await codeOf(client, `SELECT count(*) FROM ${table}`), `${owner} reads ${table}`).toBe(isOwn || isContract ? "done" : DENIED)
      const isFinal = FINAL.has(table)
      // A view over several tables cannot be written by anyone: 55000.
      expect(await codeOf(client, `DELETE FROM ${table} WHERE false`), `${owner} deletes from ${table}`).toMatch(isOwn && !isFinal ? "done" : /^(42501|55000)$/)
    }
    expect(await codeOf(client, "CREATE TABLE public.mine (x int)")).toBe(DENIED)
    expect(await codeOf(client, "CREATE SCHEMA mine")).toBe(DENIED)
    expect(await codeOf(client, `SELECT count(*) FROM ${owner === "people" ? "courses" : "people"}._prisma_migrations`)).toBe(DENIED)
    expect(await codeOf(client, `UPDATE ${owner}._prisma_migrations SET checksum = checksum`), `${owner} rewrites its history`).toBe(DENIED)
  }
})

test("contact data is in no contract", async () => {
  const { rows } = await world.client.query<{ column_name: string }>("SELECT column_name FROM information_schema.columns WHERE table_schema LIKE '%\\_api'")
  const names = rows.map((row) => row.column_name)
  expect(names).toContain("branch_path")
  expect(names.filter((name) => /national|mobile|birth|sealed|hash/.test(name))).toEqual([])
})

test("nobody changes or removes a fact, an act, a capture or a seal of attendance, the owner of the database included", async () => {
  const branch = await world.organisation(world.community)
  const wang = await world.member(branch)
  const lesson = await world.lesson(branch, "2026-03-01T09:00:00+08:00")
  const at = new Date("2026-03-01T09:05:00+08:00")
  const facts = { lesson_id: lesson.uuid, member_id: wang.uuid, state: "PRESENT", category: "PARTY_LECTURE", minutes: 120, planned_hours: 2, source: "PAPER" }
  await world.insert("attendance.entry", { ...facts, held_on: "2026-03-01", occurred_at: at, recorded_at: at })

  await world.client.query(
    `INSERT INTO attendance.act (id, kind, occurred_at, recorded_at, recorded_by, recorder_name) VALUES (uuidv7(), 'CODE_RENEWED', $1, $1, uuidv7(), '记录人')`,
    [at],
  )
  await world.client.query(
    `INSERT INTO attendance.capture (id, lesson_id, member_id, kind, source, occurred_at, recorded_at, recorded_by, recorder_name, client_key)
     VALUES (uuidv7(), $2, $3, 'SCAN_IN', 'CODE', $1, $1, uuidv7(), '记录人', 'one')`,
    [at, lesson.uuid, wang.uuid],
  )
  await world.client.query(
    `INSERT INTO attendance.seal (number, sealed_at, previous, root, hash, ids, leaves) SELECT 1, $1, x, x, x, ARRAY[uuidv7()], x FROM sha256('') AS x`,
    [at],
  )
  const changes = { entry: "minutes = 0", act: "reason = 'x'", capture: "remark = 'x'", seal: "number = 2" }
  for (const [table, change] of Object.entries(changes)) {
    for (const client of [world.client, ...clients.values()]) {
      for (const sql of [`UPDATE attendance.${table} SET ${change}`, `DELETE FROM attendance.${table}`, `TRUNCATE attendance.${table}`]) {
        expect(`${sql}: ${await codeOf(client, sql)}`).toMatch(/: (23001|42501)$/)
      }
    }
  }
  expect((await world.client.query("SELECT minutes FROM attendance.entry")).rows).toEqual([{ minutes: 120 }])
})

test("the database itself refuses two direct memberships on one day, a sheet that does not add up, and hours in thirds", async () => {
  const branch = await world.organisation(world.community)
  const wang = await world.member(branch)
  const membership = { member_id: wang.uuid, organisation_id: branch.uuid, organisation_path: branch.path, from_on: "2015-01-01" }
  await expect(world.insert("people.membership", { ...membership, participation: "DIRECT" })).rejects.toMatchObject({ code: "23P01" })
  await world.insert("people.membership", { ...membership, participation: "FLOATING_IN" })
  const lesson = await world.lesson(branch, "2026-03-02T09:00:00+08:00")
  await expect(world.sheet(lesson, branch, { expected: 3, present: 1, onLeave: 0, absent: 1 })).rejects.toMatchObject({ code: "23514" })
  await expect(world.lesson(branch, "2026-03-03T09:00:00+08:00", { hours: 1.3 })).rejects.toMatchObject({ code: "23514" })
})

test("the tally of members follows every change", async () => {
  const [one, two] = [await world.organisation(world.community), await world.organisation(world.community)]
  const wang = await world.member(one)
  await world.member(one, { stage: "PROBATIONARY" })
  const tally = async (place: { uuid: string }) =>
    (await world.client.query("SELECT stage::text, people FROM people.tally WHERE organisation_id = $1 AND people <> 0 ORDER BY stage", [place.uuid])).rows

  expect(await tally(one)).toEqual([
    { stage: "FULL", people: 1 },
    { stage: "PROBATIONARY", people: 1 },
  ])
  await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [wang.uuid, two.uuid, two.path])
  expect(await tally(one)).toEqual([{ stage: "PROBATIONARY", people: 1 }])
  expect(await tally(two)).toEqual([{ stage: "FULL", people: 1 }])
})
