import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { ancestorsAndSelf } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import { type PlacedAdvice, adviseOrganisation } from "../use-cases/advise-organisation.ts"
import { listChildren } from "../use-cases/list-children.ts"
import { listOfficers } from "../use-cases/list-officers.ts"
import { OrganisationAdvice } from "./advice.type.ts"
import { Officer } from "./officer.type.ts"
import { Division, Organisation, OrganisationConnection } from "./organisation.type.ts"

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "The superior organisation; null at the root." })
  parent(@Root() { parentId, asOf }: domain.Organisation, @Ctx() { loaders }: OrganisationContext): Promise<domain.Organisation | null> | null {
    return parentId ? loaders.on(asOf).organisationById.load(parentId) : null
  }

  @FieldResolver(() => [Organisation], { description: "The way from the root down to this organisation, itself included; at most one for each level." })
  async path(@Root() { path, asOf }: domain.Organisation, @Ctx() { loaders }: OrganisationContext): Promise<domain.Organisation[]> {
    const way = await loaders.on(asOf).organisationByPath.loadMany(ancestorsAndSelf(path))
    return way.filter((step): step is domain.Organisation => step !== null && !(step instanceof Error))
  }

  @FieldResolver(() => OrganisationConnection, { description: "The organisations directly below this one." })
  async children(
    @Root() parent: domain.Organisation,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.Organisation>> {
    return toConnection(await listChildren(context, parent, paging))
  }

  @FieldResolver(() => Boolean, { description: "Whether the viewer sees any organisation below this one." })
  hasChildren(@Root() { id, asOf }: domain.Organisation, @Ctx() { loaders }: OrganisationContext): Promise<boolean> {
    return loaders.on(asOf).hasChildrenById.load(id)
  }

  @FieldResolver(() => Division, { nullable: true, description: "The administrative division it answers for; null inside a community." })
  division(@Root() { divisionId }: domain.Organisation, @Ctx() { loaders }: OrganisationContext): Promise<domain.Division | null> | null {
    return divisionId ? loaders.divisionById.load(divisionId) : null
  }

  @FieldResolver(() => [Officer], { description: "Who holds a post, by post, on the day of which the organisation is shown; a committee has at most a dozen." })
  async officers(@Root() organisation: domain.Organisation, @Ctx() context: OrganisationContext): Promise<Officer[]> {
    const officers = await listOfficers(context, organisation)
    return officers.map((officer) => ({ ...officer, member: officer.memberId === null ? null : { id: officer.memberId } }))
  }

  @FieldResolver(() => [OrganisationAdvice], {
    description:
      "What its size suggests about its kind, at most three: empty when nothing departs, where the viewer may not read its members, and as of a past day.",
  })
  advice(@Root() organisation: domain.Organisation, @Ctx() context: OrganisationContext): Promise<PlacedAdvice[]> {
    return adviseOrganisation(context, organisation)
  }
}
