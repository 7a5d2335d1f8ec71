import { Args, Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import type { HoursRisk } from "../domain/risk.ts"
import { listEarlyWarningReport } from "../use-cases/list-early-warning-report.ts"
import { YearReportArgs } from "./year-report.args.ts"
import { HoursAtRisk } from "./hours-at-risk.type.ts"
import { ReportPage, toReportPage } from "./report-page.type.ts"

type Totals = { people: number; missingHours: number; missingSessions: number }

@ObjectType({ description: "合计 of warnings; every figure counts persons (人).", simpleResolvers: true })
class EarlyWarningTotals implements Totals {
  @Field(() => Int, { description: "预警人数: persons in the list." })
  people!: number

  @Field(() => Int, { description: "学时不足: those of them who will miss hours." })
  missingHours!: number

  @Field(() => Int, { description: "集中培训次数不足: those of them who miss sessions; who misses both is in both." })
  missingSessions!: number
}

@ObjectType({ description: "R13 预警清单: a page of people at risk, the largest gap first.", simpleResolvers: true })
class EarlyWarningReport extends ReportPage {
  @Field(() => [HoursAtRisk], { description: "The page's people; at most 100." })
  nodes!: readonly HoursRisk[]

  @Field(() => EarlyWarningTotals, { description: "Of the whole report, the pages not shown included." })
  totals!: Totals | (() => Promise<Totals>)
}

@Resolver()
export class EarlyWarningReportQueries {
  @Query(() => EarlyWarningReport, {
    nullable: true,
    description:
      "预警清单 (R13): who would miss the requirement of a year at the pace kept till the day of `asOf`, as the books stood then; null where the viewer may not read the organisation.",
  })
  async earlyWarningReport(@Args(() => YearReportArgs) args: YearReportArgs, @Ctx() context: AttendanceContext): Promise<EarlyWarningReport | null> {
    const found = await listEarlyWarningReport(context, args)
    return found && { ...toReportPage(found), totals: found.totals }
  }
}
