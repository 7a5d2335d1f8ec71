import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/make-up.ts"
import type * as options from "../domain/rule-options.ts"
import { completeMakeUp } from "../use-cases/complete-make-up.ts"
import { MakeUp } from "./make-up.type.ts"
import { PeriodLocked } from "./period-lock.type.ts"
import { MakeUpForm } from "./rule-words.type.ts"

@InputType({ description: "A make-up that was done." })
class CompleteMakeUpInput {
  @Field(() => ID, { description: "Which: `makeup_…`" })
  makeUp!: string

  @Field(() => MakeUpForm, { description: "How it was done." })
  form!: options.MakeUpForm

  @Field(() => DateScalar, { description: "When: from the day of the lesson to today." })
  completedOn!: string

  @Field(() => Int, { description: "How many minutes it took, 1 to 1440." })
  minutes!: number

  @Field(() => [ID], { nullable: true, description: "佐证材料: files that were sent (`scan_…`), or evidence that is kept already (`evidence_…`); at most 10." })
  evidence?: string[] | null

  @Field(() => String, { nullable: true, description: "What there is to say to it; at most 2,000 characters." })
  note?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The make-up is found done, and counts.", simpleResolvers: true })
class MakeUpCompleted {
  @Field(() => MakeUp, { nullable: true, description: "As it stands now." })
  makeUp!: domain.MakeUp | null
}

const CompleteMakeUpResult = resultUnion(
  "completeMakeUp",
  MakeUpCompleted,
  [InvalidInput, InvalidState, NotAllowed, PeriodLocked],
  "What became of a make-up that was to be found done.",
)

@Resolver()
export class CompleteMakeUpMutation {
  @Mutation(() => CompleteMakeUpResult, {
    nullable: true,
    description:
      "补课认定: find a make-up done; for whoever keeps the books of the person's branch, and never one's own. After the deadline it is possible, and visible.",
  })
  async completeMakeUp(
    @Arg("input", () => CompleteMakeUpInput, { description: "Which make-up, how and when." }) input: CompleteMakeUpInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await completeMakeUp(context, input), "MakeUpCompleted", ({ makeUpId }) => ({ makeUp: () => context.loaders.makeUpById.load(makeUpId) }))
  }
}
