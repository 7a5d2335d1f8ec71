import { expect, test } from "vitest"
import type { Report, ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { askReport } from "../../subgraphs/attendance/use-cases/ask-report.ts"
import { digestReport } from "../../subgraphs/attendance/use-cases/digest-report.ts"
import { emptyDatabase } from "../kit/database.ts"
import { reportSourcesOf } from "../kit/report-sources.ts"
import type { Person, Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const world = await newWorld(url)
const rules = await hoursIn(world).rules()
const sourcesAt = reportSourcesOf(url)

const account = (person: Person, at: Place, credited: number, row: object = {}) =>
  world.hours(person, at, 2025, rules.uuid, { intensive: 0, collective: credited, online_raw: 0, online_counted: 0, credited, intensive_sessions: 0, ...row })
const inOrder = <At extends { path: string }>(places: At[]) => places.sort((a, b) => (a.path < b.path ? -1 : 1))

async function open(at: Place, kind: "HOURS_DETAIL" | "COMPLIANCE", more: object = {}): Promise<Report> {
  const asked = await askReport(sourcesAt(at), kind, { organisation: at.id, year: 2025, ...more })
  if (!asked) throw new Error("no report")
  return asked.report
}

async function rowsOf(report: Report, after?: string): Promise<ReportRow[]> {
  const rows: ReportRow[] = []
  for await (const batch of report.batches(after)) rows.push(...batch.rows)
  return rows
}

/** A street of two communities: two branches and one, and people of the second community's own. */
async function street() {
  const place = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET", name: "朝阳街道党工委" })
  const community = async () => world.organisation(place, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const [first, second] = inOrder([await community(), await community()]) as [Place, Place]
  const [one, two] = inOrder([await world.organisation(first), await world.organisation(first)]) as [Place, Place]
  const [three, empty] = [await world.organisation(second), await world.organisation(second)]
  for (const [at, hours] of [
    [one, 40],
    [one, 30],
    [two, 32],
    [second, 31.5],
    [three, 33],
  ] as const)
    await account(await world.member(at), at, hours)
  const guest = await world.member(one)
  await account(guest, one, 12, { role: "IN_SERVICE", is_required: false, required: 0 })
  return { place, first, second, one, two, three, empty, guest }
}

test("the sheet has a sum under each branch and under each organisation above it, and whoever is in no denominator at its end", async () => {
  const { place, first, second, one, two, three, guest } = await street()
  const report = await open(place, "HOURS_DETAIL")
  const rows = await rowsOf(report)
  const cell = (row: ReportRow, key: string) => row.cells[report.columns.findIndex((column) => column.key === key)]
  const shown = rows.map((row) => [
    row.kind,
    cell(row, "number"),
    row.kind === "ROW" || row.kind === "ASIDE" ? cell(row, "branch") : cell(row, "name"),
    cell(row, "counted"),
    cell(row, "rate"),
    cell(row, "verdict"),
  ])
  const lines = shown.filter(([kind]) => kind === "ROW")
  expect(new Set(lines.slice(0, 2).map(([, , , counted]) => counted))).toEqual(new Set([40, 30]))
  expect(shown.filter(([kind]) => kind !== "ROW")).toEqual([
    ["SUBTOTAL", "小计", one.name, 70, "达标率50.0%", "1/2达标"],
    ["SUBTOTAL", "小计", two.name, 32, "达标率100.0%", "1/1达标"],
    ["TOTAL", "合计", first.name, 102, "达标率66.7%", "2/3达标"],
    ["SUBTOTAL", "小计", second.name, 31.5, "达标率0.0%", "0/1达标"],
    ["SUBTOTAL", "小计", three.name, 33, "达标率100.0%", "1/1达标"],
    ["TOTAL", "合计", second.name, 64.5, "达标率50.0%", "1/2达标"],
    ["TOTAL", "合计", "朝阳街道党工委", 166.5, "达标率60.0%", "3/5达标"],
    ["ASIDE", "附", one.name, null, null, "组织关系在他处，不计入分母"],
  ])
  expect(lines.map(([, number]) => number)).toEqual([1, 2, 3, 4, 5])
  expect(rows.map(({ kind }) => kind)).toEqual([
    "ROW",
    "ROW",
    "SUBTOTAL",
    "ROW",
    "SUBTOTAL",
    "TOTAL",
    "ROW",
    "SUBTOTAL",
    "ROW",
    "SUBTOTAL",
    "TOTAL",
    "TOTAL",
    "ASIDE",
  ])
  expect(rows.at(-1)?.key).toBe(`${guest.id} ${one.id}`)
  expect(rows.at(-2)?.key).toBe(place.id)
  expect(report.title).toBe("2025年度学时完成情况明细表")
})

test("a walk can be taken up anywhere, and gives the rest of the same rows", async () => {
  const { place } = await street()
  const large = await world.organisation(place)
  await world.client.query(
    `INSERT INTO attendance.annual_hours (member_id, year, organisation_id, organisation_path, role, is_required, required, intensive, collective, online_raw, online_counted,
       make_up, credited, intensive_sessions, required_intensive_sessions, rule_set_id, computed_at)
     SELECT gen_random_uuid(), 2025, $1, $2, (ARRAY['SECRETARY', 'MEMBER', 'PROBATIONARY', 'IN_SERVICE'])[1 + n % 4]::attendance.role_in_year, n % 4 <> 3, 32, 0, n % 50, 0, 0, 0,
       n % 50, 0, 0, $3, '2026-01-01' FROM generate_series(1, 3300) n`,
    [large.uuid, large.path, rules.uuid],
  )
  const report = await open(place, "HOURS_DETAIL")
  const all = await rowsOf(report)
  expect(all).toHaveLength(3300 + 6 + 8)
  const sizes: number[] = []
  let taken = 0
  for await (const { rows, position } of report.batches()) {
    sizes.push(rows.length)
    taken += rows.length
    expect(await rowsOf(report, position)).toEqual(all.slice(taken))
  }
  expect(sizes).toEqual([1000, 1000, 1000, 314])
  expect(new Set(all.map(({ kind, key }) => kind + key)).size).toBe(all.length)
  expect(await digestReport(await open(place, "HOURS_DETAIL"))).toBe(await digestReport(report))
  const failed = await rowsOf(await open(place, "HOURS_DETAIL", { verdict: "NOT_COMPLIANT" }))
  expect(failed.filter(({ kind }) => kind === "ROW")).toEqual(
    all.filter(({ kind, cells }) => kind === "ROW" && cells.at(-1) === "未达标").map((row, at) => ({ ...row, cells: [at + 1, ...row.cells.slice(1)] })),
  )
})

test("the sheet of compliance has the organisations right below and the own people, and their total", async () => {
  const { place, first, second, three, empty } = await street()
  const report = await open(place, "COMPLIANCE")
  expect((await rowsOf(report)).map(({ kind, cells }) => [kind, ...cells])).toEqual([
    ["ROW", first.name, "党总支", 3, 2, 1, 66.7, "0/0", 34, 1],
    ["ROW", second.name, "党总支", 2, 1, 1, 50, "0/0", 32.3, 1],
    ["TOTAL", "朝阳街道党工委（合计）", null, 5, 3, 2, 60, "0/0", 33.3, 2],
  ])
  const below = await rowsOf(await open(second, "COMPLIANCE"))
  expect(below.map(({ key }) => key).sort()).toEqual([second.id, three.id, empty.id, second.id].sort())
  expect(below.map(({ key, cells }) => [key, cells[2]])).toEqual(
    expect.arrayContaining([
      [three.id, 1],
      [empty.id, 0],
      [second.id, 1],
      [second.id, 2],
    ]),
  )
})

test("down to branches it has the own people of each, and the total of each organisation above behind them", async () => {
  const { place, first, second, one, two, three, empty } = await street()
  const report = await open(place, "COMPLIANCE", { detail: "BRANCHES" })
  const inside = (at: Place, ...rows: unknown[][]) => [...rows, ["TOTAL", `${at.name}（合计）`]].map((row) => row.slice(0, 2))
  const rows = await rowsOf(report)
  const [three_, empty_] = inOrder([three, empty]) as [Place, Place]
  expect(rows.map(({ kind, cells }) => [kind, cells[0]])).toEqual([
    ...inside(first, ["ROW", one.name], ["ROW", two.name]),
    ...inside(second, ["ROW", second.name], ["ROW", three_.name], ["ROW", empty_.name]),
    ["TOTAL", "朝阳街道党工委（合计）"],
  ])
  const lineOf = (at: Place, kind: string) => rows.find((row) => row.key === at.id && row.kind === kind)?.cells.slice(1)
  expect(lineOf(one, "ROW")).toEqual(["党支部", 2, 1, 1, 50, "0/0", 35, 1])
  expect(lineOf(empty, "ROW")).toEqual(["党支部", 0, 0, 0, null, "0/0", null, 0])
  expect(lineOf(second, "ROW")).toEqual(["党总支", 1, 0, 1, 0, "0/0", 31.5, 1])
  expect(lineOf(second, "TOTAL")).toEqual(["党总支", 2, 1, 1, 50, "0/0", 32.3, 1])
  expect(rows.at(-1)).toEqual((await rowsOf(await open(place, "COMPLIANCE"))).at(-1))
  expect(await report.count()).toBe(rows.length)
  expect(await digestReport(report)).not.toBe(await digestReport(await open(place, "COMPLIANCE")))
  const alone = await open(one, "COMPLIANCE", { detail: "BRANCHES" })
  expect((await rowsOf(alone)).map(({ kind }) => kind)).toEqual(["ROW", "TOTAL"])
})
