import { csvCell, csvLine } from "../../shared/table-files/table.writer.ts"
import type { ReportColumn } from "../domain/report.ts"
import type { ReportFile } from "../domain/report-file.ts"
import { cellText, factsOf, notesOf, proofsOf, wordedCells } from "../domain/report-sheet.ts"

/**
 * Write a report as separated values: UTF-8 with a byte order mark, by which Excel knows it, lines that end with CR LF, texts safe from being formulas, codes safe from
 * being numbers.
 *
 * The first line is the heading, so that programs find it. What the report was asked for stands under the rows, in lines that begin with `#`. Nothing is
 * written where nothing is known.
 */
export async function* writeReportCsv(file: ReportFile): AsyncGenerator<Uint8Array> {
  const { columns, title } = file.report
  let hasAside = false
  yield Buffer.from(`\ufeff${csvLine(columns.map(headingOf))}`, "utf8")
  for await (const rows of file.rows()) {
    hasAside ||= rows.some(({ kind }) => kind === "ASIDE")
    const lines = rows.map((row) => columns.map((column, at) => valueOf(wordedCells(row)[at] ?? null, column, file)).join(",") + "\r\n")
    if (lines.length > 0) yield Buffer.from(lines.join(""), "utf8")
  }
  const notes = [...notesOf(file, { unknown: false, aside: hasAside }), ...proofsOf(file)]
  const foot = [["# 报表", title], ...factsOf(file).map(({ label, value }) => [`# ${label}`, value]), ...notes.map((note) => [`# ${note}`])]
  yield Buffer.from(foot.map((cells) => csvLine(cells)).join(""), "utf8")
}

/** Spreadsheets read digits as a number, and forget those after the fifteenth and the noughts in front. */
const LONG_DIGITS = /^(\d{12,}|0\d+)$/

/** A group's heading has no line of its own here. */
function headingOf({ group, title }: ReportColumn): string {
  return group ? `${group} ${title}` : title
}

/** Numbers are written as they are: only a text is taken for a formula. */
function valueOf(cell: string | number | null, { type }: ReportColumn, { localOf }: ReportFile): string {
  const text = cellText(cell, type, localOf)
  if (typeof cell === "number") return text
  return LONG_DIGITS.test(text) ? `'${text}` : csvCell(text)
}
