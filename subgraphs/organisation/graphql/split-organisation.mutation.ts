import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { splitOrganisation } from "../use-cases/split-organisation.ts"
import { OrganisationKind, OrganisationSetting } from "./enums.ts"
import { OrganisationChange, TreeChangeInput } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "A new organisation beside one that is split (拆分)." })
class SplitOrganisationInput extends TreeChangeInput {
  @Field(() => ID, { description: "The one that is split: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "Full name of the new one, at most 64 characters." })
  name!: string

  @Field(() => String, { nullable: true, description: "Short name of the new one; left out, the full name is used." })
  shortName?: string | null

  @Field(() => OrganisationKind, { nullable: true, description: "What the new one is; left out, the same." })
  kind?: domain.Kind | null

  @Field(() => OrganisationSetting, { nullable: true, description: "The kind of unit the new one works in; left out, the same." })
  setting?: domain.Setting | null

  @Field(() => [ID], { description: "Who takes part in the new one from the day on, at most 100: `member_…`" })
  members!: string[]
}

@ObjectType({ description: "A new organisation stands beside the one that was split.", simpleResolvers: true })
class OrganisationSplit {
  @Field(() => Organisation, { nullable: true, description: "The new one; null where the viewer no longer sees it." })
  organisation!: domain.Organisation | null

  @Field(() => OrganisationChange, { description: "The decision as it was written down." })
  change!: OrganisationChange
}

const SplitOrganisationResult = resultUnion("splitOrganisation", OrganisationSplit, [InvalidInput, InvalidState, NotAllowed], "What became of a split.")

@Resolver()
export class SplitOrganisationMutation {
  @Mutation(() => SplitOrganisationResult, {
    nullable: true,
    description: "Split an organisation: a new one is founded beside it, with the people named; for administrators of the superior.",
  })
  async splitOrganisation(
    @Arg("input", () => SplitOrganisationInput, { description: "Which, from when, and by which document." }) input: SplitOrganisationInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(
      await splitOrganisation(context, { ...input, organisationId: input.organisation, memberIds: input.members }),
      "OrganisationSplit",
      (changed) => changed,
    )
  }
}
