import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import { recordParticipation } from "../use-cases/record-participation.ts"
import { Participation } from "./enums.ts"
import { Member } from "./member.type.ts"

@InputType({ description: "Where else a person takes part." })
class RecordParticipationInput {
  @Field(() => ID, { description: "Who: `member_…`" })
  member!: string

  @Field(() => ID, { description: "Where, anywhere in the city: `organisation_…`" })
  organisation!: string

  @Field(() => Participation, { description: "How: `IN_SERVICE` or `FLOATING_IN`." })
  participation!: member.Participation

  @Field(() => DateScalar, { nullable: true, description: "From which day on, not in the future; today when left out." })
  from?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The person takes part there.", simpleResolvers: true })
class ParticipationRecorded {
  @Field(() => Member, { nullable: true, description: "The person, with all memberships." })
  member!: member.Member | null
}

const RecordParticipationResult = resultUnion(
  "recordParticipation",
  ParticipationRecorded,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a participation.",
)

@Resolver()
export class RecordParticipationMutation {
  @Mutation(() => RecordParticipationResult, {
    nullable: true,
    description:
      "Record that a person also reports in (在职报到) or floats in (流入) somewhere; where they belong stays. For those who keep the books of the person's branch.",
  })
  async recordParticipation(
    @Arg("input", () => RecordParticipationInput, { description: "Who, where and how." }) input: RecordParticipationInput,
    @Ctx() context: PeopleContext,
  ) {
    const result = await recordParticipation(context, { ...input, memberId: input.member, organisationId: input.organisation })
    return answerOf(result, "ParticipationRecorded", ({ memberId }) => ({ member: context.loaders.memberById.load(memberId) }))
  }
}
