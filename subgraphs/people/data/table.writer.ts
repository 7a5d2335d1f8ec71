import { guarded } from "../domain/roster-cell.ts"
import type { TableRow } from "../domain/roster-table.ts"
import { encodeGb18030 } from "./gb18030.ts"
import type { Encoding, Table } from "./table.reader.ts"

const REASON = "错误原因"

/** Write failing rows with their reasons as the file that they came in: the same format, encoding, separator and columns. */
export async function writeErrors(
  { format, encoding, delimiter }: Table,
  heading: TableRow,
  rows: readonly TableRow[],
  reasons: Map<number, string>,
): Promise<Buffer> {
  const width = heading.cells.length
  const lines = [
    [...heading.cells, REASON],
    ...rows.map(({ line, cells }) => [...Array.from({ length: width }, (_, at) => cells[at] ?? ""), reasons.get(line) ?? ""]),
  ]
  return format === "XLSX" ? writePlainXlsx(lines) : encodeText(lines.map((cells) => csvLine(cells, delimiter)).join(""), encoding)
}

/** Write one line of separated values, safe from being taken for formulas; lines end as spreadsheets end them. */
export function csvLine(cells: readonly string[], delimiter = ","): string {
  const quoted = cells.map((cell) => {
    const text = guarded(cell)
    return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(delimiter)}\r\n`
}

/** Turn a text into bytes under one of the encodings that files come in. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === "GB18030") return encodeGb18030(text)
  if (encoding === "UTF-16LE") return Buffer.from(`\ufeff${text}`, "utf16le")
  if (encoding === "UTF-16BE") return Buffer.from(`\ufeff${text}`, "utf16le").swap16()
  return Buffer.from(encoding === "UTF-8-BOM" ? `\ufeff${text}` : text, "utf8")
}

async function writePlainXlsx(lines: readonly (readonly string[])[]): Promise<Buffer> {
  const { default: exceljs } = await import("exceljs")
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet("错误行")
  for (const line of lines) sheet.addRow([...line]).eachCell((cell) => (cell.numFmt = "@"))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
