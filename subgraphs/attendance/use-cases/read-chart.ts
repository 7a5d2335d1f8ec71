import type { AttendanceContext } from "../context.ts"
import { type Chart, type ChartKind, type ChartRows, weekChart } from "../domain/chart.ts"
import type { ReportGap } from "../domain/report.ts"
import { askReport } from "./ask-report.ts"
import type { ComplianceReport } from "./open-compliance-report.ts"
import type { ReportSources } from "./open-report.ts"
import { type YearBooks, readYearBooks } from "./read-year-books.ts"
import { showProgress } from "./show-progress.ts"
import { showRates } from "./show-rates.ts"

export type ChartQuestion = { organisation: string; year: number; kind: ChartKind; rows?: ChartRows; asOf?: Date | null | undefined }

/**
 * Read what a chart of an organisation's year shows, as the books stand or stood; null for what is hidden from the viewer or not there. Who may read the report
 * may see the chart.
 *
 * @throws {BadInput} for an id that is none, a year out of bounds, or a moment that has not come.
 */
export async function readChart(sources: ReportSources & Pick<AttendanceContext, "chartFigures">, question: ChartQuestion): Promise<Chart | null> {
  const { organisation, year, kind, rows = "WEEKDAY", asOf } = question
  const asked = await askReport(sources, "COMPLIANCE", { organisation, year, asOf: asOf ?? null })
  if (!asked) return null
  const report = asked.report as ComplianceReport
  if (kind === "COMPLIANCE_BY_ORGANISATION") return showRates(report, year)
  const books = await readYearBooks(sources, report.parameters)
  if (!books) return null
  return kind === "LESSONS_BY_WEEK" ? lessonChart(sources, books, rows) : showProgress(sources, books)
}

async function lessonChart({ chartFigures }: Pick<ReportSources, "chartFigures">, { place, asked }: YearBooks, rows: ChartRows): Promise<Chart> {
  const { weeks, unsure } = await chartFigures.byWeek(asked)
  const message = `${unsure}节课在截止时点后有改动而没有留下改动前的记录，按现状列示。`
  const gaps: ReportGap[] = unsure > 0 ? [{ subgraph: "courses", message }] : []
  return weekChart({ name: place.name, year: asked.year, rows }, weeks, gaps)
}
