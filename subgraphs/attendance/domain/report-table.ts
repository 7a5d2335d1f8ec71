import type { ReportColumn, ReportRow } from "./report.ts"

/** What a spreadsheet would take for a formula when a text begins with it; full-width forms too. */
const FORMULA = /^['=+\-@\t\r＝＋－＠]/

/** Write the headings of a plain table: what a line is, what it is about, then the report's columns. UTF-8 with its mark, for spreadsheet programs. */
export function tableHead(columns: readonly ReportColumn[]): string {
  return `\uFEFF${lineOf(["行别", "编号", ...columns.map(({ title }) => title)])}`
}

/** Write a row of a plain table: the values of the canonical line as they are, with the names that it leaves out. */
export function tableRow({ kind, key, cells }: ReportRow): string {
  return lineOf([kind, key, ...cells])
}

/** Quoted where it must be; a text that a spreadsheet would take for a formula has an apostrophe before it. */
function lineOf(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`
}

function cellOf(cell: string | number | null): string {
  if (cell === null) return ""
  if (typeof cell === "number") return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
