import exceljs from "exceljs"
import { writeReportFile } from "../../subgraphs/attendance/data/report-file.writer.ts"
import type { ReportFile, ReportFormat } from "../../subgraphs/attendance/domain/report-file.ts"
import { HOURS_COLUMNS, HOURS_ROWS, reportFile } from "./report-samples.ts"

/** R01 of the sample, in batches of which one is empty. */
export const hours = (more: Partial<ReportFile> = {}) =>
  reportFile("HOURS_DETAIL", HOURS_COLUMNS, () => [HOURS_ROWS.slice(0, 3), [], HOURS_ROWS.slice(3)], more)

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

export const written = (format: ReportFormat, file: ReportFile) => bytesOf(writeReportFile(format, file))

export async function workbookOf(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes as unknown as Parameters<typeof workbook.xlsx.load>[0])
  return workbook
}

export const linesOf = (sheet: exceljs.Worksheet) => {
  const lines: string[][] = []
  sheet.eachRow(
    (row) => void lines.push((row.values as unknown[]).slice(1).map((value) => (value instanceof Date ? value.toISOString() : String(value ?? "")))),
  )
  return lines
}
