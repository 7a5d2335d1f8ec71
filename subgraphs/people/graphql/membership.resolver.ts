import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import { Member } from "./member.type.ts"
import { Membership } from "./membership.type.ts"

@Resolver(() => Member)
export class MemberMembershipResolver {
  @FieldResolver(() => [Membership], { description: "Where the person belonged and took part, the newest first; at most 100." })
  memberships(
    @Root() { id }: member.Member,
    @Arg("asOf", () => DateScalar, { nullable: true, description: "Only what held on this day; the whole history when left out." })
    asOf: string | null | undefined,
    @Ctx() { loaders }: PeopleContext,
  ): Promise<Membership[]> {
    return loaders.membershipsByMember(asOf ?? null).load(id)
  }
}
