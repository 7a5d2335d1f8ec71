import { Field, ID, Int, ObjectType } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type * as domain from "../domain/term.ts"

@ObjectType({ description: "延期换届: a term that its superior has made longer.", simpleResolvers: true })
export class TermExtension {
  @Field(() => DateScalar, { description: "The day on which the next election is due instead." })
  to!: string

  @Field(() => String, { description: "文号: the number of the superior's approval." })
  documentNumber!: string
}

@ObjectType({ description: "届: one term of a committee.", simpleResolvers: true })
export class CommitteeTerm implements Omit<domain.CommitteeTerm, "extendedTo" | "extensionDocument"> {
  @Field(() => ID, { description: "`term_…`" })
  id!: string

  @Field(() => Int, { description: "Which term it is, counted from the first: 第3届." })
  number!: number

  @Field(() => DateScalar, { description: "The day of the election that opened it." })
  electedOn!: string

  @Field(() => DateScalar, { description: "任期届满: when it ends by the rule." })
  endsOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The day of the next election, which ended it; null while it runs." })
  closedOn!: string | null

  organisationId!: string
  ruleId!: string
  extendedTo!: string | null
  extensionDocument!: string | null
  asOf!: string
}
