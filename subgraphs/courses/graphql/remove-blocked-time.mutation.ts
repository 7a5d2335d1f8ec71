import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { CoursesContext } from "../context.ts"
import { removeBlockedTime } from "../use-cases/remove-blocked-time.ts"
import { Organisation } from "./elsewhere.stubs.ts"

@InputType({ description: "A time to open again." })
class RemoveBlockedTimeInput {
  @Field(() => ID, { description: "Which: `blocked_…`" })
  blockedTime!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The time is kept free no longer.", simpleResolvers: true })
class BlockedTimeRemoved {
  @Field(() => Organisation, { nullable: true, description: "Whose it was." })
  organisation!: Organisation | null
}

const RemoveBlockedTimeResult = resultUnion("removeBlockedTime", BlockedTimeRemoved, [InvalidInput, NotAllowed], "What became of opening a time again.")

@Resolver()
export class RemoveBlockedTimeMutation {
  @Mutation(() => RemoveBlockedTimeResult, {
    nullable: true,
    description: "取消不排课时间: open a time again that was kept free, for those who plan there (coordinator, secretary, admin).",
  })
  async removeBlockedTime(
    @Arg("input", () => RemoveBlockedTimeInput, { description: "Which." }) input: RemoveBlockedTimeInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await removeBlockedTime(context, { ...input, blockedId: input.blockedTime })
    return answerOf(result, "BlockedTimeRemoved", ({ organisationId }) => ({ organisation: { id: organisationId } }))
  }
}
