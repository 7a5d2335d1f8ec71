import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import type * as domain from "../domain/rectification.ts"
import { listRectifications } from "../use-cases/list-rectifications.ts"
import { Member } from "./node.stubs.ts"
import { Organisation } from "./organisation.type.ts"
import { Rectification, RectificationConnection, RectificationMeasure } from "./rectification.type.ts"

@Resolver(() => Organisation)
export class OrganisationRectificationResolver {
  @FieldResolver(() => RectificationConnection, {
    description: "Its own rectifications, the newest listing first; empty where the viewer may not read the place.",
  })
  async rectifications(
    @Root() organisation: OrganisationValue,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.Rectification>> {
    return toConnection(await listRectifications(context, organisation, { includeDescendants: false, state: null, ...paging }))
  }
}

@Resolver(() => Rectification)
export class RectificationResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Which organisation is listed." })
  organisation(@Root() { organisationId }: domain.Rectification, @Ctx() { loaders }: OrganisationContext): Promise<OrganisationValue | null> {
    return loaders.organisationById.load(organisationId)
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "联系领导: who sees to it; null when nobody is named, and where the viewer may not read that person.",
  })
  leader(@Root() { leaderId }: domain.Rectification, @Ctx() { loaders }: OrganisationContext): Promise<Member | null> | null {
    return leaderId === null ? null : loaders.readableMemberById.load(leaderId)
  }

  @FieldResolver(() => [RectificationMeasure], { description: "What is to be done, in order; at most 20." })
  measures(@Root() { id }: domain.Rectification, @Ctx() { loaders }: OrganisationContext): Promise<domain.Measure[]> {
    return loaders.measuresByRectification.load(id)
  }
}
