import { BadInput } from "../../shared/errors.ts"
import type { PersonLabel } from "../data/label.reader.ts"
import { type MatrixHours, type MatrixLine, attendanceRate, columnTitles, tellApart, totalHours } from "../domain/class-matrix.ts"
import { markOf } from "../domain/mark-words.ts"
import type { Report, ReportColumn, ReportGap, ReportParameters, ReportRow } from "../domain/report.ts"
import { listedReport } from "../domain/listed-report.ts"
import { type ClassMatrixSources, type ReadMatrix, readClassMatrix } from "./read-class-matrix.ts"
import { reckonMatrixHours } from "./reckon-matrix-hours.ts"

/** What of a matrix is read only when its rows are asked for. */
type Filling = { hours: Map<string, MatrixHours | null>; people: Map<string, PersonLabel> }

/**
 * Open R03 培训班考勤汇总表: persons by lessons of one class, whoever's the people are; who came without being on the list stands apart (附).
 *
 * For whoever has a role over the class's organisation. People whom the viewer may not read are in it without name and code.
 *
 * @throws {BadInput} when no class is given, or it had too many lessons.
 */
export async function openClassMatrixReport(sources: ClassMatrixSources, parameters: ReportParameters): Promise<Report | null> {
  if (parameters.classId === null) throw new BadInput("class", "Argument `class` is needed: which class's matrix.")
  const found = await sources.classMatrices.findClass(parameters.classId)
  if (!found) return null
  const asked: ReportParameters = { ...parameters, organisationId: found.organisationId, year: null, lessonId: null, memberId: null, verdict: null }
  const places = await sources.labels.findPlaces([found.organisationId], sources.dayOf(asked.asOf))
  const matrix = await readClassMatrix(sources, asked)
  let filling: Promise<Filling> | undefined
  const fill = () => (filling ??= fillingOf(sources, matrix, asked.asOf))
  return {
    kind: "CLASS_MATRIX",
    title: `${found.name}考勤汇总表`,
    organisation: { id: found.organisationId, name: places.get(found.organisationId)?.name ?? "" },
    parameters: asked,
    ruleSets: [],
    columns: columnsOf(matrix),
    gaps: async () => matrixGaps(sources, asked, matrix, (await fill()).hours),
    ...listedReport(matrix.lines.length + 1, async () => rowsOf(matrix, await fill(), String(asked.classId))),
  } satisfies Report
}

async function fillingOf(sources: ClassMatrixSources, matrix: ReadMatrix, asOf: Date): Promise<Filling> {
  const [hours, people] = await Promise.all([
    reckonMatrixHours(sources, matrix, matrix.lines, asOf),
    sources.labels.findPeople(matrix.lines.map(({ memberId }) => memberId)),
  ])
  return { hours, people }
}

function columnsOf({ lessons }: ReadMatrix): ReportColumn[] {
  const titles = columnTitles(lessons)
  return [
    { key: "number", title: "序号", type: "TEXT", isLabel: true, width: 6 },
    { key: "personCode", title: "人员编号", type: "TEXT", isLabel: true, width: 12 },
    { key: "name", title: "姓名", type: "TEXT", isLabel: true, width: 14 },
    { key: "branch", title: "所在党支部", type: "TEXT", isLabel: true, width: 24 },
    ...lessons.map(({ lessonId }, at): ReportColumn => ({ key: lessonId, title: titles[at] ?? "", group: "课次", type: "TEXT", width: 7 })),
    { key: "expected", title: "应到（人次）", type: "INTEGER", width: 8 },
    { key: "present", title: "出勤次数", type: "INTEGER", width: 8 },
    { key: "onLeave", title: "请假", type: "INTEGER", width: 6 },
    { key: "absent", title: "缺席", type: "INTEGER", width: 6 },
    { key: "unmarked", title: "未登记", type: "INTEGER", width: 7 },
    { key: "hours", title: "获得学时", type: "HOURS", width: 9 },
    { key: "makeUpHours", title: "补课学时", type: "HOURS", width: 9 },
    { key: "rate", title: "出勤率（%）", type: "RATE", width: 9 },
  ]
}

function rowsOf(matrix: ReadMatrix, { hours, people }: Filling, classId: string): ReportRow[] {
  const { lessons, lines, places, total, counts } = matrix
  const branchOf = ({ branchId }: MatrixLine) => (branchId === null ? null : (places.get(branchId)?.name ?? null))
  const named = lines.flatMap((line) => {
    const person = people.get(line.memberId)
    return person ? [{ ...person, branch: branchOf(line) }] : []
  })
  const names = tellApart(named)
  const rowOf = (line: MatrixLine, at: number): ReportRow => {
    const { memberId, isOnList, marks, expected, present, onLeave, absent, unmarked } = line
    const earned = hours.get(memberId) ?? null
    const who = [isOnList ? String(at + 1) : "附", people.get(memberId)?.code ?? null, names.get(memberId) ?? null, branchOf(line)]
    const sums = [expected, present, onLeave, absent, unmarked, earned?.hours ?? null, earned?.makeUpHours ?? null, attendanceRate(line)]
    return { kind: isOnList ? "ROW" : "ASIDE", key: memberId, cells: [...who, ...marks.map(({ state }) => markOf(state)), ...sums] }
  }
  const listed = lines.filter(({ isOnList }) => isOnList)
  const feet = lessons.map(({ lessonId }) => `实到${counts.get(lessonId)?.present ?? 0}/${counts.get(lessonId)?.expected ?? 0}`)
  const { expected, present, onLeave, absent, unmarked } = total
  const earned = totalHours(listed, hours)
  const sums = [expected, present, onLeave, absent, unmarked, earned.hours, earned.makeUpHours, attendanceRate(total)]
  return [
    ...listed.map(rowOf),
    { kind: "TOTAL", key: classId, cells: ["合计（人次）", null, `${matrix.people}人`, null, ...feet, ...sums] },
    ...lines.filter(({ isOnList }) => !isOnList).map(rowOf),
  ]
}

/** What is missing in a matrix: lessons without a sheet, sheets that were not closed, people whose hours are not known. */
async function matrixGaps(
  { classMatrices, timeZone }: ClassMatrixSources,
  asked: ReportParameters,
  { lessons, lines }: ReadMatrix,
  hours: ReadonlyMap<string, MatrixHours | null>,
): Promise<ReportGap[]> {
  const missing = await classMatrices.countUnrecorded(String(asked.classId), asked, asked.asOf, timeZone)
  const open = lessons.filter(({ isClosed }) => !isClosed).length
  const unknown = lines.filter(({ memberId }) => hours.get(memberId) === null).length
  return [
    ...(missing > 0 ? [{ subgraph: "attendance" as const, message: `${missing}次课应已举行而没有签到表，不在表中。` }] : []),
    ...(open > 0 ? [{ subgraph: "attendance" as const, message: `${open}次课的签到表截止时尚未关闭：有人未登记，学时未计。` }] : []),
    ...(unknown > 0 ? [{ subgraph: "attendance" as const, message: `${unknown}人截止时没有学时账户，获得学时未知，不在合计内。` }] : []),
  ]
}
