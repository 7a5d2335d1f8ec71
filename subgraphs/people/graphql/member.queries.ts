import { Arg, Ctx, ID, Query, Resolver } from "type-graphql"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { accountOf } from "./account.reference.ts"
import { Account } from "./account.type.ts"
import { Member } from "./member.type.ts"

@Resolver()
export class MemberQueries {
  @Query(() => Member, { nullable: true, description: "One person; null when the person does not exist for the viewer." })
  member(@Arg("id", () => ID, { description: "`member_…`" }) id: string, @Ctx() { loaders }: PeopleContext): Promise<domain.Member | null> {
    return loaders.memberById.load(requireId("id", id, "member"))
  }

  @Query(() => Account, { nullable: true, description: "The viewer's own account." })
  me(@Ctx() context: PeopleContext) {
    return accountOf(context)
  }
}
