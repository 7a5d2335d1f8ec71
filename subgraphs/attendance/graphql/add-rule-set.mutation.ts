import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type * as domain from "../domain/rule-set-record.ts"
import { addRuleSet } from "../use-cases/add-rule-set.ts"
import { RuleStatus } from "./enums.ts"
import { RuleParametersInput } from "./rule-set.args.ts"
import { RuleSet } from "./rule-set.type.ts"

@InputType({ description: "A rule set to add." })
class AddRuleSetInput {
  @Field(() => ID, { description: "In whose subtree it holds: `organisation_…`; the root for everywhere." })
  organisation!: string

  @Field(() => String, { description: "What auditors call it, at most 200 characters: say which of its parameters are local." })
  title!: string

  @Field(() => String, { description: "Where it holds, in words." })
  jurisdiction!: string

  @Field(() => String, { description: "The document it comes from, with its number." })
  sourceDocument!: string

  @Field(() => String, { nullable: true, description: "Which articles of it say what." })
  article?: string | null

  @Field(() => RuleStatus, { description: "How firm its ground is." })
  status!: domain.RuleStatus

  @Field(() => DateScalar, { description: "The first day in force, not before this year. The set in force on 31 December judges the year." })
  effectiveFrom!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it no longer holds; leave out while that is not known." })
  effectiveTo?: string | null

  @Field(() => RuleParametersInput, { description: "What it says." })
  parameters!: RuleParametersInput

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The rule set is in the books; the accounts that it judges are made again in the background.", simpleResolvers: true })
class RuleSetAdded {
  @Field(() => RuleSet, { nullable: true, description: "As it was added." })
  ruleSet!: domain.RuleSetRecord | null
}

const AddRuleSetResult = resultUnion("addRuleSet", RuleSetAdded, [InvalidInput, InvalidState, NotAllowed], "What became of a rule set that was to be added.")

@Resolver()
export class AddRuleSetMutation {
  @Mutation(() => AddRuleSetResult, {
    nullable: true,
    description: "Add rules by which years of study are judged, from this year on; for secretaries and administrators of the organisation.",
  })
  async addRuleSet(
    @Arg("input", () => AddRuleSetInput, { description: "Where it holds, and what it says." }) input: AddRuleSetInput,
    @Ctx() context: AttendanceContext,
  ) {
    return answerOf(await addRuleSet(context, input), "RuleSetAdded", ({ ruleSetId }) => ({ ruleSet: () => context.loaders.ruleSetById.load(ruleSetId) }))
  }
}
