import { Args, ArgsType, Ctx, Field, ID, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import type { PeopleContext } from "../context.ts"
import type * as domain from "../domain/member.ts"
import { searchMembers } from "../use-cases/search-members.ts"
import { MemberConnection } from "./member.type.ts"

@ArgsType()
class SearchArgs extends PagingArgs {
  @Field(() => String, {
    description:
      "Part of the name, the beginning of its pinyin or initials (`wcm` finds 王春梅), the whole personal code, or the last four digits of the mobile. For those who may read them in full also the whole mobile or ID number.",
  })
  search!: string

  @Field(() => ID, { nullable: true, description: "`organisation_…`: only people who take part in it or below; everywhere when left out." })
  organisation?: string | null
}

@Resolver()
export class SearchMembersQueries {
  @Query(() => MemberConnection, {
    nullable: true,
    description: "查找党员: people of all stages whom the viewer may read, by name (pinyin); null when the organisation does not exist for the viewer.",
  })
  async members(@Args(() => SearchArgs) asked: SearchArgs, @Ctx() context: PeopleContext): Promise<ConnectionValue<domain.Member> | null> {
    const page = await searchMembers(context, asked)
    return page && toConnection(page)
  }
}
