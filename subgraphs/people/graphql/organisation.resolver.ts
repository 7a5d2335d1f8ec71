import { Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { ALL_MEMBERS } from "../domain/member.ts"
import { listRoster } from "../use-cases/list-roster.ts"
import { MemberConnection } from "./member.type.ts"
import { Organisation } from "./organisation.stub.ts"
import { RosterArgs } from "./roster.args.ts"

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver(() => MemberConnection, {
    nullable: true,
    description:
      "花名册: its own people by name (pinyin), without those of organisations below unless asked with `includeDescendants`; null where the viewer may not read them.",
  })
  async members(
    @Root() { id }: Organisation,
    @Args(() => RosterArgs) asked: RosterArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<domain.Member> | null> {
    const page = await listRoster(context, { organisationId: id, ...asked })
    return page && toConnection(page)
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: "Members who belong to it or below, probationary ones included; null where the viewer may not read them.",
  })
  async memberCount(@Root() { id }: Organisation, @Ctx() { loaders }: PeopleContext): Promise<number | null> {
    const place = await loaders.readablePlaceById.load(id)
    return place && loaders.rosterCountByPath(ALL_MEMBERS).load(place.path)
  }
}
