import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/make-up.ts"
import { revokeMakeUp } from "../use-cases/revoke-make-up.ts"
import { MakeUp } from "./make-up.type.ts"
import { PeriodLocked } from "./period-lock.type.ts"

@InputType({ description: "A completion that was wrong." })
class RevokeMakeUpInput {
  @Field(() => ID, { description: "Which: `makeup_…`" })
  makeUp!: string

  @Field(() => String, { description: "Why it was wrong; at most 2,000 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The completion is taken back: the make-up is due again, by its old deadline.", simpleResolvers: true })
class MakeUpRevoked {
  @Field(() => MakeUp, { nullable: true, description: "As it stands now." })
  makeUp!: domain.MakeUp | null
}

const RevokeMakeUpResult = resultUnion(
  "revokeMakeUp",
  MakeUpRevoked,
  [InvalidInput, InvalidState, NotAllowed, PeriodLocked],
  "What became of a completion that was to be taken back.",
)

@Resolver()
export class RevokeMakeUpMutation {
  @Mutation(() => RevokeMakeUpResult, {
    nullable: true,
    description: "撤销补课认定: take back that a make-up was done, with a reason; an entry that says so replaces the one that counted.",
  })
  async revokeMakeUp(
    @Arg("input", () => RevokeMakeUpInput, { description: "Which make-up, and why." }) input: RevokeMakeUpInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await revokeMakeUp(context, input), "MakeUpRevoked", ({ makeUpId }) => ({ makeUp: () => context.loaders.makeUpById.load(makeUpId) }))
  }
}
