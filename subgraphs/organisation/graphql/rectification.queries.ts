import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { requireId } from "../../shared/typeid.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/rectification.ts"
import { listRectifications } from "../use-cases/list-rectifications.ts"
import { RectificationConnection, RectificationState } from "./rectification.type.ts"

@Resolver()
export class RectificationQueries {
  @Query(() => RectificationConnection, {
    nullable: true,
    description: "整顿台账: the rectifications of a whole subtree, the newest listing first; null where the viewer may not read it.",
  })
  async rectifications(
    @Arg("organisation", () => ID, { description: "The root of the subtree: `organisation_…`" }) id: string,
    @Arg("state", () => RectificationState, { nullable: true, description: "Only those that stand so today." })
    state: domain.RectificationState | undefined,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<domain.Rectification> | null> {
    const place = await context.loaders.organisationById.load(requireId("organisation", id, "organisation"))
    if (!place || !mayRead(context.viewer, place.path)) return null
    return toConnection(await listRectifications(context, place, { includeDescendants: true, state: state ?? null, ...paging }))
  }
}
