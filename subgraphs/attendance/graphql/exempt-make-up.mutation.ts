import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/make-up.ts"
import { exemptMakeUp } from "../use-cases/exempt-make-up.ts"
import { MakeUp } from "./make-up.type.ts"

@InputType({ description: "An exemption from making up." })
class ExemptMakeUpInput {
  @Field(() => ID, { description: "Which: `makeup_…`" })
  makeUp!: string

  @Field(() => String, { description: "Why: 年老体弱, 长期患病; at most 2,000 characters." })
  reason!: string

  @Field(() => [ID], { nullable: true, description: "佐证材料: files that were sent (`scan_…`), or evidence that is kept already (`evidence_…`); at most 10." })
  evidence?: string[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "Nothing is to be made up; the absence stays.", simpleResolvers: true })
class MakeUpExempted {
  @Field(() => MakeUp, { nullable: true, description: "As it stands now." })
  makeUp!: domain.MakeUp | null
}

const ExemptMakeUpResult = resultUnion("exemptMakeUp", MakeUpExempted, [InvalidInput, InvalidState, NotAllowed], "What became of an exemption.")

@Resolver()
export class ExemptMakeUpMutation {
  @Mutation(() => ExemptMakeUpResult, {
    nullable: true,
    description: "免补: exempt somebody from making up, with a reason; for whoever keeps the books of the person's branch, and never oneself.",
  })
  async exemptMakeUp(
    @Arg("input", () => ExemptMakeUpInput, { description: "Which make-up, and why." }) input: ExemptMakeUpInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await exemptMakeUp(context, input), "MakeUpExempted", ({ makeUpId }) => ({ makeUp: () => context.loaders.makeUpById.load(makeUpId) }))
  }
}
