import { expect, test } from "vitest"
import { createAccessLogKeeper } from "../../subgraphs/attendance/data/access-log.writer.ts"
import type { Database } from "../../subgraphs/shared/database.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import pg from "pg"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { exportsIn } from "../kit/exports.ts"
import { fetchFile } from "../kit/files.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url, NOW, [], true)
const world = await newWorld(url)
const { started, ended, lines } = exportsIn(stack, world)
type Line = {
  at: string
  by: string
  role: string
  purpose: string | null
  operation: string
  rows: number | null
  isExport: boolean
  watermark: string | null
  client: string | null
}
const LOG = `query ReadLog($organisation: ID!, $from: DateTime!, $to: DateTime!, $account: ID, $first: Int, $after: String) {
  accessLog(organisation: $organisation, from: $from, to: $to, account: $account, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id at by role purpose operation organisation { id } subjects rows sensitiveFields isExport watermark client } } }`
const read = async (subject: string, organisation: string, more: object = {}) =>
  (
    await (
      await stack.as(subject)
    ).request<{ accessLog: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Line[] } | null }>(LOG, {
      organisation,
      from: "2026-01-01T00:00:00+08:00",
      to: "2026-12-31T00:00:00+08:00",
      ...more,
    })
  ).accessLog
const accountOf = async (subject: string) => (await world.client.query("SELECT id FROM people.account WHERE subject = $1", [subject])).rows[0]?.id as string
/** Notes are written after the answer: look until they are there. */
async function noted(subject: string, many: number): Promise<Line[]> {
  const account = await accountOf(subject)
  for (const end = Date.now() + 10_000; Date.now() < end;) {
    const { rows } = await world.client.query(
      `SELECT at, account_name AS by, role, purpose, operation, row_count AS rows, export_id IS NOT NULL AS "isExport", watermark, client, parameters FROM attendance.access_log WHERE account_id = $1 ORDER BY at, id`,
      [account],
    )
    if (rows.length >= many) return rows as Line[]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error("nothing was noted")
}

test("a file that is made, and each time it is fetched, stands in the log with its watermark; so does reading the log", async () => {
  const place = await world.organisation(world.city)
  await lines(place, 12)
  const auditor = await world.staff("AUDITOR", place)
  const { url: address, watermark } = await ended(auditor, await started(auditor, place))
  await (await fetchFile(stack, auditor, address ?? "")).arrayBuffer()
  await read(auditor, place.id, { first: 5 })
  const found = (await noted(auditor, 3)).sort((a, b) => (a.operation < b.operation ? -1 : 1))
  const common = { by: `AUDITOR ${place.name}`, role: "AUDITOR", at: NOW }
  expect(found).toMatchObject([
    { ...common, operation: "download ACCESS_LOG CSV", rows: 12, watermark, isExport: true, purpose: "2026年度核查", client: "GET /exports" },
    { ...common, operation: "export ACCESS_LOG CSV", rows: 12, watermark, isExport: true, purpose: "2026年度核查", client: "startExport" },
    { ...common, operation: "query ACCESS_LOG", rows: 5, watermark: null, isExport: false, purpose: null, client: "ReadLog" },
  ])
})

test("it is read by auditors, secretaries and administrators of the place, the latest first, a page at a time; by nobody else", async () => {
  const place = await world.organisation(world.city, { kind: "GENERAL_BRANCH" })
  const below = await world.organisation(place)
  await lines(place, 3)
  await lines(below, 2)
  for (const role of ["AUDITOR", "SECRETARY", "ADMIN"] as const) {
    const first = await read(await world.staff(role, place), place.id, { to: "2026-03-02T00:00:00+08:00", first: 4 })
    expect([first?.totalCount, first?.nodes.length, first?.pageInfo.hasNextPage]).toEqual([5, 4, true])
    expect(first?.nodes[0]).toMatchObject({
      at: "2026-03-01T00:00:03+08:00",
      by: "审计员3",
      role: "AUDITOR",
      purpose: "=核查",
      organisation: { id: place.id },
      subjects: [],
    })
  }
  const auditor = await world.staff("AUDITOR", below)
  const page = await read(auditor, below.id, { to: "2026-03-02T00:00:00+08:00" })
  expect(page?.totalCount).toBe(2)
  const after = await read(auditor, below.id, { to: "2026-03-02T00:00:00+08:00", first: 1 })
  expect((await read(auditor, below.id, { to: "2026-03-02T00:00:00+08:00", first: 1, after: after?.pageInfo.endCursor }))?.nodes).toMatchObject([
    { by: "审计员1" },
  ])
  const wang = await world.member(below)
  for (const subject of [
    wang.subject,
    auditor,
    await world.staff("RECORDER", place),
    await world.staff("COORDINATOR", place),
    await world.staff("ADMIN", await world.organisation(world.city)),
  ])
    expect(await read(subject, place.id)).toBeNull()
  await expect(read(auditor, below.id, { from: "2026-12-31T00:00:00+08:00" })).rejects.toThrow(/`to` must be after `from`/)
  const account = toTypeId("account", await accountOf(auditor))
  expect((await read(auditor, below.id, { account }))?.nodes.every(({ by }) => by === `AUDITOR ${below.name}`)).toBe(true)
})

test("nobody changes or removes a line; where its organisation stands follows the tree", async () => {
  const place = await world.organisation(world.city)
  await lines(place, 1)
  for (const sql of ["UPDATE attendance.access_log SET account_name = '别人'", "DELETE FROM attendance.access_log", "TRUNCATE attendance.access_log"])
    await expect(world.client.query(sql)).rejects.toThrow(/append-only/)
  await world.client.query("SELECT attendance_api.renew_paths($1, $2)", [place.path, `${world.street.path}moved.`])
  expect((await read(await world.staff("AUDITOR", world.street), world.street.id, { to: "2026-03-02T00:00:00+08:00" }))?.totalCount).toBe(1)
})

test("other owners note reads through one function, under the name of the account that reads", async () => {
  const admin = await world.staff("ADMIN", world.city)
  const client = new pg.Client(appUrlsFrom(url, {}).people)
  await client.connect()
  await client.query("SELECT attendance_api.note_access($1, $2, 'ADMIN', '核对同名', 'query member.contact', $3, $4, 2, $5, 'ResolveDup')", [
    NOW,
    await accountOf(admin),
    world.community.uuid,
    ["member_a", "member_b"],
    ["nationalId"],
  ])
  await expect(client.query("INSERT INTO attendance.access_log DEFAULT VALUES")).rejects.toThrow(/permission denied/)
  await client.end()
  const page = await read(await world.staff("AUDITOR", world.community), world.community.id, { from: "2026-11-23T00:00:00+08:00" })
  expect(page?.nodes).toMatchObject([
    {
      by: `ADMIN ${world.city.name}`,
      operation: "query member.contact",
      subjects: ["member_a", "member_b"],
      rows: 2,
      sensitiveFields: ["nationalId"],
      client: "ResolveDup",
    },
  ])
})

test("a note that cannot be written is tried again; what is lost is counted, and a file does not go out unnoted", async () => {
  let fails = 2
  const written: unknown[] = []
  const database = {
    read: async (_: string, __: string, values: unknown[]) => {
      if (fails > 0) {
        fails -= 1
        throw new Error("gone")
      }
      written.push(values)
      return []
    },
  } as unknown as Database
  const keeper = createAccessLogKeeper(database, () => NOW)
  const viewer = { accountId: toTypeId("account", "019aaf00-0000-7000-8000-000000000001"), name: "甲", memberId: null, homePath: null, grants: [] }
  keeper.add(viewer, null, [{ operation: "query HOURS_DETAIL" }])
  await keeper.settled()
  expect([written.length, keeper.lost()]).toEqual([1, 0])
  fails = 9
  keeper.add(viewer, null, [{ operation: "one" }, { operation: "two" }])
  await keeper.settled()
  expect(keeper.lost()).toBe(2)
  await expect(keeper.keep(viewer, null, [{ operation: "download" }])).rejects.toThrow("gone")
})
