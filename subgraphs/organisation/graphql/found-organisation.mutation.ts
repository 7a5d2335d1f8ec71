import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { foundOrganisation } from "../use-cases/found-organisation.ts"
import { OrganisationKind, OrganisationLevel, OrganisationSetting } from "./enums.ts"
import { OrganisationChange, TreeDecisionInput } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "An organisation to found (成立)." })
class FoundOrganisationInput extends TreeDecisionInput {
  @Field(() => ID, { description: "The superior: `organisation_…`" })
  parent!: string

  @Field(() => String, { description: "Full name, at most 64 characters." })
  name!: string

  @Field(() => String, { nullable: true, description: "Customary short name; left out, the full name is used." })
  shortName?: string | null

  @Field(() => OrganisationKind, { description: "What it is." })
  kind!: domain.Kind

  @Field(() => OrganisationLevel, { description: "Where in the tree it stands: below the level of its superior, or both inside a community." })
  level!: domain.Level

  @Field(() => OrganisationSetting, { description: "The kind of unit it works in." })
  setting!: domain.Setting

  @Field(() => String, { nullable: true, description: "Code of the division it answers for, in force on the day." })
  divisionCode?: string | null

  @Field(() => DateScalar, { description: "The day from which it exists: not in the future, and not before its superior stood as it does." })
  foundedOn!: string
}

@ObjectType({ description: "The organisation stands.", simpleResolvers: true })
class OrganisationFounded {
  @Field(() => Organisation, { nullable: true, description: "As it stands; null where the viewer no longer sees it." })
  organisation!: domain.Organisation | null

  @Field(() => OrganisationChange, { description: "The decision as it was written down." })
  change!: OrganisationChange
}

const FoundOrganisationResult = resultUnion("foundOrganisation", OrganisationFounded, [InvalidInput, InvalidState, NotAllowed], "What became of a founding.")

@Resolver()
export class FoundOrganisationMutation {
  @Mutation(() => FoundOrganisationResult, { nullable: true, description: "Found an organisation below a superior; for administrators of the superior." })
  async foundOrganisation(
    @Arg("input", () => FoundOrganisationInput, { description: "Which, from when, and by which document." }) input: FoundOrganisationInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await foundOrganisation(context, { ...input, parentId: input.parent }), "OrganisationFounded", (changed) => changed)
  }
}
