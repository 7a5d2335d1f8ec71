import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import { extendTerm } from "../use-cases/extend-term.ts"
import { CommitteeTerm } from "./term.type.ts"

@InputType({ description: "A term to make longer." })
class ExtendTermInput {
  @Field(() => ID, { description: "Whose committee: `organisation_…`" })
  organisation!: string

  @Field(() => DateScalar, { description: "When the next election is due instead: a year after the term's end at the latest." })
  to!: string

  @Field(() => String, { description: "文号: the number of the superior's approval." })
  documentNumber!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The next election is due later.", simpleResolvers: true })
class TermExtended {
  @Field(() => CommitteeTerm, { description: "The term with its extension." })
  term!: CommitteeTerm
}

const ExtendTermResult = resultUnion("extendTerm", TermExtended, [InvalidInput, InvalidState, NotAllowed], "What became of a term's extension.")

@Resolver()
export class ExtendTermMutation {
  @Mutation(() => ExtendTermResult, {
    nullable: true,
    description: "延期换届: extend the term that runs, as the superior has approved; for the superior's secretary or administrator.",
  })
  async extendTerm(
    @Arg("input", () => ExtendTermInput, { description: "Whose term, to when, by which document." }) input: ExtendTermInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await extendTerm(context, input), "TermExtended", (term) => ({ term: { ...term, asOf: context.today } }))
  }
}
