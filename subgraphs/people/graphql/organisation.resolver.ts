import { Arg, Args, Ctx, Directive, FieldResolver, Int, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { countMembers } from "../use-cases/count-members.ts"
import { listRoster } from "../use-cases/list-roster.ts"
import { MemberConnection } from "./member.type.ts"
import { Organisation } from "./organisation.stub.ts"
import { RosterArgs } from "./roster.args.ts"

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Directive('@requires(fields: "asOf")')
  @FieldResolver(() => MemberConnection, {
    nullable: true,
    description:
      "花名册: its own people by name (pinyin), without those of organisations below unless asked with `includeDescendants`; null where the viewer may not read them.",
  })
  async members(
    @Root() { id, asOf }: Organisation,
    @Args(() => RosterArgs) asked: RosterArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<domain.Member> | null> {
    const page = await listRoster(context, { organisationId: id, ...asked, asOf: asked.asOf ?? asOf ?? null })
    return page && toConnection(page)
  }

  @Directive('@requires(fields: "asOf")')
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      "Members who belong to it or below, probationary ones included; on a day, also those who have since left the viewer's part. Null where the viewer may not read them.",
  })
  memberCount(
    @Root() { id, asOf: own }: Organisation,
    @Arg("asOf", () => DateScalar, {
      nullable: true,
      description: "As they belonged on this day, in the tree of that day; the organisation's own day or today when left out. Not in the future.",
    })
    asOf: string | null | undefined,
    @Ctx() context: PeopleContext,
  ): Promise<number | null> {
    return countMembers(context, { organisationId: id, asOf: asOf ?? own ?? null })
  }
}
