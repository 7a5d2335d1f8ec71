import { ArgsType, Field, Int } from "type-graphql"

/** Arguments of every list: how many rows, and behind which. */
@ArgsType()
export class PagingArgs {
  @Field(() => Int, { nullable: true, defaultValue: 20, description: "How many rows, 1 to 100." })
  first?: number | null

  @Field(() => String, { nullable: true, description: "Start behind this cursor; leave out for the first page." })
  after?: string | null
}
