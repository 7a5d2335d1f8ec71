import type { ReportColumn } from "../domain/report.ts"
import { fixedColumns, widthOf } from "../domain/report-sheet.ts"
import { A4_LONG, A4_SHORT, MARGIN } from "./report-pdf-page.writer.ts"

/** A half-width character at the size of the table's text, in points. */
const CHARACTER = 4.1
/** A table may be drawn as small as this share of the usual size before it goes on over pages beside one another. */
const SMALLEST = 0.8

/** A column where it stands in the report, and how wide it is drawn, in points. */
export type DrawnColumn = { at: number; column: ReportColumn; width: number }

export type ColumnParts = { isWide: boolean; scale: number; parts: readonly (readonly DrawnColumn[])[] }

/**
 * Lay columns out on pages: upright where they fit, across where they do not, and on several pages beside one another where they fit on neither.
 *
 * The first columns, which say whose line it is, stand on each of these.
 */
export function splitColumns(columns: readonly ReportColumn[]): ColumnParts {
  const all = columns.map((column, at): DrawnColumn => ({ at, column, width: widthOf(column) * CHARACTER + 6 }))
  const total = widthOfAll(all)
  const [upright, across] = [A4_SHORT - 2 * MARGIN, A4_LONG - 2 * MARGIN]
  if (total <= upright) return { isWide: false, scale: 1, parts: [spread(all, upright)] }
  if (total * SMALLEST <= across) return { isWide: true, scale: Math.min(1, across / total), parts: [spread(all, across)] }
  const fixed = all.slice(0, fixedColumns(columns) || Math.min(3, columns.length - 1))
  const room = across - widthOfAll(fixed)
  const parts: DrawnColumn[][] = [[]]
  for (const one of all.slice(fixed.length)) {
    const last = parts.at(-1) ?? []
    if (last.length > 0 && widthOfAll(last) + one.width > room) parts.push([one])
    else last.push(one)
  }
  return { isWide: true, scale: 1, parts: balanced(parts).map((part) => spread([...fixed, ...part], across, fixed.length + part.length > 6)) }
}

/** As many columns on each page: a last page with one column is no table. */
function balanced(parts: readonly DrawnColumn[][]): DrawnColumn[][] {
  const all = parts.flat()
  const each = Math.ceil(all.length / parts.length)
  const even = parts.map((_, at) => all.slice(at * each, (at + 1) * each))
  const widest = Math.max(...parts.map(widthOfAll))
  return even.every((part) => widthOfAll(part) <= widest + 1) ? even : [...parts]
}

/** Widen columns to the page, or narrow them to it. */
function spread(columns: readonly DrawnColumn[], room: number, fills = true): DrawnColumn[] {
  const factor = room / widthOfAll(columns)
  return factor > 1 && !fills ? [...columns] : columns.map((one) => ({ ...one, width: one.width * factor }))
}

function widthOfAll(columns: readonly DrawnColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}
