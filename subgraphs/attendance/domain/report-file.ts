import type { Report, ReportGap, ReportRow, ReportRun } from "./report.ts"

export const REPORT_FORMATS = ["XLSX", "CSV", "PDF"] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** A drawing that stands behind the rows, as an SVG text. */
export type ReportPicture = { title: string; svg: string }

/** Everything that a file of a report holds. The same of it gives the same bytes. */
export type ReportFile = {
  report: Pick<Report, "kind" | "title" | "organisation" | "parameters" | "ruleSets" | "columns">
  gaps: readonly ReportGap[]
  run: ReportRun
  /** SHA-256 of the report, in hexadecimal. */
  digest: string
  /** 水印号: leads back to who took the file, when and why; null where nothing is kept of it. */
  watermark: string | null
  /** Asked for once, and read as fast as the file is taken away. */
  rows(): AsyncIterable<readonly ReportRow[]>
  /** Write an instant on the city's clock: `2026-11-23 09:00`. */
  localOf(instant: Date): string
  today: string
  charts?: readonly ReportPicture[]
}
