import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { Node } from "../../shared/graphql/node.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { findNode } from "../use-cases/find-node.ts"
import { findOrganisation } from "../use-cases/find-organisation.ts"
import { listOrganisations } from "../use-cases/list-organisations.ts"
import { OrganisationKind, OrganisationLevel } from "./enums.ts"
import { Organisation, OrganisationConnection } from "./organisation.type.ts"

const AS_OF = "The day as of which it is shown, not in the future; leave out for today."

@Resolver()
export class OrganisationQueries {
  @Query(() => Organisation, {
    nullable: true,
    description: "One organisation, today or as of a day; null when it did not exist then, or does not exist for the viewer.",
  })
  organisation(
    @Arg("id", () => ID, { description: "`organisation_…`" }) id: string,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | undefined,
    @Ctx() context: OrganisationContext,
  ): Promise<domain.Organisation | null> {
    return findOrganisation(context, { id, asOf: asOf ?? null })
  }

  @Query(() => OrganisationConnection, { nullable: true, description: "The organisations that the viewer sees, in the order of the tree." })
  async organisations(
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("level", () => OrganisationLevel, { nullable: true, description: "Only those of this level." }) level: domain.Level | undefined,
    @Arg("kind", () => OrganisationKind, { nullable: true, description: "Only those of this kind." }) kind: domain.Kind | undefined,
    @Arg("asOf", () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | undefined,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.Organisation>> {
    return toConnection(await listOrganisations(context, { ...paging, level: level ?? null, kind: kind ?? null, asOf: asOf ?? null }))
  }

  @Query(() => Node, { nullable: true, description: "Anything by its id alone; null when it does not exist for the viewer." })
  node(
    @Arg("id", () => ID, { description: "The id of anything that has one." }) id: string,
    @Ctx() context: OrganisationContext,
  ): Promise<{ id: string } | null> {
    return findNode(context, id)
  }
}
