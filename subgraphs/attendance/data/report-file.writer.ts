import type { BooksFormat, ExportFormat } from "../domain/export.ts"
import type { ReportFile, ReportFormat } from "../domain/report-file.ts"

type Media = { mediaType: string; ending: string }

/** Media types and file endings by format. */
export const REPORT_MEDIA: Record<ReportFormat, Media> = {
  XLSX: { mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ending: "xlsx" },
  CSV: { mediaType: "text/csv; charset=utf-8", ending: "csv" },
  PDF: { mediaType: "application/pdf", ending: "pdf" },
}

const BOOKS_MEDIA: Record<BooksFormat, Media> = {
  ZIP: { mediaType: "application/zip", ending: "zip" },
  JSONL: { mediaType: "application/x-ndjson", ending: "jsonl" },
}

/** The same for everything that is exported. */
export const EXPORT_MEDIA: Record<ExportFormat, Media> = { ...REPORT_MEDIA, ...BOOKS_MEDIA }

/**
 * Write a report as a file, piece by piece: rows are read no faster than the pieces are taken.
 *
 * What a format needs is read in when the first file of that format is written. Whoever stops early calls `return()`, as `for await` does.
 */
export async function* writeReportFile(format: ReportFormat, file: ReportFile): AsyncGenerator<Uint8Array> {
  if (format === "XLSX") yield* (await import("./report-xlsx.writer.ts")).writeReportXlsx(file)
  else if (format === "CSV") yield* (await import("./report-csv.writer.ts")).writeReportCsv(file)
  else yield* (await import("./report-pdf.writer.ts")).writeReportPdf(file)
}
