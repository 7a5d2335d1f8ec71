import { type BookLine, ROLE_WORDS, owedIn, verdictWords } from "./book-line.ts"
import type { ReportColumn, ReportRow } from "./report.ts"
import { type YearFigures, type YearPlace, complianceRate } from "./year-figures.ts"

/** R01 年度学时完成情况明细表, in the customary layout. */
export const HOURS_COLUMNS: readonly ReportColumn[] = [
  { key: "number", title: "序号", type: "INTEGER", width: 6 },
  { key: "personCode", title: "人员编号", type: "TEXT", isLabel: true, width: 14 },
  { key: "name", title: "姓名", type: "TEXT", isLabel: true, width: 16 },
  { key: "branch", title: "所在党支部", type: "TEXT", isLabel: true, width: 28 },
  { key: "roleInYear", title: "身份", type: "TEXT", width: 12 },
  { key: "required", title: "应修学时", type: "HOURS", width: 9 },
  { key: "intensive", title: "集中培训学时", type: "HOURS", width: 9 },
  { key: "collective", title: "集体学习学时", type: "HOURS", width: 9 },
  { key: "onlineRaw", title: "线上原始学时", type: "HOURS", width: 9 },
  { key: "onlineCounted", title: "线上计入学时", type: "HOURS", width: 9 },
  { key: "makeUp", title: "补课学时", type: "HOURS", width: 9 },
  { key: "counted", title: "合计计入", type: "HOURS", width: 10 },
  { key: "rate", title: "完成率（%）", type: "RATE", width: 9 },
  { key: "gap", title: "差额", type: "HOURS", width: 9 },
  { key: "intensiveSessions", title: "集中培训次数", type: "INTEGER", width: 9 },
  { key: "verdict", title: "结论", type: "TEXT", width: 18 },
]

/** Write a person's line, of somebody in the denominator. */
export function hoursRow(line: BookLine, number: number, branch: string, yearIsOver: boolean): ReportRow {
  const owed = owedIn(line)
  const study = [line.intensive, line.collective, line.onlineRaw, line.onlineCounted, line.makeUp]
  const cells = [number, line.code, line.name, branch, ROLE_WORDS[line.role], owed?.required ?? null, ...study, owed?.counted ?? null, owed?.rate ?? null]
  return { kind: "ROW", key: keyOf(line), cells: [...cells, owed?.gap ?? null, line.intensiveSessions, verdictWords(line, yearIsOver)] }
}

/** Write the line of somebody who is in no denominator (附): what they studied, and nothing that would be counted. */
export function asideRow(line: BookLine, branch: string): ReportRow {
  const study = [line.intensive, line.collective, line.onlineRaw, null, line.makeUp]
  const cells = ["附", line.code, line.name, branch, ROLE_WORDS[line.role], null, ...study, null, null, null]
  return { kind: "ASIDE", key: keyOf(line), cells: [...cells, line.intensiveSessions, verdictWords(line, true)] }
}

/** Write what some people come to. The rate is of persons (人) who complied; sessions are nobody's sum. */
export function sumRow(kind: "SUBTOTAL" | "TOTAL", { id, name }: Pick<YearPlace, "id" | "name">, of: YearFigures): ReportRow {
  const rate = complianceRate(of)
  const study = [of.intensive, of.collective, of.onlineRaw, of.onlineCounted, of.makeUp]
  const head = [kind === "SUBTOTAL" ? "小计" : "合计", null, name, `${of.people}人`, null, of.required, ...study, of.credited]
  const tail = [rate === null ? null : `达标率${rate.toFixed(1)}%`, of.gap, null, `${of.compliant}/${of.people}达标`]
  return { kind, key: id, cells: [...head, ...tail] }
}

/** Whose year, and in which branch it is judged. */
function keyOf({ memberId, branchId }: BookLine): string {
  return `${memberId} ${branchId}`
}
