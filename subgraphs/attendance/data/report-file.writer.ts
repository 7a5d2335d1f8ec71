import type { ReportFile, ReportFormat } from "../domain/report-file.ts"

/** Media types and file endings by format. */
export const REPORT_MEDIA: Record<ReportFormat, { mediaType: string; ending: string }> = {
  XLSX: { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx" },
  CSV: { mediaType: "text/csv; charset=utf-8", ending: "csv" },
  PDF: { mediaType: "application/pdf", ending: "pdf" },
}

/**
 * Write a report as a file, piece by piece: rows are read no faster than the pieces are taken.
 *
 * What a format needs is read in when the first file of that format is written.
 */
export async function* writeReportFile(format: ReportFormat, file: ReportFile): AsyncGenerator<Uint8Array> {
  throw new Error(`no ${format} of ${file.report.kind} can be written yet`)
  yield new Uint8Array()
}
