import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import { recordTerm } from "../use-cases/record-term.ts"
import { CommitteeTerm } from "./term.type.ts"

@InputType({ description: "A term from before the books were kept here." })
class RecordTermInput {
  @Field(() => ID, { description: "Whose committee: `organisation_…`" })
  organisation!: string

  @Field(() => Int, { description: "Which term, counted from the first." })
  number!: number

  @Field(() => DateScalar, { description: "The day of the election that opened it." })
  electedOn!: string

  @Field(() => DateScalar, { nullable: true, description: "The day of the next election; leave out when it still runs." })
  closedOn?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The term stands in the books.", simpleResolvers: true })
class TermRecorded {
  @Field(() => CommitteeTerm, { description: "With its end by the rule of its day." })
  term!: CommitteeTerm
}

const RecordTermResult = resultUnion("recordTerm", TermRecorded, [InvalidInput, InvalidState, NotAllowed], "What became of a term's record.")

@Resolver()
export class RecordTermMutation {
  @Mutation(() => RecordTermResult, {
    nullable: true,
    description: "Record a term whose election nobody recorded; its end follows from the rule in force on the day of election.",
  })
  async recordTerm(
    @Arg("input", () => RecordTermInput, { description: "Whose, which and when." }) input: RecordTermInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await recordTerm(context, input), "TermRecorded", (term) => ({ term: { ...term, asOf: context.today } }))
  }
}
