import { Args, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"
import type * as change from "../domain/tree-change.ts"
import { listChanges } from "../use-cases/list-changes.ts"
import { OrganisationChange, OrganisationChangeConnection, OrganisationSnapshot } from "./organisation-change.type.ts"
import { Organisation } from "./organisation.type.ts"

@ObjectType({ description: "One organisation that a change touched, as it stood before and after.", simpleResolvers: true })
export class OrganisationChangePart implements change.ChangePart {
  @Field(() => OrganisationSnapshot, { nullable: true, description: "How it stood before; null when it began with the change." })
  before!: change.Snapshot | null

  @Field(() => OrganisationSnapshot, { nullable: true, description: "How it stood after; null when it ended with the change." })
  after!: change.Snapshot | null

  organisationId!: string
}

@Resolver(() => OrganisationChangePart)
export class OrganisationChangePartResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "As it stands today; null when it is no more, or does not exist for the viewer." })
  organisation(@Root() { organisationId }: change.ChangePart, @Ctx() { loaders }: OrganisationContext): Promise<domain.Organisation | null> {
    return loaders.organisationById.load(organisationId)
  }
}

@Resolver(() => OrganisationSnapshot)
export class OrganisationSnapshotResolver {
  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The superior of that time as it stands today; null when it is no more, at the root, and where hidden.",
  })
  parent(@Root() { parentId }: change.Snapshot, @Ctx() { loaders }: OrganisationContext): Promise<domain.Organisation | null> | null {
    return parentId === null ? null : loaders.organisationById.load(parentId)
  }
}

@Resolver(() => OrganisationChange)
export class OrganisationChangeResolver {
  @FieldResolver(() => [OrganisationChangePart], { description: "The organisations that it touched, at most 100: first the one that was decided about." })
  parts(@Root() { id }: change.OrganisationChange, @Ctx() { loaders }: OrganisationContext): Promise<change.ChangePart[]> {
    return loaders.partsByChange.load(id)
  }
}

@Resolver(() => Organisation)
export class OrganisationHistoryResolver {
  @FieldResolver(() => OrganisationChangeConnection, {
    description:
      "机构沿革: the decisions that changed it, the newest first, whatever day it is shown of; those that the viewer may read, because they touch a place in the viewer's subtrees.",
  })
  async changes(
    @Root() { id }: domain.Organisation,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<change.OrganisationChange>> {
    return toConnection(await listChanges(context, id, paging))
  }
}
