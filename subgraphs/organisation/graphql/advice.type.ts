import { Field, ID, ObjectType, registerEnumType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as exception from "../domain/advice-exception.ts"
import type * as domain from "../domain/kind-advice.ts"
import { AdviceRule } from "./enums.ts"

export const AdviceBase = { FULL_MEMBERS: "FULL_MEMBERS", MEMBERS: "MEMBERS" } as const

registerEnumType(AdviceBase, {
  name: "AdviceBase",
  description: "Whom a rule of size counts (计算口径).",
  valuesConfig: {
    FULL_MEMBERS: { description: "正式党员: full members alone." },
    MEMBERS: { description: "党员: all members, probationary ones included." },
  },
})

@ObjectType({ description: "Where an organisation departs from what its size suggests. Advice, never a constraint.", simpleResolvers: true })
export class OrganisationAdvice implements domain.Advice {
  @Field(() => AdviceRule, { description: "The rule, for programs." })
  rule!: domain.AdviceRule

  @Field(() => AdviceBase, { description: "Whom the rule counts." })
  base!: domain.AdviceBase

  @Field(() => String, { description: "What was counted and what is suggested." })
  message!: string

  @Field(() => String, { description: "Document and article of the rule." })
  source!: string

  organisationId!: string
  asOf!: string
}

@ObjectType({ description: "批准的例外: a superior's approval to depart from what a size suggests.", simpleResolvers: true })
export class AdviceException implements exception.AdviceException {
  @Field(() => ID, { description: "`exception_…`" })
  id!: string

  @Field(() => AdviceRule, { description: "The rule that it excepts from." })
  rule!: domain.AdviceRule

  @Field(() => String, { description: "文号: the number of the approval." })
  documentNumber!: string

  @Field(() => DateScalar, { description: "The day of the approval." })
  approvedOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The last day on which it holds; null when it does not end." })
  validUntil!: string | null

  @Field(() => String, { description: "Why (因工作需要 …)." })
  reason!: string

  organisationId!: string
  approvedById!: string
}
