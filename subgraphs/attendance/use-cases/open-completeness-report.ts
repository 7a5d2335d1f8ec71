import { BadInput } from "../../shared/errors.ts"
import type { LessonPlace } from "../data/completeness.repository.ts"
import type { FindingsAsked } from "../data/finding.repository.ts"
import { type Completeness, addsUp, missingOf } from "../domain/completeness.ts"
import { type CompletenessSums, NO_LESSONS, plusLesson } from "../domain/completeness-sums.ts"
import { FINDING_KINDS, type FindingKind, wordsOf } from "../domain/finding.ts"
import type { Report, ReportBatch, ReportColumn, ReportParameters, ReportRow } from "../domain/report.ts"
import { askFindings } from "./ask-findings.ts"
import { takeReportGround, type InspectionSources } from "./take-report-ground.ts"

const BATCH = 500
const COMPLETENESS_COLUMNS: readonly ReportColumn[] = [
  { key: "organisation", title: "主办党组织", type: "TEXT", isLabel: true, width: 28 },
  { key: "code", title: "课次编号", type: "TEXT", isLabel: true, width: 14 },
  { key: "title", title: "课程", type: "TEXT", isLabel: true, width: 32 },
  { key: "heldOn", title: "日期", type: "DAY", width: 12 },
  { key: "happened", title: "计划/开展", type: "TEXT", width: 12 },
  { key: "expected", title: "应到", group: "人数（单次课为人，合计为人次）", type: "INTEGER" },
  { key: "present", title: "实到", group: "人数（单次课为人，合计为人次）", type: "INTEGER" },
  { key: "onLeave", title: "请假", group: "人数（单次课为人，合计为人次）", type: "INTEGER" },
  { key: "absent", title: "缺席", group: "人数（单次课为人，合计为人次）", type: "INTEGER" },
  { key: "addsUp", title: "应到=实到+请假+缺席", type: "TEXT", width: 20 },
  { key: "host", title: "主持人", group: "记录要素", type: "TEXT" },
  { key: "recorder", title: "记录人", group: "记录要素", type: "TEXT" },
  { key: "summary", title: "会议记录（字）", group: "记录要素", type: "INTEGER" },
  { key: "evidence", title: "佐证（件、页）", group: "记录要素", type: "INTEGER" },
  { key: "daysToFile", title: "归档用时（天）", group: "归档", type: "INTEGER" },
  { key: "filed", title: "按期归档", group: "归档", type: "TEXT" },
  { key: "findings", title: "问题", type: "TEXT", width: 48 },
]
const HAPPENED = { HELD: "已开展", NOT_HELD: "未开展", CANCELLED: "已取消" } as const

type Position = { after: LessonPlace | null; organisation: string | null; own: CompletenessSums; all: CompletenessSums; isOver: boolean }
const BEGINNING: Position = { after: null, organisation: null, own: NO_LESSONS, all: NO_LESSONS, isOver: false }

/**
 * Open 检查要素完整性表 (R14): one line a lesson of some days, with what inspectors look for; a subtotal for each organiser, and the total.
 *
 * @throws {BadInput} when `from` and `to` are missing.
 */
export async function openCompletenessReport(sources: InspectionSources, parameters: ReportParameters): Promise<Report | null> {
  const { from, to, asOf } = parameters
  if (from === null || to === null) throw new BadInput("from", "Arguments `from` and `to` are needed: the first and the last day of the lessons.")
  const ground = await takeReportGround(sources, parameters, [Number(from.slice(0, 4)), Number(to.slice(0, 4))])
  if (!ground) return null
  const asked = await askFindings(sources, { path: ground.path, from, to, asOf })
  return {
    kind: "COMPLETENESS",
    title: `检查要素完整性表（${from}至${to}）`,
    organisation: { id: ground.id, name: ground.name },
    parameters,
    ruleSets: ground.ruleSets,
    columns: COMPLETENESS_COLUMNS,
    gaps: () => findGaps(sources, asked),
    count: () => sources.findings.countLessons(asked),
    batches: (after) => readBatches(sources, asked, after === undefined ? BEGINNING : readPosition(after)),
  }
}

function readPosition(text: string): Position {
  const position = JSON.parse(text) as Position
  return { ...position, after: position.after && { ...position.after, startsAt: new Date(position.after.startsAt) } }
}

async function* readBatches(sources: InspectionSources, asked: FindingsAsked, start: Position): AsyncIterable<ReportBatch> {
  const odd = await findOddities(sources, asked)
  for (let position = start; !position.isOver;) {
    const lessons = await sources.findings.findCompleteness(asked, position.after, BATCH)
    const names = await sources.reportGrounds.findNames([
      ...lessons.map(({ organisationId }) => organisationId),
      ...(position.organisation ? [position.organisation] : []),
    ])
    const rows: ReportRow[] = []
    for (const lesson of lessons) {
      if (position.organisation !== null && position.organisation !== lesson.organisationId) rows.push(...subtotalOf(position, names))
      const isNew = position.organisation !== lesson.organisationId
      const rules = asked.rulesAt(lesson.organisationPath, lesson.heldOn)
      const kinds = kindsOf(lesson, asked, odd)
      const judged = { isInTime: lesson.daysToFile <= rules.filedWithinDays, findings: kinds.length }
      rows.push(rowOf(lesson, names.get(lesson.organisationId) ?? null, judged.isInTime, kinds))
      position = {
        after: { path: lesson.organisationPath, startsAt: lesson.startsAt, lessonId: lesson.lessonId },
        organisation: lesson.organisationId,
        own: plusLesson(isNew ? NO_LESSONS : position.own, lesson, judged),
        all: plusLesson(position.all, lesson, judged),
        isOver: false,
      }
    }
    if (lessons.length < BATCH) {
      rows.push(...subtotalOf(position, names), sumRow("TOTAL", "", "合计", position.all))
      position = { ...position, isOver: true }
    }
    yield { rows, position: JSON.stringify(position) }
  }
}

/** What checks across facts found, by lesson: looked for once, before the lines are read. */
async function findOddities({ findings }: InspectionSources, asked: FindingsAsked): Promise<Map<string, FindingKind[]>> {
  const odd = new Map<string, FindingKind[]>()
  const kinds = FINDING_KINDS.slice(FINDING_KINDS.indexOf("SAME_LIST"))
  for (const { lessonId, kind } of await findings.find({ ...asked, kinds })) odd.set(lessonId, [...(odd.get(lessonId) ?? []), kind])
  return odd
}

function kindsOf(lesson: Completeness, asked: FindingsAsked, odd: Map<string, FindingKind[]>): FindingKind[] {
  return [...missingOf(lesson, asked.rulesAt(lesson.organisationPath, lesson.heldOn)).map(({ kind }) => kind), ...(odd.get(lesson.lessonId) ?? [])]
}

function rowOf(lesson: Completeness, name: string | null, isInTime: boolean, kinds: readonly FindingKind[]): ReportRow {
  const { code, title, heldOn, happened, expected, present, onLeave, absent } = lesson
  const isHeld = happened === "HELD"
  const mark = (isThere: boolean | null) => (isThere === null ? null : isThere ? "✓" : "✗")
  const record = isHeld ? [mark(lesson.hasHost), mark(lesson.hasRecorder), lesson.summary, lesson.evidence] : [null, null, null, null]
  const filing = lesson.filedAt === null ? [null, isHeld ? "未归档" : null] : [lesson.daysToFile, mark(isInTime)]
  const cells = [name, code, title, heldOn, HAPPENED[happened], expected, present, onLeave, absent, mark(addsUp(lesson)), ...record, ...filing, wordsOf(kinds)]
  return { kind: "ROW", key: lesson.lessonId, cells }
}

function subtotalOf({ organisation, own }: Position, names: Map<string, string>): ReportRow[] {
  return organisation === null ? [] : [sumRow("SUBTOTAL", organisation, names.get(organisation) ?? null, own)]
}

function sumRow(kind: "SUBTOTAL" | "TOTAL", key: string, name: string | null, sums: CompletenessSums): ReportRow {
  const { lessons, held, expected, present, onLeave, absent, addUp, filedInTime, filed, faultless } = sums
  const counts = [`${held}/${lessons}课次`, expected, present, onLeave, absent, `${addUp}/${held}`]
  return { kind, key, cells: [name, null, null, null, ...counts, null, null, null, null, null, `${filedInTime}/${filed}`, `无问题${faultless}/${lessons}课次`] }
}

async function findGaps({ findings }: InspectionSources, asked: FindingsAsked) {
  const found = await findings.find({ ...asked, kinds: ["NOT_HELD", "NOT_FILED"] })
  const [notHeld, notFiled] = [found.filter(({ kind }) => kind === "NOT_HELD").length, found.filter(({ kind }) => kind === "NOT_FILED").length]
  return [
    ...(notHeld === 0 ? [] : [{ subgraph: "courses" as const, message: `${notHeld}课次已发布未见签到表：是否开展不明。` }]),
    ...(notFiled === 0 ? [] : [{ subgraph: "attendance" as const, message: `${notFiled}课次签到表未关闭：人数可能不全。` }]),
  ]
}
