import { SaxesParser } from "saxes"
import { dayOfSerial } from "../tables/day.ts"
import type { CellFault, TableRow } from "../tables/rows.ts"
import { LARGEST_TABLE, Unreadable } from "./table.reader.ts"
import type { ZipEntries } from "./zip-entries.reader.ts"

/** What the cells of every sheet refer to: shared texts, which styles show days, and whether days are counted from 1904. */
export type Workbook = { strings: readonly string[]; dayStyles: ReadonlySet<number>; from1904: boolean }

type Row = { line: number; cells: string[]; faults: CellFault[] }
type Merge = { top: number; bottom: number; column: number }

const BETWEEN_SYSTEMS = 1_462
/** The last row that a sheet can have (ECMA-376). */
const LAST_ROW = 1_048_576

/** Read an XML part as it comes out of the archive. Documents with a DTD are refused: entities have no business here. @throws {Unreadable} */
export async function readXml(zip: ZipEntries, name: string, set: (parser: SaxesParser) => void): Promise<void> {
  const parser = new SaxesParser()
  const decoder = new TextDecoder("utf-8", { fatal: true })
  parser.on("doctype", () => {
    throw new Unreadable("The workbook holds a document type definition, which no spreadsheet writes.")
  })
  parser.on("error", () => {
    throw new Unreadable("The workbook is damaged. Open it in the spreadsheet and save it anew.")
  })
  set(parser)
  try {
    await zip.read(name, (bytes) => void parser.write(decoder.decode(bytes, { stream: true })))
    parser.close()
  } catch (error) {
    if (error instanceof Unreadable) throw error
    throw new Unreadable("The workbook is damaged. Open it in the spreadsheet and save it anew.")
  }
}

/**
 * Read a sheet's rows that hold something. A cell that is merged down counts for each of its rows; merged titles do not.
 *
 * Formulas are not believed: what they showed when the file was saved may be old. @throws {Unreadable}
 */
export async function readSheet(zip: ZipEntries, name: string, workbook: Workbook): Promise<TableRow[]> {
  const rows: Row[] = []
  const merges: Merge[] = []
  let row: Row = { line: 0, cells: [], faults: [] }
  let cell = { column: 0, type: "n", style: 0, text: "", isFormula: false }
  let isText = false
  let phonetic = 0
  let characters = 0
  await readXml(zip, name, (parser) => {
    parser.on("opentag", ({ name: written, attributes }) => {
      const tag = bareTag(written)
      if (tag === "row") row = { line: lineOf(attributes["r"], row.line), cells: [], faults: [] }
      else if (tag === "c") {
        const column = attributes["r"] === undefined ? cell.column + 1 : columnOf(attributes["r"])
        cell = { column, type: attributes["t"] ?? "n", style: Number(attributes["s"] ?? 0), text: "", isFormula: false }
      } else if (tag === "f") cell.isFormula = true
      else if (tag === "rPh") phonetic += 1
      else if ((tag === "v" || tag === "t") && phonetic === 0) isText = true
      else if (tag === "mergeCell") addMerge(merges, attributes["ref"] ?? "")
    })
    parser.on("text", (text) => {
      if (isText) cell.text += text
    })
    parser.on("closetag", ({ name: written }) => {
      const tag = bareTag(written)
      if (tag === "v" || tag === "t") isText = false
      else if (tag === "rPh") phonetic -= 1
      else if (tag === "c") {
        characters += addCell(row, cell, workbook)
        if (characters > LARGEST_TABLE.characters) throw new Unreadable("The sheet holds more text than a table has. Send it in parts.")
      } else if (tag === "row") {
        cell = { ...cell, column: -1 }
        if (row.cells.length === 0) return
        if (rows.length >= LARGEST_TABLE.rows) throw new Unreadable(`The sheet has more than ${LARGEST_TABLE.rows} rows. Send it in parts.`)
        rows.push(row)
      }
    })
  })
  return spread(rows, merges)
}

/** Rows of a sheet stand in order, and each once, whatever writes them; they are told apart by their numbers. */
function lineOf(written: string | undefined, last: number): number {
  const line = written === undefined ? last + 1 : Number(written)
  if (Number.isInteger(line) && line > last && line <= LAST_ROW) return line
  throw new Unreadable("The rows of the sheet are not numbered in order. Open it in the spreadsheet and save it anew.")
}

/** Add a cell to its row; gives how many characters it holds. */
function addCell(row: Row, cell: { column: number; type: string; style: number; text: string; isFormula: boolean }, workbook: Workbook): number {
  const { column, isFormula } = cell
  const text = textOf(cell, workbook)
  if (text === "" && !isFormula) return 0
  if (text.length > LARGEST_TABLE.cell) throw new Unreadable(`A cell of row ${row.line} holds more than ${LARGEST_TABLE.cell} characters.`)
  if (column >= LARGEST_TABLE.columns) throw new Unreadable(`Row ${row.line} goes beyond ${LARGEST_TABLE.columns} columns.`)
  while (row.cells.length < column) row.cells.push("")
  row.cells[column] = isFormula ? "" : text
  if (isFormula) row.faults.push({ column, code: "FORMULA", message: `There is a formula in column ${lettersOf(column)}: paste values in its place.` })
  if (cell.type === "e") row.faults.push({ column, code: "CELL_ERROR", message: `The cell shows the error ${text}.` })
  return text.length
}

function textOf({ type, style, text }: { type: string; style: number; text: string }, { strings, dayStyles, from1904 }: Workbook): string {
  if (type === "s") return strings[Number(text)] ?? ""
  if (type === "b") return text === "1" ? "是" : "否"
  if (type === "d") return text.slice(0, 10)
  if (type !== "n" || text === "") return text
  const number = Number(text)
  // 29 February 1900 is refused by whoever reads the day, with its row.
  if (dayStyles.has(style)) return dayOfSerial(Math.floor(number) + (from1904 ? BETWEEN_SYSTEMS : 0)) ?? "1900-02-29"
  // Fifteen digits are all that a number of a spreadsheet keeps.
  return Math.abs(number) >= 1e15 ? number.toExponential() : String(number)
}

function addMerge(merges: Merge[], reference: string): void {
  const [first = "", last = ""] = reference.split(":")
  const [top, bottom] = [rowOf(first), rowOf(last)]
  if (bottom > top) merges.push({ top, bottom, column: columnOf(first) })
}

function spread(rows: Row[], merges: readonly Merge[]): TableRow[] {
  const starts = new Map(rows.map((row, at) => [row.line, at]))
  for (const { top, bottom, column } of merges) {
    const at = starts.get(top)
    const value = at === undefined ? undefined : rows[at]?.cells[column]
    if (at === undefined || !value) continue
    for (let below = at + 1; (rows[below]?.line ?? Infinity) <= bottom; below += 1) {
      const cells = rows[below]?.cells ?? []
      while (cells.length <= column) cells.push("")
      if (cells[column] === "") cells[column] = value
    }
  }
  return rows
}

/** Some programs write every tag with a prefix: x:row. */
export function bareTag(name: string): string {
  return name.slice(name.indexOf(":") + 1)
}

function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column - 1
}

function rowOf(reference: string): number {
  return Number(reference.replace(/^\D+/, ""))
}

function lettersOf(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : `${lettersOf(Math.floor(column / 26) - 1)}${lettersOf(column % 26)}`
}
