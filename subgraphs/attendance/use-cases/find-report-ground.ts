import type { AttendanceContext } from "../context.ts"
import type { ReportPlace } from "../data/report-place.reader.ts"
import type { Report, ReportParameters } from "../domain/report.ts"

/** What reports that are lists are read from. */
export type ListSources = Pick<
  AttendanceContext,
  | "now"
  | "today"
  | "dayOf"
  | "instantOf"
  | "loaders"
  | "books"
  | "reportPlaces"
  | "labels"
  | "ruleSets"
  | "closures"
  | "changeLog"
  | "floatingStays"
  | "earlyWarnings"
  | "leaderships"
>

/** Open a report for the viewer of these sources; null for what is hidden from them or not there. */
export type ListOpener = (sources: ListSources, parameters: ReportParameters) => Promise<Report | null>

/** What a report stands on: the organisation as it was on the day of the report, and the subtree below it. */
export type ReportGround = { place: ReportPlace; subtree: { day: string; from: string; to: string } }

/**
 * Find what a report is asked of, as it stood on the local day of `asOf`; null where no role of the viewer reaches it now, and where it was not founded yet.
 *
 * Who may read the organisation may read the report, with the branches that lay below it then: the same for everybody who may. Names are another matter.
 */
export async function findReportGround(
  { reportPlaces, dayOf }: Pick<ListSources, "reportPlaces" | "dayOf">,
  { organisationId, asOf }: Pick<ReportParameters, "organisationId" | "asOf">,
): Promise<ReportGround | null> {
  const day = dayOf(asOf)
  const place = await reportPlaces.findAsked(organisationId, day)
  return place && { place, subtree: { day, from: place.path, to: `${place.path.slice(0, -1)}/` } }
}
