import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as organisation from "../domain/organisation.ts"
import type * as domain from "../domain/policy-document.ts"
import type { RuleStatus as StatusValue } from "../domain/term.ts"
import { recordPolicyDocument } from "../use-cases/record-policy-document.ts"
import { OrganisationKind, OrganisationLevel, OrganisationSetting } from "./enums.ts"
import { PolicyDocument, RuleStatus } from "./policy-document.type.ts"

@InputType({ description: "A term of office that the document sets." })
class TermRuleInput {
  @Field(() => String, { description: "The article that says it." })
  article!: string

  @Field(() => RuleStatus, { description: "How well founded it is." })
  status!: StatusValue

  @Field(() => [OrganisationKind], { nullable: true, description: "Only for these kinds." })
  kinds?: organisation.Kind[] | null

  @Field(() => [OrganisationSetting], { nullable: true, description: "Only for these settings." })
  settings?: organisation.Setting[] | null

  @Field(() => [OrganisationLevel], { nullable: true, description: "Only for these levels." })
  levels?: organisation.Level[] | null

  @Field(() => Int, { description: "How long a term is, 1 to 10 years." })
  years!: number
}

@InputType({ description: "A document that rules cite." })
class RecordPolicyDocumentInput {
  @Field(() => String, { description: "Full title, at most 200 characters." })
  title!: string

  @Field(() => String, { nullable: true, description: "文号, where it has one." })
  number?: string | null

  @Field(() => String, { description: "发文机关: who issued it." })
  issuer!: string

  @Field(() => String, { description: "适用范围: where it holds." })
  scope!: string

  @Field(() => DateScalar, { description: "First day in force." })
  effectiveFrom!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it no longer holds." })
  effectiveTo?: string | null

  @Field(() => String, { nullable: true, description: "Where its text can be read, http or https." })
  url?: string | null

  @Field(() => [TermRuleInput], { nullable: true, description: "The terms of office that it sets, at most 20." })
  termRules?: TermRuleInput[] | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The document and its rules stand in the books.", simpleResolvers: true })
class PolicyDocumentRecorded {
  @Field(() => PolicyDocument, { description: "As it was recorded." })
  document!: domain.PolicyDocument
}

const RecordPolicyDocumentResult = resultUnion(
  "recordPolicyDocument",
  PolicyDocumentRecorded,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a policy document.",
)

@Resolver()
export class RecordPolicyDocumentMutation {
  @Mutation(() => RecordPolicyDocumentResult, {
    nullable: true,
    description: "Record a policy document and the terms that it sets; they hold everywhere, so for administrators of the root.",
  })
  async recordPolicyDocument(
    @Arg("input", () => RecordPolicyDocumentInput, { description: "The document and its rules." }) input: RecordPolicyDocumentInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordPolicyDocument(context, input), "PolicyDocumentRecorded", (document) => ({ document }))
  }
}
