import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type { AdviceException as ExceptionValue } from "../domain/advice-exception.ts"
import type { AdviceRule as RuleValue } from "../domain/kind-advice.ts"
import { recordAdviceException } from "../use-cases/record-advice-exception.ts"
import { AdviceException } from "./advice.type.ts"
import { AdviceRule } from "./enums.ts"

@InputType({ description: "An approval to depart from what a size suggests." })
class RecordAdviceExceptionInput {
  @Field(() => ID, { description: "For which organisation: `organisation_…`" })
  organisation!: string

  @Field(() => AdviceRule, { description: "The rule that it excepts from." })
  rule!: RuleValue

  @Field(() => String, { description: "文号: the number of the approval." })
  documentNumber!: string

  @Field(() => ID, { nullable: true, description: "Who approved it, an organisation above: `organisation_…`; the one directly above when left out." })
  approvedBy?: string | null

  @Field(() => DateScalar, { description: "The day of the approval, not in the future." })
  approvedOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The last day on which it holds." })
  validUntil?: string | null

  @Field(() => String, { description: "Why (因工作需要 …)." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The exception stands in the books; the advice stays and says so.", simpleResolvers: true })
class AdviceExceptionRecorded {
  @Field(() => AdviceException, { description: "As it was recorded." })
  exception!: ExceptionValue
}

const RecordAdviceExceptionResult = resultUnion("recordAdviceException", AdviceExceptionRecorded, [InvalidInput, NotAllowed], "What became of an exception.")

@Resolver()
export class RecordAdviceExceptionMutation {
  @Mutation(() => RecordAdviceExceptionResult, {
    nullable: true,
    description: "Record a superior's approval to depart from what a size suggests; for the superior's secretary or administrator.",
  })
  async recordAdviceException(
    @Arg("input", () => RecordAdviceExceptionInput, { description: "For whom, from what, by which document." }) input: RecordAdviceExceptionInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordAdviceException(context, input), "AdviceExceptionRecorded", (exception) => ({ exception }))
  }
}
