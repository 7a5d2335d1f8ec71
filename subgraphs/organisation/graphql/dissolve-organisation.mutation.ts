import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { dissolveOrganisation } from "../use-cases/dissolve-organisation.ts"
import { OrganisationChange, TreeChangeInput } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "An organisation to dissolve (撤销)." })
class DissolveOrganisationInput extends TreeChangeInput {
  @Field(() => ID, { description: "Which, with nothing below it and nobody in it: `organisation_…`" })
  organisation!: string
}

@ObjectType({ description: "The organisation is no more.", simpleResolvers: true })
class OrganisationDissolved {
  @Field(() => Organisation, { nullable: true, description: "As it stood on its last day; null where the viewer no longer sees it." })
  organisation!: domain.Organisation | null

  @Field(() => OrganisationChange, { description: "The decision as it was written down." })
  change!: OrganisationChange
}

const DissolveOrganisationResult = resultUnion(
  "dissolveOrganisation",
  OrganisationDissolved,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a dissolution.",
)

@Resolver()
export class DissolveOrganisationMutation {
  @Mutation(() => DissolveOrganisationResult, {
    nullable: true,
    description: "Dissolve an empty organisation; for administrators of its superior. As of days before, it can still be read.",
  })
  async dissolveOrganisation(
    @Arg("input", () => DissolveOrganisationInput, { description: "Which, from when, and by which document." }) input: DissolveOrganisationInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await dissolveOrganisation(context, { ...input, organisationId: input.organisation }), "OrganisationDissolved", (changed) => changed)
  }
}
