import { ArgsType, Field, Int } from "type-graphql"
import { ReportArgs } from "./report.args.ts"

/** What reports of a year are asked for with. */
@ArgsType()
export class YearReportArgs extends ReportArgs {
  @Field(() => Int, { nullable: true, description: "Calendar year, from 2000 to this one; the one of `asOf` when left out." })
  year?: number | null
}
