import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { Node } from "../../shared/graphql/node.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { pageRequest } from "../../shared/page.ts"
import { KINDS, kindOf, requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { OrganisationKind, OrganisationLevel } from "./enums.ts"
import { Organisation, OrganisationConnection } from "./organisation.type.ts"

@Resolver()
export class OrganisationQueries {
  @Query(() => Organisation, { nullable: true, description: "One organisation; null when it does not exist for the viewer." })
  organisation(
    @Arg("id", () => ID, { description: "`organisation_…`" }) id: string,
    @Ctx() { loaders }: OrganisationContext,
  ): Promise<domain.Organisation | null> {
    return loaders.organisationById.load(requireId("id", id, "organisation"))
  }

  @Query(() => OrganisationConnection, { nullable: true, description: "The organisations that the viewer sees, in the order of the tree." })
  async organisations(
    @Args(() => PagingArgs) paging: PagingArgs,
    @Arg("level", () => OrganisationLevel, { nullable: true, description: "Only those of this level." }) level: domain.Level | undefined,
    @Arg("kind", () => OrganisationKind, { nullable: true, description: "Only those of this kind." }) kind: domain.Kind | undefined,
    @Ctx() { organisations }: OrganisationContext,
  ): Promise<ConnectionValue<domain.Organisation>> {
    return toConnection(await organisations.list({ level, kind }, pageRequest(paging, 1)))
  }

  @Query(() => Node, { nullable: true, description: "Anything by its id alone; null when it does not exist for the viewer." })
  async node(
    @Arg("id", () => ID, { description: "The id of anything that has one." }) id: string,
    @Ctx() { loaders, nodes }: OrganisationContext,
  ): Promise<{ id: string } | null> {
    const kind = kindOf("id", id, KINDS)
    if (kind === "organisation") return loaders.organisationById.load(id)
    return (await nodes.exists(kind, id)) ? { id } : null
  }
}
