import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import { cardEndsOn, cardReminder, daysSinceContact } from "../domain/floating-stay.ts"
import { type ReportedStay, listFloatingReport } from "../use-cases/list-floating-report.ts"
import { Member, Organisation } from "./elsewhere.stubs.ts"
import { FloatingReport, FloatingReportRow } from "./floating-report.type.ts"
import { toReportPage } from "./report-page.type.ts"
import { YearReportArgs } from "./year-report.args.ts"

@Resolver()
export class FloatingReportQueries {
  @Query(() => FloatingReport, {
    nullable: true,
    description:
      "流动党员参学情况 (R11): stays that went on on the day of `asOf` (of a year before, on its last day), of people of an organisation and everything below it; null where the viewer may not read it.",
  })
  async floatingReport(@Args(() => YearReportArgs) args: YearReportArgs, @Ctx() context: AttendanceContext): Promise<FloatingReport | null> {
    const found = await listFloatingReport(context, args)
    return found && { ...toReportPage(found), totals: found.totals }
  }
}

@Resolver(() => FloatingReportRow)
export class FloatingReportRowResolver {
  @FieldResolver(() => Member, { nullable: true, description: "Who floats; null where the viewer may not read the person." })
  member(@Root() { memberId }: ReportedStay): Member {
    return { id: memberId }
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "所在党支部: where the person belonged, or took part, on that day." })
  branch(@Root() stay: ReportedStay): Organisation {
    return { id: stay.branch.id }
  }

  @FieldResolver(() => Int, { nullable: true, description: "距今天数: days from the last contact to the day of `asOf`; null where none is known." })
  daysSinceContact(@Root() stay: ReportedStay): number | null {
    return daysSinceContact(stay, stay.reportedOn)
  }

  @FieldResolver(() => DateScalar, {
    nullable: true,
    description:
      "证件到期: half a year after the first day, or the expected return where a transfer is not possible (组通字〔2006〕45号); null without a card.",
  })
  cardEndsOn(@Root() stay: ReportedStay): string | null {
    return cardEndsOn(stay)
  }

  @FieldResolver(() => String, { nullable: true, description: "证件到期提醒: what is to be done about the card; null without one." })
  cardReminder(@Root() stay: ReportedStay): string | null {
    return cardReminder(stay, stay.reportedOn)
  }
}

export const FLOATING_REPORT_RESOLVERS = [FloatingReportQueries, FloatingReportRowResolver] as const
