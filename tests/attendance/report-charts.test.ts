import { describe, expect, test } from "vitest"
import type { ReportKind } from "../../subgraphs/attendance/domain/report.ts"
import { askReport } from "../../subgraphs/attendance/use-cases/ask-report.ts"
import { drawReportCharts } from "../../subgraphs/attendance/use-cases/draw-report-charts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { exportsIn } from "../kit/exports.ts"
import { fetchFile } from "../kit/files.ts"
import { workbookOf } from "../kit/read-files.ts"
import { registersIn } from "../kit/registers.ts"
import { reportSourcesOf } from "../kit/report-sources.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url, NOW, [], true)
const world = await newWorld(url)
const { started, ended } = exportsIn(stack, world)
const registers = registersIn(world)
const rules = await registers.rules()
const sourcesOf = reportSourcesOf(url)
const at = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY", name: "和平社区党总支" })
const [one, two] = [await world.organisation(at, { name: "第一支部" }), await world.organisation(at, { name: "第二支部" })]
const auditor = await world.staff("AUDITOR", at)
const [wang, li] = [await world.member(one), await world.member(two)]
const room = await world.venue(one, "一号教室", 10)
const zhao = await world.teacher(at, "赵老师")
const year = { required: 8, intensive: 0, collective: 8, online_raw: 0, online_counted: 0, intensive_sessions: 0, computed_at: NOW }
await world.hours(wang, one, 2025, rules.uuid, { ...year, credited: 8 })
await world.hours(li, two, 2025, rules.uuid, { ...year, credited: 4, collective: 4 })
for (const [startsAt, category] of [
  ["2025-03-14T09:00:00+08:00", "PARTY_LECTURE"],
  ["2025-03-14T14:00:00+08:00", "PARTY_LECTURE"],
  ["2025-06-11T09:00:00+08:00", "THEME_DAY"],
] as const)
  await registers.held(one, startsAt, { category, venue: room, teachers: [zhao] })
await registers.held(one, "2025-07-01T09:00:00+08:00")

const DAYS = { from: "2024-12-01", to: "2025-12-31" }
const read = async (report: ReportKind, question: object) => {
  const sources = sourcesOf(at)
  const asked = await askReport(sources, report, { organisation: at.id, ...question })
  const rows = []
  for await (const batch of asked!.report.batches()) rows.push(...batch.rows)
  return { rows, pictures: await drawReportCharts(sources, asked!.report) }
}
const file = async (report: string, format: string, question: object) => {
  const ready = await ended(auditor, await started(auditor, at, { report, format, ...question }))
  expect(ready).toMatchObject({ state: "READY", failure: null })
  return Buffer.from(await (await fetchFile(stack, auditor, ready.url ?? "")).arrayBuffer())
}
const NO_DAYS = { from: null, to: null }

describe("charts behind the rows of a report's file", () => {
  test("say of R02 how the year went and how each stands, in the figures of the rows", async () => {
    const { rows, pictures } = await read("COMPLIANCE", { year: 2025 })
    expect(pictures.map(({ title }) => title)).toEqual([
      "和平社区党总支2025年度学时达标进度：截至12月，2人中1人学时达到全年要求（50%）；人均计入6学时，按进度应达8学时。只看学时，集中培训次数另计。",
      "和平社区党总支2025年度学时达标率：合计2人，达标1人（50%）。",
    ])
    const [total] = rows.slice(-1)
    expect(total?.cells.slice(2, 8)).toEqual([2, 1, 1, 50, "0/0", 6])
    const bars = pictures[1]?.svg ?? ""
    for (const { cells } of rows.slice(0, -1)) expect(bars).toContain(`${(cells[5] as number).toFixed(1)}%　${cells[3]}/${cells[2]}人`)
  })

  test("say the same behind the early warning, and what was held when behind teachers and venues; others have none", async () => {
    const compliance = await read("COMPLIANCE", { year: 2025 })
    expect((await read("EARLY_WARNING", { year: 2025 })).pictures).toEqual(compliance.pictures)
    const teachers = await read("TEACHER_LOAD", DAYS)
    expect(teachers.pictures.map(({ title }) => title)).toEqual(["和平社区党总支2025年各类课次分布：期内已举行3节课，最多的是第11周党课：2节。"])
    expect(teachers.rows.at(-1)?.cells[4]).toBe(3)
    const venues = await read("VENUE_USE", DAYS)
    expect(venues.pictures.map(({ title }) => title)).toEqual(["和平社区党总支2025年课次分布：期内已举行3节课，最多的是第11周周五：2节。"])
    expect(venues.rows.at(-1)?.cells[4]).toBe(3)
    expect((await read("VENUE_USE", { from: "2025-08-01", to: "2025-08-31" })).pictures).toEqual([])
    expect((await read("VENUE_USE", { ...DAYS, asOf: new Date("2025-05-01T00:00:00Z") })).pictures[0]?.title).toContain("期内已举行2节课")
    expect((await read("HOURS_DETAIL", { year: 2025 })).pictures).toEqual([])
  })

  test("are pictures on a sheet of the workbook and on the last pages", async () => {
    for (const [report, question, count] of [
      ["COMPLIANCE", { year: 2025, ...NO_DAYS }, 2],
      ["VENUE_USE", DAYS, 1],
    ] as const) {
      const workbook = await workbookOf(await file(report, "XLSX", question))
      const sheet = workbook.getWorksheet("图表")!
      expect(sheet.getImages()).toHaveLength(count)
      expect((await file(report, "PDF", question)).toString("latin1").match(/\/Subtype \/Image/g)?.length).toBeGreaterThanOrEqual(count)
    }
  })
})
