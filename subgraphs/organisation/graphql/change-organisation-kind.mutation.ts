import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { changeOrganisationKind } from "../use-cases/change-organisation-kind.ts"
import { OrganisationKind, OrganisationSetting } from "./enums.ts"
import { OrganisationChange, TreeChangeInput } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@InputType({ description: "Another kind for an organisation (升格、改建)." })
class ChangeOrganisationKindInput extends TreeChangeInput {
  @Field(() => ID, { description: "Which: `organisation_…`" })
  organisation!: string

  @Field(() => OrganisationKind, { description: "What it becomes; its size is not asked: the superior decides." })
  kind!: domain.Kind

  @Field(() => OrganisationSetting, { nullable: true, description: "The kind of unit it works in from now on; left out, it stays." })
  setting?: domain.Setting | null
}

@ObjectType({ description: "The organisation is of its new kind.", simpleResolvers: true })
class OrganisationKindChanged {
  @Field(() => Organisation, { nullable: true, description: "As it stands; null where the viewer no longer sees it." })
  organisation!: domain.Organisation | null

  @Field(() => OrganisationChange, { description: "The decision as it was written down." })
  change!: OrganisationChange
}

const ChangeOrganisationKindResult = resultUnion(
  "changeOrganisationKind",
  OrganisationKindChanged,
  [InvalidInput, InvalidState, NotAllowed],
  "What became of a change of kind.",
)

@Resolver()
export class ChangeOrganisationKindMutation {
  @Mutation(() => ChangeOrganisationKindResult, {
    nullable: true,
    description: "Make an organisation one of another kind, such as a branch a general branch; for administrators of its superior.",
  })
  async changeOrganisationKind(
    @Arg("input", () => ChangeOrganisationKindInput, { description: "Which, from when, and by which document." }) input: ChangeOrganisationKindInput,
    @Ctx() context: OrganisationContext,
  ) {
    return answerOf(await changeOrganisationKind(context, { ...input, organisationId: input.organisation }), "OrganisationKindChanged", (changed) => changed)
  }
}
