import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql"
import { encodeCursor } from "../../shared/page.ts"
import type { AttendanceContext } from "../context.ts"
import { rateOf } from "../domain/report.ts"
import * as domain from "../domain/venue-use.ts"
import { type AskedVenues, askVenueUse } from "../use-cases/ask-venue-use.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { Venue } from "./register.stubs.ts"
import { ReportGap } from "./report-header.type.ts"
import { SpanReportArgs } from "./span-report.args.ts"
import { VenueShare, VenueUseReport, VenueUseRow, VenueUseTotals } from "./venue-use.type.ts"

type Value = VenueUseReport & { source: AskedVenues }

const { clockHours, seatRate, utilisation } = domain

@Resolver(() => VenueUseReport)
export class VenueUseResolver {
  @Query(() => VenueUseReport, {
    nullable: true,
    description: "R10 场地使用表: how the venues of a subtree were used in some days; null where the viewer has no role over the organisation.",
  })
  async venueUse(@Args(() => SpanReportArgs) args: SpanReportArgs, @Ctx() context: AttendanceContext): Promise<Value | null> {
    const source = await askVenueUse(context, args)
    if (!source) return null
    const { asked, page } = source
    asked.answered?.(page.items.length)
    const last = page.items.at(-1)
    const endCursor = last ? encodeCursor(page.positionOf(last)) : null
    return { source, header: asked, pageInfo: { hasNextPage: page.hasNextPage, endCursor }, nodes: page.items.map(rowOf) }
  }

  @FieldResolver(() => Int, { description: "How many venues were used; counted only when asked." })
  totalCount(@Root() { source }: Value): number | Promise<number> {
    return source.page.totalCount()
  }

  @FieldResolver(() => VenueUseTotals, { description: "合计, over all pages." })
  async totals(@Root() { source }: Value): Promise<VenueUseTotals> {
    const total = await source.total()
    const { venues, lessons, minutes, openMinutes, clashes, seated, seats } = total
    const hours = { hours: clockHours(minutes), openHours: openMinutes === null ? null : clockHours(openMinutes), rate: utilisation(total) }
    return { venues, lessons, ...hours, clashes, personTimes: seated, seatRate: rateOf(seated, seats) }
  }

  @FieldResolver(() => [ReportGap], { description: "数据缺口: what the figures do not know; a few." })
  async gaps(@Root() { source }: Value): Promise<readonly ReportGap[]> {
    return source.asked.report.gaps()
  }
}

function rowOf(use: domain.VenueUse): VenueUseRow {
  const { venueId, lessons, minutes, openMinutes, shares, clashes, seated, seatedLessons } = use
  return {
    venueId,
    lessons,
    hours: clockHours(minutes),
    openHours: openMinutes === null ? null : clockHours(openMinutes),
    rate: utilisation(use),
    shares: shares.map((share) => ({ organisationId: share.organisationId, hours: clockHours(share.minutes) })),
    clashes,
    personTimes: seatedLessons === 0 ? null : seated,
    seatRate: seatRate(use),
  }
}

@Resolver(() => VenueUseRow)
export class VenueUseRowResolver {
  @FieldResolver(() => Venue, { nullable: true, description: "Which, with its capacity and opening hours of now; null where the viewer does not see it." })
  venue(@Root() { venueId }: VenueUseRow): Venue {
    return { id: venueId }
  }
}

@Resolver(() => VenueShare)
export class VenueShareResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose lessons; null where the viewer does not see the organisation." })
  organisation(@Root() { organisationId }: VenueShare): Organisation {
    return { id: organisationId }
  }
}

/** R10, and what stands in it. */
export const VENUE_USE_RESOLVERS = [VenueUseResolver, VenueUseRowResolver, VenueShareResolver] as const
