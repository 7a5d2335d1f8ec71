import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import { extendProbation } from "../use-cases/extend-probation.ts"
import { Member } from "./member.type.ts"

@InputType({ description: "A probation to prolong." })
class ExtendProbationInput {
  @Field(() => ID, { description: "Whose: `member_…`" })
  member!: string

  @Field(() => DateScalar, { description: "Until when: half a year to a year after the probation would have ended." })
  until!: string

  @Field(() => String, { description: "决议文号: the document that decided it." })
  documentNumber!: string

  @Field(() => String, { description: "Why, in at most 2,000 characters." })
  reason!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The probation is longer.", simpleResolvers: true })
class ProbationExtended {
  @Field(() => Member, { nullable: true, description: "The person, with the probation as it is now." })
  member!: member.Member | null
}

const ExtendProbationResult = resultUnion("extendProbation", ProbationExtended, [InvalidInput, InvalidState, NotAllowed], "What became of a probation.")

@Resolver()
export class ExtendProbationMutation {
  @Mutation(() => ExtendProbationResult, {
    nullable: true,
    description: "延长预备期: prolong a person's probation, once; for those who keep the books of the person's branch.",
  })
  async extendProbation(
    @Arg("input", () => ExtendProbationInput, { description: "Whose, and until when." }) input: ExtendProbationInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await extendProbation(context, { ...input, memberId: input.member })
    return answerOf(result, "ProbationExtended", ({ memberId }) => ({ member: context.loaders.memberById.load(memberId) }))
  }
}
