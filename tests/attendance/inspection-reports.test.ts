import { afterAll, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createContextFactory } from "../../subgraphs/attendance/context.ts"
import type { Report, ReportKind, ReportRow } from "../../subgraphs/attendance/domain/report.ts"
import { askReport } from "../../subgraphs/attendance/use-cases/ask-report.ts"
import { digestReport } from "../../subgraphs/attendance/use-cases/digest-report.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import type { Viewer } from "../../subgraphs/shared/viewer.ts"
import { emptyDatabase } from "../kit/database.ts"
import { inspectionsIn } from "../kit/inspections.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const inspections = inspectionsIn(world)
const database = openDatabase(appUrlsFrom(url, {}).attendance, { name: "reports", connections: 2, onError: () => undefined })
afterAll(() => database.close())
const contextFor = createContextFactory({ database, timeZone: "Asia/Shanghai", now: () => NOW, keys: [], peopleKeys: [] })
const viewerAt = ({ id, path }: Place): Viewer => ({
  accountId: "account_01h455vb4pex5vsknk084sn02q",
  name: "审计员",
  memberId: null,
  homePath: null,
  grants: [{ role: "AUDITOR", organisationId: id, path }],
})
async function open(kind: ReportKind, at: Place, question: object, viewer = viewerAt(at)): Promise<Report | null> {
  return (await askReport(contextFor(viewer), kind, { organisation: at.id, ...question }))?.report ?? null
}
async function rowsOf(report: Report | null, after?: string): Promise<ReportRow[]> {
  const rows: ReportRow[] = []
  if (report) for await (const batch of report.batches(after)) rows.push(...batch.rows)
  return rows
}

const general = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY", name: "向阳社区党总支" })
const at = await world.organisation(general, { name: "向阳社区第二党支部" })
const members = [await world.member(at, { name: "王春梅" }), await world.member(at, { name: "李建国" }), await world.member(at, { name: "周敏" })] as [
  Person,
  Person,
  Person,
]
const [wang, li, zhou] = members
const lesson = await inspections.held(at, "2026-03-10T09:00:00+08:00", { people: members, at })
await inspections.mark(lesson, wang, at, { arrivedAt: "2026-03-10T08:52:00+08:00" })
await inspections.mark(lesson, li, at, { state: "ON_LEAVE", source: "RECORDER" })
const wrong = await inspections.mark(lesson, zhou, at, { state: "ABSENT", source: "RECORDER" })
await inspections.mark(lesson, zhou, at, {
  state: "LATE",
  source: "PAPER",
  minutes: 100,
  replaces: wrong,
  reason: "纸质签到第5行",
  recordedAt: "2026-03-13T09:12:00+08:00",
})

test("R04: the sheet as it stood, with its sources, what was changed after the closing, and counts of persons at the foot", async () => {
  const report = await open("ATTENDANCE_SHEET", at, { lesson: lesson.id })
  const rows = await rowsOf(report)
  const named = new Map(rows.filter(({ kind }) => kind === "ROW").map(({ cells }) => [cells[1], cells]))
  expect([...named.keys()].sort()).toEqual(["周敏", "李建国", "王春梅"])
  const branch = at.name
  expect(named.get("王春梅")?.slice(2, 9)).toEqual([branch, "出席", "2026-03-10T00:52:00.000Z", null, 120, "扫码", "2026-03-10T01:00:00.000Z"])
  expect(named.get("周敏")?.slice(3)).toEqual(["迟到", null, null, 100, "纸质", "2026-03-13T01:12:00.000Z", "记录人", null, null, 1, "纸质签到第5行"])
  expect(rows.find(({ kind }) => kind === "TOTAL")?.cells.at(-1)).toBe("应到3人、实到2人、请假1人、缺席0人、未登记0人、列席0人；出勤率66.7%")
  expect(rows.filter(({ kind }) => kind === "ASIDE").map(({ key, cells }) => [key, cells.at(-1)])).toEqual([
    ["时间", "2026-03-10 09:00-11:00"],
    ["主持人", "王春梅"],
    ["记录人", "李建国"],
    ["开表", null],
    ["关表", null],
    ["审核", null],
  ])
  const then = await rowsOf(await open("ATTENDANCE_SHEET", at, { lesson: lesson.id, asOf: new Date("2026-03-12T00:00:00+08:00") }))
  expect(then.find(({ kind }) => kind === "TOTAL")?.cells.at(-1)).toBe("应到3人、实到1人、请假1人、缺席1人、未登记0人、列席0人；出勤率33.3%")
  expect(await open("ATTENDANCE_SHEET", await world.organisation(world.street), { lesson: lesson.id })).toBeNull()
})

test("R14: a line a lesson, a subtotal an organiser, the total at the foot; a page of the query says the same", async () => {
  const report = await open("COMPLETENESS", general, { from: "2026-03-01", to: "2026-03-31" })
  const rows = await rowsOf(report)
  expect(rows.map(({ kind, key, cells }) => [kind, key, ...cells.slice(3)])).toEqual([
    ["ROW", lesson.id, "2026-03-10", "已开展", 3, 2, 1, 0, "✓", "✓", "✓", 31, 1, 0, "✓", "缺请假条"],
    ["SUBTOTAL", at.id, null, "1/1课次", 3, 2, 1, 0, "1/1", null, null, null, null, null, "1/1", "无问题0/1课次"],
    ["TOTAL", "", null, "1/1课次", 3, 2, 1, 0, "1/1", null, null, null, null, null, "1/1", "无问题0/1课次"],
  ])
  const auditor = await world.staff("AUDITOR", general)
  const asOf = NOW.toISOString()
  const { completenessReport } = await (
    await stack.as(auditor)
  ).request<{ completenessReport: { header: { digest: string }; nodes: unknown[]; totalCount: number } }>(
    `query ($id: ID!, $asOf: DateTime) { completenessReport(organisation: $id, from: "2026-03-01", to: "2026-03-31", asOf: $asOf) {
      header { title digest fromOn toOn } gaps { message } totalCount pageInfo { hasNextPage endCursor }
      nodes { lesson { id } organisation { id } happened expected present onLeave absent hasHost hasRecorder evidence daysToFile missing } } }`,
    { id: general.id, asOf },
  )
  expect(completenessReport).toMatchObject({
    header: { title: "检查要素完整性表（2026-03-01至2026-03-31）", fromOn: "2026-03-01", toOn: "2026-03-31" },
    gaps: [],
    totalCount: 1,
    pageInfo: { hasNextPage: false },
    nodes: [
      {
        lesson: { id: lesson.id },
        organisation: { id: at.id },
        happened: "HELD",
        expected: 3,
        present: 2,
        onLeave: 1,
        absent: 0,
        daysToFile: 0,
        missing: ["LEAVE_SLIP_MISSING"],
      },
    ],
  })
  expect(report && (await digestReport(report))).toBe(completenessReport.header.digest)
})

test("R08: lines in the customary layout with totals of every organisation above; rows behind a position are the same rows", async () => {
  const report = await open("ORGANISATION_LIFE", world.street, { from: "2026-01-01", to: "2026-03-31" })
  const rows = await rowsOf(report)
  expect(rows.filter(({ key }) => key.startsWith(at.id) || key === general.id).map(({ kind, cells }) => [kind, ...cells])).toEqual([
    ["ROW", at.name, "2026Q1", "1/0", null, null, "1/1", "3/0", 66.7, "1/1", "支部党员大会缺1、主题党日缺3"],
    ["TOTAL", `${general.name}（合计）`, "2026Q1", "1/0", null, null, "1/1", "3/0", 66.7, "1/1", null],
  ])
  expect(rows.at(-1)).toMatchObject({ kind: "TOTAL", key: world.street.id })
  const positions: string[] = []
  for await (const { position } of report?.batches() ?? []) positions.push(position)
  const behind = await Promise.all(positions.map((position) => rowsOf(report, position)))
  expect(behind.at(-1)).toEqual([])
  for (const after of behind) expect(after).toEqual(rows.slice(rows.length - after.length))
  await expect(open("ORGANISATION_LIFE", at, { from: "2026-01-02", to: "2026-03-31" })).rejects.toThrow(/quarters/)
})
