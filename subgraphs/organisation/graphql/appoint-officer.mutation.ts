import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation as OrganisationValue, Post as PostValue } from "../domain/organisation.ts"
import { appointOfficer } from "../use-cases/appoint-officer.ts"
import { listOfficers } from "../use-cases/list-officers.ts"
import { Post } from "./enums.ts"
import { Member } from "./node.stubs.ts"
import { Officer } from "./officer.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "A post to fill." })
class AppointOfficerInput {
  @Field(() => ID, { description: "In whose committee: `organisation_…`" })
  organisation!: string

  @Field(() => ID, { description: "A full member: `member_…`" })
  member!: string

  @Field(() => Post, { description: "Which place in the committee." })
  post!: PostValue

  @Field(() => DateScalar, { description: "First day in the post, not in the future." })
  since!: string

  @Field(() => Boolean, { nullable: true, description: "兼职委员: part-time, from a unit of the area." })
  isPartTime?: boolean | null

  @Field(() => String, { nullable: true, description: "来源单位: the unit that a part-time member comes from." })
  sourceUnit?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The member holds the post.", simpleResolvers: true })
class OfficerAppointed {
  @Field(() => Organisation, { nullable: true, description: "With its officers as they stand now." })
  organisation!: OrganisationValue | null

  @Field(() => Officer, { nullable: true, description: "The post as it is held now." })
  officer!: Officer | null
}

@ObjectType({ description: "Returned when the post can be held by one only, and somebody holds it.", simpleResolvers: true })
class PostTaken {
  @Field(() => String, { description: "Since when, and what to do." })
  message!: string

  @Field(() => Member, { nullable: true, description: "Who holds it; null where the viewer may not read that person." })
  holder!: Member | null

  @Field(() => DateScalar, { description: "The holder's first day in the post." })
  since!: string
}

const AppointOfficerResult = resultUnion(
  "appointOfficer",
  OfficerAppointed,
  [PostTaken, InvalidInput, InvalidState, NotAllowed],
  "What became of an appointment.",
)

@Resolver()
export class AppointOfficerMutation {
  @Mutation(() => AppointOfficerResult, {
    nullable: true,
    description: "任职: appoint a full member to a post in a committee, which has one secretary at a time.",
  })
  async appointOfficer(
    @Arg("input", () => AppointOfficerInput, { description: "Where, whom and to what." }) input: AppointOfficerInput,
    @Ctx() context: OrganisationContext,
  ) {
    const result = await appointOfficer(context, input)
    if (!result.ok && result.refusal.kind === "PostTaken") {
      const { holderId, message, since } = result.refusal
      return { __typename: "PostTaken", message, since, holder: await context.loaders.readableMemberById.load(holderId) }
    }
    if (!result.ok) return answerOf(result, "OfficerAppointed", () => ({}))
    const { id, organisationId } = result.value
    const organisation = await context.loaders.organisationById.load(organisationId)
    const officer = (await listOfficers(context, { id: organisationId, asOf: null })).find((one) => one.id === id)
    return {
      __typename: "OfficerAppointed",
      organisation,
      officer: officer && { ...officer, member: officer.memberId === null ? null : { id: officer.memberId } },
    }
  }
}
