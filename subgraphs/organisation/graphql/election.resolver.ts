import { Args, Ctx, FieldResolver, Float, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { OrganisationContext } from "../context.ts"
import { type ElectionRound as RoundValue, isQuorate, turnoutOf } from "../domain/election.ts"
import type { Organisation as OrganisationValue } from "../domain/organisation.ts"
import { listElections } from "../use-cases/list-elections.ts"
import { ElectionQuorum, ElectionRound, ElectionRoundConnection, ElectionSeat } from "./election.type.ts"
import { Organisation } from "./organisation.type.ts"

@Resolver(() => Organisation)
export class OrganisationElectionResolver {
  @FieldResolver(() => ElectionRoundConnection, {
    description: "换届选举: elections of its committee, planned ones included, the newest first; empty where the viewer may not read the place.",
  })
  async elections(
    @Root() organisation: OrganisationValue,
    @Args(() => PagingArgs) paging: PagingArgs,
    @Ctx() context: OrganisationContext,
  ): Promise<ConnectionValue<RoundValue>> {
    return toConnection(await listElections(context, organisation, paging))
  }
}

@Resolver(() => ElectionRound)
export class ElectionRoundResolver {
  @FieldResolver(() => Organisation, { nullable: true, description: "Whose committee is elected." })
  organisation(@Root() { organisationId }: RoundValue, @Ctx() { loaders }: OrganisationContext): Promise<OrganisationValue | null> {
    return loaders.organisationById.load(organisationId)
  }

  @FieldResolver(() => Float, { nullable: true, description: "到会率: present of those due, in per cent to one decimal, half-up; null when not recorded." })
  turnout(@Root() round: RoundValue): number | null {
    return turnoutOf(round)
  }

  @FieldResolver(() => ElectionQuorum, { nullable: true, description: "Whether enough came; null when nobody counted." })
  quorum(@Root() round: RoundValue): ElectionQuorum | null {
    const isReached = isQuorate(round)
    return isReached === null ? null : { isReached, source: "中国共产党基层组织选举工作条例: more than 4/5 of those due" }
  }

  @FieldResolver(() => [ElectionSeat], { description: "Who was elected, by post; at most 15." })
  async seats(@Root() { id }: RoundValue, @Ctx() { loaders }: OrganisationContext): Promise<ElectionSeat[]> {
    const seats = await loaders.seatsByElection.load(id)
    const people = await Promise.all(seats.map(({ memberId }) => loaders.readableMemberById.load(memberId)))
    return seats.map(({ post }, at) => ({ post, member: people[at] ?? null }))
  }
}
