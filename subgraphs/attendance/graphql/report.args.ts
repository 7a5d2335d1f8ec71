import { ArgsType, Field, ID } from "type-graphql"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"

/** What every report is asked for with. */
@ArgsType()
export class ReportArgs extends PagingArgs {
  @Field(() => ID, { description: "Whose report: this organisation and everything below it: `organisation_…`" })
  organisation!: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "截止时点: as the books stood at this moment, in the past; as they stand when left out.",
  })
  asOf?: Date | null

  @Field(() => String, { nullable: true, description: "目的: why it is asked for, printed in the header and kept in the log; at most 200 characters." })
  purpose?: string | null
}
