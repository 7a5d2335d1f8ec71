import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/make-up.ts"
import { postponeMakeUp } from "../use-cases/postpone-make-up.ts"
import { MakeUp } from "./make-up.type.ts"

@InputType({ description: "A later deadline." })
class PostponeMakeUpInput {
  @Field(() => ID, { description: "Which: `makeup_…`" })
  makeUp!: string

  @Field(() => DateScalar, { description: "The new last day: later than before, from today to a year ahead." })
  dueOn!: string

  @Field(() => String, { description: "Why; at most 2,000 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The make-up has a later deadline.", simpleResolvers: true })
class MakeUpPostponed {
  @Field(() => MakeUp, { nullable: true, description: "As it stands now." })
  makeUp!: domain.MakeUp | null
}

const PostponeMakeUpResult = resultUnion("postponeMakeUp", MakeUpPostponed, [InvalidInput, InvalidState, NotAllowed], "What became of a postponement.")

@Resolver()
export class PostponeMakeUpMutation {
  @Mutation(() => PostponeMakeUpResult, {
    nullable: true,
    description: "延期补课: give somebody longer to make up, with a reason; for whoever keeps the books of the person's branch, and never oneself.",
  })
  async postponeMakeUp(
    @Arg("input", () => PostponeMakeUpInput, { description: "Which make-up, until when, and why." }) input: PostponeMakeUpInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await postponeMakeUp(context, input), "MakeUpPostponed", ({ makeUpId }) => ({ makeUp: () => context.loaders.makeUpById.load(makeUpId) }))
  }
}
