import { BadInput } from "../../shared/errors.ts"
import type { SheetHead, SheetLineOfReport } from "../data/sheet-report.repository.ts"
import type { Standing } from "../domain/attendance-row.ts"
import { STANDING_WORDS } from "../domain/mark-words.ts"
import { type Report, type ReportBatch, type ReportColumn, type ReportParameters, type ReportRow, rateOf } from "../domain/report.ts"
import type { InspectionSources } from "./take-report-ground.ts"

const BATCH = 500
const SHEET_COLUMNS: readonly ReportColumn[] = [
  { key: "number", title: "序号", type: "INTEGER" },
  { key: "name", title: "姓名", type: "TEXT", isLabel: true, width: 16 },
  { key: "branch", title: "所在党支部", type: "TEXT", isLabel: true, width: 28 },
  { key: "state", title: "状态", type: "TEXT" },
  { key: "arrivedAt", title: "签到时间", type: "MOMENT", width: 18 },
  { key: "leftAt", title: "签退时间", type: "MOMENT", width: 18 },
  { key: "minutes", title: "参学（分钟）", type: "INTEGER" },
  { key: "source", title: "来源", type: "TEXT" },
  { key: "recordedAt", title: "录入时间", type: "MOMENT", width: 18 },
  { key: "recorder", title: "录入人", type: "TEXT", isLabel: true },
  { key: "page", title: "扫描页", type: "INTEGER" },
  { key: "line", title: "行", type: "INTEGER" },
  { key: "changes", title: "归档后变更（次）", type: "INTEGER" },
  { key: "remark", title: "备注", type: "TEXT", width: 36 },
]
const SOURCES: Record<string, string> = { CODE: "扫码", PAPER: "纸质", RECORDER: "代录", ONLINE: "线上", IMPORT: "导入", LEAVE: "请假单", EXTERNAL: "外训" }
const THERE: readonly Standing[] = ["PRESENT", "LATE", "LEFT_EARLY", "ONLINE"]

type Counts = { people: number; expected: number; present: number; onLeave: number; absent: number; unmarked: number; observers: number }
type Position = { after: string | null; counts: Counts; isOver: boolean }
const BEGINNING: Position = { after: null, counts: { people: 0, expected: 0, present: 0, onLeave: 0, absent: 0, unmarked: 0, observers: 0 }, isOver: false }

/**
 * Open 单次课签到台账 (R04): the sheet of one lesson as it stood, with its sources and what was changed after the closing; counts of persons at the foot, and then the
 * head of the paper form.
 *
 * @throws {BadInput} when `lesson` is missing.
 */
export async function openAttendanceSheetReport(sources: InspectionSources, parameters: ReportParameters): Promise<Report | null> {
  const { lessonId, organisationId, asOf } = parameters
  if (lessonId === null) throw new BadInput("lesson", "Argument `lesson` is needed: whose sheet.")
  const ground = await sources.reportGrounds.findGround(organisationId, sources.dayOf(asOf))
  const head = ground && (await sources.sheetReports.findHead(lessonId, ground.path, asOf))
  if (!head) return null
  return {
    kind: "ATTENDANCE_SHEET",
    title: `单次课签到台账：${head.title}${head.code ? `（${head.code}）` : ""}`,
    organisation: { id: ground.id, name: ground.name },
    parameters,
    ruleSets: [],
    columns: SHEET_COLUMNS,
    gaps: async () => (head.filedAt === null ? [{ subgraph: "attendance" as const, message: "签到表在截止时点尚未关闭：未登记的人不计缺席。" }] : []),
    count: async () => (await sources.sheetReports.findLines(lessonId, { asOf, filedAt: head.filedAt }, null, MOST_LINES)).length,
    batches: (after) => readBatches(sources, lessonId, { head, asOf }, after === undefined ? BEGINNING : (JSON.parse(after) as Position)),
  }
}

/** A city's lesson has tens of thousands on its sheet; for progress, no more are counted. */
const MOST_LINES = 100_000

async function* readBatches(
  { sheetReports, localOf, dayOf }: InspectionSources,
  lessonId: string,
  { head, asOf }: { head: SheetHead; asOf: Date },
  start: Position,
): AsyncIterable<ReportBatch> {
  for (let position = start; !position.isOver;) {
    const lines = await sheetReports.findLines(lessonId, { asOf, filedAt: head.filedAt }, position.after, BATCH)
    const rows: ReportRow[] = lines.map((line, at) => rowOf(line, position.counts.people + at + 1))
    const isOver = lines.length < BATCH
    position = { after: lines.at(-1)?.memberId ?? position.after, counts: lines.reduce(plus, position.counts), isOver }
    if (isOver) {
      const time = (instant: Date) => {
        const { minute } = localOf(instant)
        return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`
      }
      rows.push(footOf(position.counts), ...asidesOf(head, `${dayOf(head.startsAt)} ${time(head.startsAt)}-${time(head.endsAt)}`))
    }
    yield { rows, position: JSON.stringify(position) }
  }
}

/** Observers are outside every other count, and so is whoever came without being on the list. */
function plus(counts: Counts, { state, isExpected }: SheetLineOfReport): Counts {
  const isCounted = isExpected && state !== "OBSERVER"
  const one = (isIt: boolean) => (isCounted && isIt ? 1 : 0)
  return {
    people: counts.people + 1,
    expected: counts.expected + one(true),
    present: counts.present + one(THERE.includes(state)),
    onLeave: counts.onLeave + one(state === "ON_LEAVE"),
    absent: counts.absent + one(state === "ABSENT"),
    unmarked: counts.unmarked + one(state === "NOT_MARKED"),
    observers: counts.observers + (state === "OBSERVER" ? 1 : 0),
  }
}

function rowOf(line: SheetLineOfReport, number: number): ReportRow {
  const { state, arrivedAt, leftAt, minutes, source, recordedAt, page, changes, reason } = line
  const times = [arrivedAt?.toISOString() ?? null, leftAt?.toISOString() ?? null]
  const remark = [line.isExpected ? null : "不在名单", reason].filter((part) => part !== null).join("；") || null
  const cells = [line.name, line.branch, STANDING_WORDS[state], ...times, minutes, source && (SOURCES[source] ?? source), recordedAt?.toISOString() ?? null]
  return { kind: "ROW", key: line.memberId, cells: [number, ...cells, line.recorder, page, line.line, changes, remark] }
}

const NOTHING = Array.from({ length: 9 }, () => null)

function footOf({ expected, present, onLeave, absent, unmarked, observers }: Counts): ReportRow {
  const rate = rateOf(present, expected)
  const words = `应到${expected}人、实到${present}人、请假${onLeave}人、缺席${absent}人、未登记${unmarked}人、列席${observers}人；出勤率${rate === null ? "-" : `${rate.toFixed(1)}%`}`
  return { kind: "TOTAL", key: "", cells: [null, "合计", null, null, ...NOTHING, words] }
}

/** The head of the paper form: 时间、主持人、记录人, and who opened, closed and approved it. */
function asidesOf(head: SheetHead, time: string): ReportRow[] {
  const { host, recorder, openedBy, closedBy, approvedBy } = head
  const lines = { 时间: time, 主持人: host, 记录人: recorder, 开表: openedBy, 关表: closedBy, 审核: approvedBy }
  return Object.entries(lines).map(([key, value]) => ({ kind: "ASIDE" as const, key, cells: [null, key, null, null, ...NOTHING, value] }))
}
