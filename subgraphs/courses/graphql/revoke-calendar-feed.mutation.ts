import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import { revokeCalendarFeed } from "../use-cases/revoke-calendar-feed.ts"
import { Account } from "./account.stub.ts"

@InputType({ description: "A calendar feed to revoke." })
class RevokeCalendarFeedInput {
  @Field(() => ID, { description: "`feed_…`, one's own." })
  feed!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The address opens nothing any more.", simpleResolvers: true })
class CalendarFeedRevoked {
  @Field(() => Account, { nullable: true, description: "Whose it was, with the feeds that are left." })
  account!: Account
}

const RevokeCalendarFeedResult = resultUnion("revokeCalendarFeed", CalendarFeedRevoked, [InvalidInput, NotAllowed], "What became of a calendar feed to revoke.")

@Resolver()
export class RevokeCalendarFeedMutation {
  @Mutation(() => RevokeCalendarFeedResult, {
    nullable: true,
    description: "取消订阅: revoke one's own calendar feed at once; programs that still ask get 404.",
  })
  async revokeCalendarFeed(
    @Arg("input", () => RevokeCalendarFeedInput, { description: "Which." }) input: RevokeCalendarFeedInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await revokeCalendarFeed(context, input), "CalendarFeedRevoked", () => ({ account: { id: context.viewer.accountId } }))
  }
}
