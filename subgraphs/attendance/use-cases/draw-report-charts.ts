import type { AttendanceContext } from "../context.ts"
import { type Chart, type ChartRows, type YearWeekFigures, weekChart } from "../domain/chart.ts"
import type { ReportPicture } from "../domain/report-file.ts"
import type { Report, ReportKind } from "../domain/report.ts"
import { type ComplianceReport, openComplianceReport } from "./open-compliance-report.ts"
import type { ReportSources } from "./open-report.ts"
import { showProgress } from "./show-progress.ts"
import { showRates } from "./show-rates.ts"
import { readYearBooks } from "./read-year-books.ts"
import { takeSpan } from "./take-span.ts"

type Sources = ReportSources & Pick<AttendanceContext, "chartFigures" | "drawChart">
type ChartsOf = (sources: Sources, report: Report) => Promise<Chart[]>

/** What stands behind the rows of which report: of what its rows say, as the books stood by then. Reports that are not here have no charts. */
const CHARTS: Partial<Record<ReportKind, ChartsOf>> = {
  COMPLIANCE: complianceCharts,
  EARLY_WARNING: complianceCharts,
  TEACHER_LOAD: async (sources, report) => lessonCharts(report, "CATEGORY", await sources.teacherLoads.findWeeks(takeSpan(sources, report.parameters))),
  VENUE_USE: async (sources, report) => lessonCharts(report, "WEEKDAY", await sources.venueUses.findWeeks(takeSpan(sources, report.parameters))),
}

/** Draw the charts that stand behind a report's rows in its files. */
export async function drawReportCharts(sources: Sources, report: Report): Promise<ReportPicture[]> {
  const charts = (await CHARTS[report.kind]?.(sources, report)) ?? []
  const pictures: ReportPicture[] = []
  for (const chart of charts) pictures.push({ title: `${chart.title}：${chart.description}`, svg: await sources.drawChart(chart) })
  return pictures
}

/** How the year went against the pace needed, and the rates of those right below beside one another. */
async function complianceCharts(sources: Sources, report: Report): Promise<Chart[]> {
  const isByLevel = report.kind === "COMPLIANCE" && report.parameters.detail === null
  const level = isByLevel ? (report as ComplianceReport) : await openComplianceReport(sources, { ...report.parameters, detail: null })
  const books = level && (await readYearBooks(sources, level.parameters))
  return books ? [await showProgress(sources, books), showRates(level, books.asked.year)] : []
}

/** A heat map for each year that the report's days are in; none where nothing was held. */
function lessonCharts({ organisation: { name } }: Report, rows: ChartRows, weeks: readonly YearWeekFigures[]): Chart[] {
  const years = [...new Set(weeks.map(({ year }) => year))].sort((a, b) => a - b)
  return years.map((year) =>
    weekChart(
      { name, year, rows, isHeldOnly: true },
      weeks.filter((one) => one.year === year),
    ),
  )
}
