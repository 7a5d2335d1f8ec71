import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { pageRequest } from "../../shared/page.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { normaliseSearch } from "../domain/name-search.ts"
import { MemberConnection } from "./member.type.ts"
import { Organisation, OrganisationStatistics } from "./organisation.stub.ts"
import { RosterArgs } from "./roster.args.ts"

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver(() => MemberConnection, { nullable: true, description: "花名册: its people by name (pinyin); null where the viewer may not read them." })
  async members(
    @Root() { id }: Organisation,
    @Args(() => RosterArgs) { search, asOf, includeDescendants, stages, participation, ...paging }: RosterArgs,
    @Ctx() { loaders, members }: PeopleContext,
  ): Promise<ConnectionValue<domain.Member> | null> {
    const request = pageRequest(paging, 2)
    const place = await loaders.readablePlaceById.load(id)
    if (!place) return null
    const filter = { path: place.path, includeDescendants, stages, participation, search: (search && normaliseSearch(search)) || null, asOf: asOf ?? null }
    return toConnection(await members.listRoster(filter, request))
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "Members who belong to it or below, probationary ones included; null where the viewer may not read them.",
  })
  async memberCount(@Root() { id }: Organisation, @Ctx() { loaders }: PeopleContext): Promise<number | null> {
    const place = await loaders.readablePlaceById.load(id)
    return place && ((await loaders.membersByPath.load(place.path))?.members ?? 0)
  }
}

@Resolver(() => OrganisationStatistics)
export class OrganisationStatisticsResolver {
  @FieldResolver(() => Int, { nullable: true, description: "Members who belong to the subtree, probationary ones included (persons)." })
  async members(@Root() { organisation }: OrganisationStatistics, @Ctx() { loaders }: PeopleContext): Promise<number | null> {
    const place = await loaders.readablePlaceById.load(organisation.id)
    return place && ((await loaders.membersByPath.load(place.path))?.members ?? 0)
  }

  @FieldResolver(() => Int, { nullable: true, description: "党务干部: staff for Party affairs who work in the subtree (persons)." })
  async partyAffairsWorkers(@Root() { organisation, asOf }: OrganisationStatistics, @Ctx() { loaders }: PeopleContext): Promise<number | null> {
    const place = await loaders.readablePlaceById.load(organisation.id)
    return place && ((await loaders.workersByPath(asOf).load(place.path))?.workers ?? 0)
  }
}
