import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { ReportAsked } from "../domain/report.ts"
import type { VenueTotal, VenueUse } from "../domain/venue-use.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import type { ReportSources } from "./open-report.ts"
import { VENUE_CURSOR } from "./open-venue-use-report.ts"
import { readVenueUse } from "./read-venue-use.ts"
import { takeSpan } from "./take-span.ts"

export type AskedVenues = { asked: ReportAsked; page: Page<VenueUse>; total(): Promise<VenueTotal> }

/** Ask how the venues of an organisation's subtree were used; null where the viewer has no role over it. @throws {BadInput} for bad paging, and as every report does. */
export async function askVenueUse(
  sources: ReportSources,
  { first, after, ...question }: ReportQuestion & { first?: number | null; after?: string | null },
): Promise<AskedVenues | null> {
  const request = pageRequest({ first: first ?? null, after: after ?? null }, VENUE_CURSOR)
  const asked = await askReport(sources, "VENUE_USE", question)
  if (!asked) return null
  const span = takeSpan(sources, asked.report.parameters)
  const page = pageOf(
    await sources.venueUses.findPage(span, request),
    request.limit,
    ({ path, venueId }) => [path, venueId],
    async () => (await sources.venueUses.findTotals(span)).venues,
  )
  return { asked, page, total: async () => (await readVenueUse(sources, span)).total }
}
