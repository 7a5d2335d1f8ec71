import { ArgsType, Field, Int } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import { ReportArgs } from "./report.args.ts"

/** What a report of what was done in some days is asked for with. */
@ArgsType()
export class SpanReportArgs extends ReportArgs {
  @Field(() => Int, { nullable: true, description: "Calendar year, from 2000 to this one; or `from` and `to` are given." })
  year?: number | null

  @Field(() => DateScalar, { nullable: true, description: "The first day, by the city's clock." })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: "The last day, at most two years after the first." })
  to?: string | null
}
