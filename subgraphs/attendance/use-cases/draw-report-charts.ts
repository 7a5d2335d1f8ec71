import type { AttendanceContext } from "../context.ts"
import type { ReportPicture } from "../domain/report-file.ts"
import type { Report } from "../domain/report.ts"
import { organisationChart } from "../domain/chart.ts"
import type { ComplianceReport } from "./open-compliance-report.ts"

/** Draw the charts that stand behind a report's rows in its files: the rates of R02 beside one another; other reports have none. */
export async function drawReportCharts({ drawChart }: Pick<AttendanceContext, "drawChart">, report: Report): Promise<ReportPicture[]> {
  if (report.kind !== "COMPLIANCE" || report.parameters.year === null) return []
  const rows = (report as ComplianceReport).places.map(({ name, isOwn, own }) => ({
    name: isOwn ? `${name}（本级）` : name,
    people: own.people,
    compliant: own.compliant,
  }))
  const chart = organisationChart(report.organisation.name, report.parameters.year, rows)
  return [{ title: `${chart.title}：${chart.description}`, svg: await drawChart(chart) }]
}
