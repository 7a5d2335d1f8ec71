import { CsvError, parse } from "csv-parse/sync"
import { readHeading } from "../tables/heading.ts"
import type { TableRow } from "../tables/rows.ts"
import { LARGEST_TABLE, type Table, Unreadable } from "./table.reader.ts"

const DELIMITERS = [",", "\t", ";"] as const

/**
 * Read a text of separated values: UTF-8 with or without a mark, UTF-16 with one, else GB 18030; commas, tabs or semicolons.
 *
 * Quotes are read strictly (RFC 4180): a lone one would swallow the rows behind it. @throws {Unreadable}
 */
export function readCsvTable(content: Buffer, known: Record<string, readonly string[]>): Table {
  const { text, encoding } = decode(content)
  if (text.trim() === "") throw new Unreadable("The file is empty.")
  if (text.includes("\0")) throw new Unreadable("The file holds binary data and is neither CSV nor XLSX. Save the table as CSV or .xlsx and send that.")
  const delimiter = delimiterOf(text, known)
  const rows: TableRow[] = []
  let next = 1
  try {
    const options = { delimiter, info: true, relax_column_count: true, skip_empty_lines: false, max_record_size: 1024 * 1024 } as const
    for (const { record, info } of parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]) {
      const line = next
      next = info.lines + 1
      if (record.length > LARGEST_TABLE.columns) throw new Unreadable(`Line ${line} has ${record.length} columns; at most ${LARGEST_TABLE.columns} are read.`)
      if (rows.length >= LARGEST_TABLE.rows) throw new Unreadable(`The file has more than ${LARGEST_TABLE.rows} rows. Send it in parts.`)
      rows.push({ line, cells: record })
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines } = error as CsvError & { lines?: number }
    throw new Unreadable(`Line ${lines ?? next}: a quotation mark stands alone or in the middle of a cell. Save the table anew from the spreadsheet.`)
  }
  return { format: "CSV", encoding, delimiter, rows }
}

/** Strict UTF-8 first: Chinese in GB 18030 is hardly ever good UTF-8, while the other way round much decodes to nonsense. */
function decode(content: Buffer): { text: string; encoding: Table["encoding"] } {
  const [first, second] = content
  if (first === 0xff && second === 0xfe) return { text: decodeAs("utf-16le", content), encoding: "UTF-16LE" }
  if (first === 0xfe && second === 0xff) return { text: decodeAs("utf-16be", content), encoding: "UTF-16BE" }
  const hasMark = first === 0xef && second === 0xbb && content[2] === 0xbf
  try {
    return { text: decodeAs("utf-8", content), encoding: hasMark ? "UTF-8-BOM" : "UTF-8" }
  } catch {
    return { text: decodeAs("gb18030", content), encoding: "GB18030" }
  }
}

function decodeAs(encoding: string, content: Buffer): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch (cause) {
    if (encoding === "utf-8") throw cause
    throw new Unreadable("The file is text neither in UTF-8 nor in GB 18030, or it is damaged. Save it anew as CSV UTF-8 or as .xlsx.")
  }
}

/** The separator under which the headings are found; the one that is seen most where none is. */
function delimiterOf(text: string, known: Record<string, readonly string[]>): string {
  const lines = text.slice(0, 64 * 1024).split(/\r\n|\r|\n/, 20)
  const unquoted = (cell: string) => cell.replace(/^"|"$/g, "")
  const found = DELIMITERS.find((delimiter) => lines.some((line) => readHeading(line.split(delimiter).map(unquoted), known)))
  const count = (delimiter: string) => text.slice(0, 64 * 1024).split(delimiter).length
  return found ?? [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ","
}
