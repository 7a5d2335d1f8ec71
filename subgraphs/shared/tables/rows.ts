import { type Heading, readHeading, tidyTitle } from "./heading.ts"

/** A row of a file: its line (of a text) or row number (of a sheet), its cells, and cells that cannot be taken as they are. */
export type TableRow = { line: number; cells: readonly string[]; faults?: readonly CellFault[] }
export type CellFault = { column: number; code: string; message: string }

/** How many rows at the top are looked at for the headings: above them stand a title, a unit and a date. */
const TITLE_ROWS = 20
/** Words that begin the lines below the table. */
const FOOT = /^(合计|小计|总计|共计|合\s*计|小\s*计|总\s*计|制表人|制表|填表人|填报人|填报单位|审核人|负责人|填表说明|说明|注)\s*([:：].*|\d.*)?$/u

/** A table's headings, the row in which they stand, and the rows below that hold something. */
export type FoundTable<Field extends string> = { heading: Heading<Field>; headingAt: TableRow; rows: TableRow[] }

/**
 * Find the table in a file: the headings below the title rows, and the rows below them, without blank ones, totals, what is
 * signed at the foot, and headings that are printed again on each page. Null when there are no headings.
 */
export function findTable<Field extends string>(rows: readonly TableRow[], known: Record<Field, readonly string[]>): FoundTable<Field> | null {
  for (const headingAt of rows.slice(0, TITLE_ROWS)) {
    const heading = readHeading(headingAt.cells, known)
    if (!heading) continue
    const begin = rows.indexOf(headingAt) + 1
    return { heading, headingAt, rows: rows.slice(begin).filter((row) => isEntry(row, heading)) }
  }
  return null
}

function isEntry(row: TableRow, heading: Heading<string>): boolean {
  const filled = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== "")
  if (filled.length === 0 && !row.faults?.length) return false
  if (FOOT.test(filled[0] ?? "")) return false
  const name = (row.cells[heading.columns.get("name") ?? -1] ?? "").trim()
  if (FOOT.test(name)) return false
  return !heading.titles.every((title, at) => title === tidyTitle(row.cells[at] ?? ""))
}
