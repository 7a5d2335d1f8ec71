import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import { endParticipation } from "../use-cases/end-participation.ts"
import { Member } from "./member.type.ts"

@InputType({ description: "A participation that ends." })
class EndParticipationInput {
  @Field(() => ID, { description: "Which of the person's memberships, not a direct one: `membership_…`" })
  membership!: string

  @Field(() => DateScalar, { nullable: true, description: "The first day on which it no longer holds, not in the future; today when left out." })
  to?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person no longer takes part there.", simpleResolvers: true })
class ParticipationEnded {
  @Field(() => Member, { nullable: true, description: "The person; null where the viewer may no longer read them." })
  member!: member.Member | null
}

const EndParticipationResult = resultUnion(
  "endParticipation",
  ParticipationEnded,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of the end of a participation.",
)

@Resolver()
export class EndParticipationMutation {
  @Mutation(() => EndParticipationResult, {
    nullable: true,
    description: "End a person's reporting in or floating in; for those who keep the books of the person's branch, or of the organisation left.",
  })
  async endParticipation(
    @Arg("input", () => EndParticipationInput, { description: "Which, and from when." }) input: EndParticipationInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await endParticipation(context, { ...input, membershipId: input.membership })
    return answerOf(result, "ParticipationEnded", ({ memberId }) => ({ member: context.loaders.memberById.load(memberId) }))
  }
}
