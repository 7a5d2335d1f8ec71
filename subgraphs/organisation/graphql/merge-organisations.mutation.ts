import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { mergeOrganisations } from "../use-cases/merge-organisations.ts"
import { OrganisationChange, TreeChangeInput } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "Organisations to merge into one of them (合并)." })
class MergeOrganisationsInput extends TreeChangeInput {
  @Field(() => ID, { description: "The one that stays: `organisation_…`" })
  staying!: string

  @Field(() => [ID], { description: "Those that are absorbed by it and end, at most 20: `organisation_…`" })
  absorbed!: string[]
}

@ObjectType({ description: "The organisations are one: those that were absorbed are no more.", simpleResolvers: true })
class OrganisationsMerged {
  @Field(() => Organisation, { nullable: true, description: "The one that stays; null where the viewer no longer sees it." })
  organisation!: domain.Organisation | null

  @Field(() => OrganisationChange, { description: "The decision as it was written down." })
  change!: OrganisationChange
}

const MergeOrganisationsResult = resultUnion("mergeOrganisations", OrganisationsMerged, [InvalidInput, InvalidState, NotAllowed], "What became of a merger.")

@Resolver()
export class MergeOrganisationsMutation {
  @Mutation(() => MergeOrganisationsResult, {
    nullable: true,
    description: "Merge organisations into one that stays: people, letters under way and staff follow; for administrators of the superiors of all.",
  })
  async mergeOrganisations(
    @Arg("input", () => MergeOrganisationsInput, { description: "Which, from when, and by which document." }) input: MergeOrganisationsInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(
      await mergeOrganisations(context, { ...input, stayingId: input.staying, absorbedIds: input.absorbed }),
      "OrganisationsMerged",
      (changed) => changed,
    )
  }
}
