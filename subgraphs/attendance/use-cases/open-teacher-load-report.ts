import { isId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { SpanThen } from "../data/books-then.row.ts"
import { type PartCheck, pageRequest } from "../../shared/page.ts"
import type { Report, ReportBatch, ReportColumn, ReportGap, ReportParameters, ReportRow } from "../domain/report.ts"
import { TEACHER_WORDS, type TeacherLoad } from "../domain/teacher-load.ts"
import { takeSpan } from "./take-span.ts"

const COLUMNS: readonly ReportColumn[] = [
  { key: "teacherCode", title: "教师编号", type: "TEXT", width: 32 },
  { key: "name", title: "姓名", type: "TEXT", isLabel: true, width: 12 },
  { key: "category", title: "类别", type: "TEXT", isLabel: true, width: 12 },
  { key: "unit", title: "来源单位", type: "TEXT", isLabel: true, width: 24 },
  { key: "lessons", title: "授课次数", type: "INTEGER", width: 9 },
  { key: "hours", title: "授课学时", type: "HOURS", width: 9 },
  { key: "personTimes", title: "覆盖人次", type: "INTEGER", width: 9 },
  { key: "persons", title: "覆盖人数", type: "INTEGER", width: 9 },
  { key: "rating", title: "学员评价", type: "TEXT", width: 9 },
  { key: "firstOn", title: "首次授课", type: "DAY", width: 12 },
  { key: "lastOn", title: "末次授课", type: "DAY", width: 12 },
]

/** So many teachers a batch. */
const BATCH = 500

/** A part of a cursor: hours, and who. */
export const LOAD_CURSOR: readonly PartCheck[] = [(part) => /^\d{1,6}(\.\d)?$/.test(part), (part) => isId("teacher", part)]

type Sources = Pick<AttendanceContext, "books" | "dayOf" | "teacherLoads">

/**
 * Open R09 师资授课统计: who taught the lessons that were held in a subtree, who taught most first. With several teachers a lesson counts whole for each of
 * them, and once in the total. For whoever has a role over the organisation.
 *
 * @throws {BadInput} when no days are given.
 */
export async function openTeacherLoadReport(sources: Sources, parameters: ReportParameters): Promise<Report | null> {
  const span = takeSpan(sources, parameters)
  const place = await sources.books.findPlace(parameters.organisationId, span.day)
  if (!place) return null
  return {
    kind: "TEACHER_LOAD",
    title: `${span.from}至${span.to}师资授课统计表`,
    organisation: { id: place.id, name: place.name },
    parameters: { ...parameters, lessonId: null, memberId: null, classId: null, verdict: null, detail: null },
    ruleSets: [],
    columns: COLUMNS,
    gaps: () => teachingGaps(sources, span),
    count: async () => (await sources.teacherLoads.count(span)) + 1,
    batches: (after) => batchesOf(sources, span, after ?? null),
  } satisfies Report
}

/** The position is the cursor of the last teacher, or that the total was given too. */
async function* batchesOf({ teacherLoads }: Sources, span: SpanThen, after: string | null): AsyncGenerator<ReportBatch> {
  let position = after
  while (position !== "total") {
    const request = pageRequest({ first: BATCH, after: null }, [], BATCH)
    const found = await teacherLoads.findPage(span, { ...request, after: position === null ? null : position.split(" ") })
    const page = found.slice(0, BATCH)
    const ids = page.map(({ teacherId }) => teacherId)
    const [reach, labels] = await Promise.all([teacherLoads.findReach(span, ids), teacherLoads.findLabels(ids)])
    const rows = page.map((load): ReportRow => {
      const { teacherId, lessons, hours, firstOn, lastOn } = load
      const [label, came] = [labels.get(teacherId), reach.get(teacherId) ?? { personTimes: 0, persons: 0 }]
      const who = [teacherId, label?.name ?? null, label ? (TEACHER_WORDS[label.category] ?? label.category) : null, label?.unit ?? null]
      return { kind: "ROW", key: teacherId, cells: [...who, lessons, hours, came.personTimes, came.persons, null, firstOn, lastOn] }
    })
    const last = page.at(-1)
    if (found.length > BATCH && last) position = positionOf(last)
    else {
      position = "total"
      const { teachers, lessons, hours, personTimes, persons } = await teacherLoads.total(span)
      const cells = ["合计", `${teachers}人`, null, null, lessons, hours, personTimes, persons, null, null, null]
      rows.push({ kind: "TOTAL", key: span.organisationId, cells })
    }
    yield { rows, position }
  }
}

const positionOf = ({ hours, teacherId }: TeacherLoad) => `${hours} ${teacherId}`

/** What the figures do not know. Feedback is given without a name and without a day, so that nobody can be told by it: nobody can say what it was by then. */
async function teachingGaps({ teacherLoads }: Pick<Sources, "teacherLoads">, span: SpanThen): Promise<ReportGap[]> {
  const { untaught, open } = await teacherLoads.findMissing(span)
  return [
    ...(untaught > 0 ? [{ subgraph: "courses" as const, message: `${untaught}次课没有登记授课教师，不在表中。` }] : []),
    ...(open > 0 ? [{ subgraph: "attendance" as const, message: `${open}次课的签到表截止时尚未关闭，覆盖人次可能不全。` }] : []),
    { subgraph: "courses", message: "学员评价匿名且不记日期，不能按截止时点复现，本栏不填。" },
  ]
}
