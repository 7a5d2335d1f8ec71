import { buffer } from "node:stream/consumers"
import { guarded } from "../tables/cell.ts"
import type { TableRow } from "../tables/rows.ts"
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
  return `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`
}

/** Write one text among separated values, safe from being taken for a formula. */
export function csvCell(cell: string, delimiter = ","): string {
  const text = guarded(cell)
  return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Turn a text into bytes under one of the encodings that files come in. */
export function encodeText(text: string, encoding: Encoding): Buffer {
  if (encoding === "GB18030") return encodeGb18030(text)
  if (encoding === "UTF-16LE") return Buffer.from(`\ufeff${text}`, "utf16le")
  if (encoding === "UTF-16BE") return Buffer.from(`\ufeff${text}`, "utf16le").swap16()
  return Buffer.from(encoding === "UTF-8-BOM" ? `\ufeff${text}` : text, "utf8")
}

async function writePlainXlsx(lines: readonly (readonly string[])[]): Promise<Buffer> {
  const { workbook, written } = await openWorkbook()
  const sheet = workbook.addWorksheet("错误行")
  for (const line of lines) {
    const row = sheet.addRow([...line])
    row.eachCell((cell) => (cell.numFmt = "@"))
    row.commit()
  }
  await workbook.commit()
  return written
}

/** Begin a workbook that is written as its rows are committed, so that no more than one of them is held. */
export async function openWorkbook() {
  const { default: exceljs } = await import("exceljs")
  const { PassThrough } = await import("node:stream")
  const stream = new PassThrough()
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  return { workbook, written: buffer(stream) }
}
