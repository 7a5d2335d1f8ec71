import { Args, Ctx, Directive, FieldResolver, Resolver, Root } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { listFormerMembers } from "../use-cases/list-former-members.ts"
import { FormerMemberConnection, FormerMembersArgs } from "./former-member.type.ts"
import { Organisation } from "./organisation.stub.ts"

@Resolver(() => Organisation)
export class FormerMemberResolver {
  @Directive('@requires(fields: "asOf")')
  @FieldResolver(() => FormerMemberConnection, {
    nullable: true,
    description:
      "Who belonged directly on that day and has since gone where the viewer does not read: with `members(asOf)` they are everybody of that day. Null where the viewer may not read the place.",
  })
  async formerMembers(
    @Root() { id, asOf }: Organisation,
    @Args(() => FormerMembersArgs) asked: FormerMembersArgs,
    @Ctx() context: PeopleContext,
  ): Promise<ConnectionValue<domain.Member> | null> {
    const page = await listFormerMembers(context, { organisationId: id, ...asked, asOf: asked.asOf ?? asOf ?? context.today, participation: ["DIRECT"] })
    return page && toConnection(page)
  }
}
