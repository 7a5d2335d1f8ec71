import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { moveOrganisation } from "../use-cases/move-organisation.ts"
import { OrganisationChange, TreeChangeInput } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "Another superior for an organisation (划转)." })
class MoveOrganisationInput extends TreeChangeInput {
  @Field(() => ID, { description: "Which: `organisation_…`" })
  organisation!: string

  @Field(() => ID, { description: "The new superior, not below the organisation itself: `organisation_…`" })
  parent!: string
}

@ObjectType({ description: "The organisation lies below its new superior, with everything below it.", simpleResolvers: true })
class OrganisationMoved {
  @Field(() => Organisation, { nullable: true, description: "As it stands; null where the viewer no longer sees it." })
  organisation!: domain.Organisation | null

  @Field(() => OrganisationChange, { description: "The decision as it was written down." })
  change!: OrganisationChange
}

const MoveOrganisationResult = resultUnion("moveOrganisation", OrganisationMoved, [InvalidInput, InvalidState, NotAllowed], "What became of a move.")

@Resolver()
export class MoveOrganisationMutation {
  @Mutation(() => MoveOrganisationResult, {
    nullable: true,
    description: "Move an organisation below another superior, with everything below it; for administrators of both superiors.",
  })
  async moveOrganisation(
    @Arg("input", () => MoveOrganisationInput, { description: "Which, from when, and by which document." }) input: MoveOrganisationInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(
      await moveOrganisation(context, { ...input, organisationId: input.organisation, parentId: input.parent }),
      "OrganisationMoved",
      (changed) => changed,
    )
  }
}
