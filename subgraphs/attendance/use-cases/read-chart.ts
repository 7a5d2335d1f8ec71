import { BadInput } from "../../shared/errors.ts"
import type { AttendanceContext } from "../context.ts"
import { type Chart, type ChartKind, organisationChart, weekChart, yearChart } from "../domain/chart.ts"
import { askReport } from "./ask-report.ts"
import type { ComplianceReport } from "./open-compliance-report.ts"
import type { ReportSources } from "./open-report.ts"

export type ChartQuestion = { organisation: string; year: number; kind: ChartKind; asOf?: Date | null | undefined }

/**
 * Read what a chart of an organisation's year shows; null for what is hidden from the viewer or not there. Who may read the report may see the chart.
 *
 * @throws {BadInput} for an id that is none, a year out of bounds, or `asOf` with a chart that is read from what stands now.
 */
export async function readChart(sources: ReportSources & Pick<AttendanceContext, "chartFigures">, question: ChartQuestion): Promise<Chart | null> {
  const { organisation, year, kind, asOf } = question
  if (asOf != null && kind !== "COMPLIANCE_BY_ORGANISATION")
    throw new BadInput("asOf", "Argument `asOf` goes with COMPLIANCE_BY_ORGANISATION alone: the other charts show what stands now. Leave it out.")
  const asked = await askReport(sources, "COMPLIANCE", { organisation, year, asOf: asOf ?? null })
  if (!asked) return null
  const { name } = asked.report.organisation
  if (kind === "COMPLIANCE_BY_ORGANISATION") {
    const { places } = asked.report as ComplianceReport
    return organisationChart(
      name,
      year,
      places.map(({ name: of, isOwn, own }) => ({ name: isOwn ? `${of}（本级）` : of, people: own.people, compliant: own.compliant })),
    )
  }
  const [place] = await sources.readablePlaces([organisation])
  if (!place) return null
  if (kind === "LESSONS_BY_WEEK") return weekChart(name, year, await sources.chartFigures.byWeek(place.path, year))
  return yearChart(name, year, sources.today, await sources.chartFigures.byMonth(place.path, year))
}
