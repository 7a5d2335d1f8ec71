import type { ColumnType, ReportColumn, ReportGap, ReportRow } from "./report.ts"
import type { ReportFile } from "./report-file.ts"

/** A fact of the title block: 截止时点, 2026-11-23 09:00. */
export type Fact = { label: string; value: string }

/** A heading over columns beside one another: the group's, or the column's own where it has no group. */
export type HeadCell = { title: string; from: number; to: number; isGroup: boolean }

const OWNERS: Record<ReportGap["subgraph"], string> = { organisation: "组织", people: "党员", courses: "课程", attendance: "考勤" }
const WORDS: Record<Exclude<ReportRow["kind"], "ROW">, string> = { SUBTOTAL: "小计", TOTAL: "合计", ASIDE: "附" }
const UNITS: Partial<Record<ColumnType, string>> = { HOURS: "学时", RATE: "%" }
const WIDTHS: Record<ColumnType, number> = { TEXT: 14, INTEGER: 8, HOURS: 8, RATE: 9, DAY: 11, MOMENT: 17 }

/** What stands where nothing is known: an empty cell might have been forgotten, and a zero would be counted. */
export const UNKNOWN = "—"
export const SIGNATURES = ["制表人：", "审核人：", "负责人：", "日期：      年   月   日"]

/** List what the report was asked for, by which rules, by whom and why, in the order in which it is printed over the table. */
export function factsOf({ report, run, watermark, localOf }: ReportFile): Fact[] {
  const { parameters, ruleSets, organisation } = report
  const { year, from, to, asOf } = parameters
  const period = from !== null && to !== null ? `${from} 至 ${to}` : year !== null ? `${year}年度` : null
  const asked = [
    ["课次", parameters.lessonId],
    ["人员", parameters.memberId],
    ["培训班", parameters.classId],
    ["结论", parameters.verdict],
    ["明细到", parameters.detail === "BRANCHES" ? "党支部" : null],
  ].flatMap(([label, value]) => (label && value ? [{ label, value }] : []))
  return [
    { label: "编制单位", value: organisation.name },
    ...(period ? [{ label: "期间", value: period }] : []),
    { label: "截止时点", value: `${localOf(asOf)}（${asOf.toISOString()}）` },
    ...asked,
    { label: "规则", value: ruleSets.map(({ title, source }) => `${title}（${source}）`).join("；") || "不适用" },
    { label: "制表人", value: run.generatedBy },
    { label: "制表时间", value: localOf(run.generatedAt) },
    { label: "目的", value: run.purpose ?? "未说明" },
    { label: "水印号", value: watermark ?? "无" },
  ]
}

/** Say in what the figures are counted: `单位：学时、人次、人、%`, as far as the columns say it. */
export function unitsOf(columns: readonly ReportColumn[]): string | null {
  const titles = columns.map(({ title, group }) => `${group ?? ""}${title}`)
  const units = [
    ...new Set(columns.flatMap(({ type }) => UNITS[type] ?? [])),
    ...(titles.some((title) => title.includes("人次")) ? ["人次"] : []),
    ...(titles.some((title) => /人数|党员数|（人）/u.test(title)) ? ["人"] : []),
  ]
  return units.length > 0 ? `单位：${units.join("、")}` : null
}

/** Give the upper line of headings, with groups over their columns; null where no column has a group. */
export function headGroups(columns: readonly ReportColumn[]): HeadCell[] | null {
  if (!columns.some(({ group }) => group)) return null
  const cells: HeadCell[] = []
  columns.forEach(({ group, title }, at) => {
    const last = cells.at(-1)
    if (group && last?.isGroup && last.title === group) last.to = at
    else cells.push({ title: group ?? title, from: at, to: at, isGroup: group !== undefined })
  })
  return cells
}

/** Give a column's width in half-width characters: what it asks for, or enough for its kind and for its heading in two lines. */
export function widthOf({ type, title, width }: ReportColumn): number {
  return width ?? Math.min(40, Math.max(WIDTHS[type], Math.ceil(displayWidth(title) / 2) + 1))
}

/** Count half-width characters: Chinese ones take two. */
export function displayWidth(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3ffff}]/u.test(character) ? 2 : 1),
    0,
  )
}

/** How many columns stay in sight when the table is scrolled or continued to the right: those before the first group, where there are groups and many columns. */
export function fixedColumns(columns: readonly ReportColumn[]): number {
  const first = columns.findIndex(({ group }) => group !== undefined)
  return columns.length > 12 && first > 0 && first <= 4 ? first : 0
}

/** Put 小计, 合计 or 附 into the first cell of a line under the persons, where the report has left it free. */
export function wordedCells({ kind, cells }: ReportRow): readonly (string | number | null)[] {
  return kind === "ROW" || cells[0] != null ? cells : [WORDS[kind], ...cells.slice(1)]
}

/** Write a cell as a person reads it: hours and rates with one decimal, a second only where there is one; null as nothing. */
export function cellText(cell: string | number | null, type: ColumnType, localOf: (instant: Date) => string): string {
  if (cell === null) return ""
  if (typeof cell === "number") return type === "HOURS" || type === "RATE" ? oneDecimal(cell) : String(cell)
  return type === "MOMENT" && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(cell) ? localOf(new Date(cell)) : cell
}

/** Say whether a column's texts are short marks (√, 1/1), which stand in the middle. */
export function isMark({ type, width }: ReportColumn): boolean {
  return type === "TEXT" && width !== undefined && width <= 8
}

/** What stands under the table before the signatures: the legend, what the signs mean, and what is missing. */
export function notesOf({ report, gaps }: ReportFile, seen: { unknown: boolean; aside: boolean }): string[] {
  return [
    ...(report.kind === "CLASS_MATRIX" ? ["图例：√ 出勤　迟 迟到　退 早退　假 请假　缺 缺席"] : []),
    ...(seen.aside ? ["附：只列示，不计入小计与合计。"] : []),
    ...(seen.unknown ? [`${UNKNOWN}：不详或不适用，不作零计。`] : []),
    ...(gaps.length === 0
      ? ["数据缺口：无"]
      : [`数据缺口（${gaps.length}项）：`, ...gaps.map(({ subgraph, message }, at) => `${at + 1}. ［${OWNERS[subgraph]}］${message}`)]),
  ]
}

/** What proves the file: the digest of its rows, and the number that leads back to who took it. */
export function proofsOf({ digest, watermark }: ReportFile): string[] {
  return [`摘要（SHA-256）：${digest}`, `水印号：${watermark ?? "无"}　以同一参数与截止时点再次制表，摘要相同。`]
}

function oneDecimal(value: number): string {
  const text = String(Math.round(value * 100) / 100)
  return text.includes(".") ? text : `${text}.0`
}
