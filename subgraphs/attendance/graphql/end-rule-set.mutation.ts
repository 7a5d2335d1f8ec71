import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/rule-set-record.ts"
import { endRuleSet } from "../use-cases/end-rule-set.ts"
import { RuleSet } from "./rule-set.type.ts"

@InputType({ description: "A rule set to end." })
class EndRuleSetInput {
  @Field(() => ID, { description: "Which: `rules_…`" })
  ruleSet!: string

  @Field(() => DateScalar, { description: "The first day on which it no longer holds, not before this year." })
  effectiveTo!: string

  @Field(() => String, { description: "Why; it is kept." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The rule set ends; what it judged stays judged by it.", simpleResolvers: true })
class RuleSetEnded {
  @Field(() => RuleSet, { nullable: true, description: "As it is now." })
  ruleSet!: domain.RuleSetRecord | null
}

const EndRuleSetResult = resultUnion("endRuleSet", RuleSetEnded, [InvalidInput, InvalidState, NotAllowed], "What became of a rule set that was to end.")

@Resolver()
export class EndRuleSetMutation {
  @Mutation(() => EndRuleSetResult, { nullable: true, description: "End a rule set, for secretaries and administrators of the organisation where it holds." })
  async endRuleSet(
    @Arg("input", () => EndRuleSetInput, { description: "Which, from when, and why." }) input: EndRuleSetInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await endRuleSet(context, input), "RuleSetEnded", ({ ruleSetId }) => ({ ruleSet: () => context.loaders.ruleSetById.load(ruleSetId) }))
  }
}
