import { Args, ArgsType, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import { listChangeLog } from "../use-cases/list-change-log.ts"
import { AttendanceChange } from "./attendance-change.type.ts"
import { ReportArgs } from "./report.args.ts"
import { ReportPage, toReportPage } from "./report-page.type.ts"

@ArgsType()
class ChangeLogReportArgs extends ReportArgs {
  @Field(() => DateScalar, { description: "The first day on which changes were recorded." })
  from!: string

  @Field(() => DateScalar, { description: "The last one; at most two years later." })
  to!: string
}

@ObjectType({ description: "R07 考勤变更日志: a page of changes, oldest first, with what it takes to ask for the same again.", simpleResolvers: true })
class ChangeLogReport extends ReportPage {
  @Field(() => [AttendanceChange], { description: "The page's changes; at most 100." })
  nodes!: readonly AttendanceChange[]
}

@Resolver()
export class ChangeLogReportQueries {
  @Query(() => ChangeLogReport, {
    nullable: true,
    description:
      "考勤变更/补录日志 (R07): the changes that were recorded on some days at the lessons of an organisation and everything below it; null where the viewer may not read it.",
  })
  async changeLogReport(@Args(() => ChangeLogReportArgs) args: ChangeLogReportArgs, @Ctx() context: AttendanceContext): Promise<ChangeLogReport | null> {
    const found = await listChangeLog(context, args)
    return found && toReportPage(found)
  }
}
