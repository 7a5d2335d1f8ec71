import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { renameOrganisation } from "../use-cases/rename-organisation.ts"
import { OrganisationChange, TreeChangeInput } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "New names of an organisation (更名)." })
class RenameOrganisationInput extends TreeChangeInput {
  @Field(() => ID, { description: "Which: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "The new full name, at most 64 characters." })
  name!: string

  @Field(() => String, { nullable: true, description: "The new short name; left out, the full name is used." })
  shortName?: string | null
}

@ObjectType({ description: "The organisation has its new name.", simpleResolvers: true })
class OrganisationRenamed {
  @Field(() => Organisation, { nullable: true, description: "As it stands; null where the viewer no longer sees it." })
  organisation!: domain.Organisation | null

  @Field(() => OrganisationChange, { description: "The decision as it was written down." })
  change!: OrganisationChange
}

const RenameOrganisationResult = resultUnion("renameOrganisation", OrganisationRenamed, [InvalidInput, InvalidState, NotAllowed], "What became of a renaming.")

@Resolver()
export class RenameOrganisationMutation {
  @Mutation(() => RenameOrganisationResult, {
    nullable: true,
    description: "Rename an organisation; for administrators of its superior. As of days before, it keeps the old name.",
  })
  async renameOrganisation(
    @Arg("input", () => RenameOrganisationInput, { description: "Which, from when, and by which document." }) input: RenameOrganisationInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await renameOrganisation(context, { ...input, organisationId: input.organisation }), "OrganisationRenamed", (changed) => changed)
  }
}
