import { Args, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import { type LeadershipLine, listLeadershipReport } from "../use-cases/list-leadership-report.ts"
import { Organisation } from "./elsewhere.stubs.ts"
import { LeadershipReport, LeadershipRow } from "./leadership-report.type.ts"
import { toReportPage } from "./report-page.type.ts"
import { ReportArgs } from "./report.args.ts"

@Resolver()
export class LeadershipReportQueries {
  @Query(() => LeadershipReport, {
    nullable: true,
    description:
      "领导与换届统计 (R15): how the committees of an organisation and everything below it are led on the day of `asOf`; null where the viewer may not read it.",
  })
  async leadershipReport(@Args(() => ReportArgs) args: ReportArgs, @Ctx() context: AttendanceContext): Promise<LeadershipReport | null> {
    const found = await listLeadershipReport(context, args)
    return found && { ...toReportPage(found), totals: found.totals }
  }
}

@Resolver(() => LeadershipRow)
export class LeadershipRowResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose committee." })
  organisation(@Root() { organisationId }: LeadershipLine): Organisation {
    return { id: organisationId }
  }
}

export const LEADERSHIP_REPORT_RESOLVERS = [LeadershipReportQueries, LeadershipRowResolver] as const
