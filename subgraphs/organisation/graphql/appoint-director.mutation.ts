import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import { appointDirector } from "../use-cases/appoint-director.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "A director to record." })
class AppointDirectorInput {
  @Field(() => ID, { description: "A community's top organisation: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "The director's name." })
  name!: string

  @Field(() => ID, { nullable: true, description: "The same person as a member, where they are one: `member_…`" })
  member?: string | null

  @Field(() => DateScalar, { description: "First day as director, not in the future." })
  since!: string

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The director stands in the books; the one before has left.", simpleResolvers: true })
class DirectorAppointed {
  @Field(() => Organisation, { nullable: true, description: "With its leadership as it stands now." })
  organisation!: OrganisationValue | null
}

const AppointDirectorResult = resultUnion("appointDirector", DirectorAppointed, [InvalidInput, InvalidState, NotAllowed], "What became of a director's record.")

@Resolver()
export class AppointDirectorMutation {
  @Mutation(() => AppointDirectorResult, {
    nullable: true,
    description: "Record who directs a community's residents' committee (居委会主任), for whoever keeps the community's records.",
  })
  async appointDirector(
    @Arg("input", () => AppointDirectorInput, { description: "Where, who and since when." }) input: AppointDirectorInput,
    @Ctx() context: OrganisationContext,
  ) {
    const result = await appointDirector(context, input)
    const organisation = result.ok ? await context.loaders.organisationById.load(result.value.organisationId) : null
    return answerOf(result, "DirectorAppointed", () => ({ organisation }))
  }
}
