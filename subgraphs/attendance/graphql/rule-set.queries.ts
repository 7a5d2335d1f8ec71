import { Args, ArgsType, Ctx, Field, Query, Resolver } from "type-graphql"
import { type ConnectionValue, toConnection } from "../../shared/graphql/connection.type.ts"
import { PagingArgs } from "../../shared/graphql/paging.args.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { AttendanceContext } from "../context.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"
import { listRuleSets } from "../use-cases/list-rule-sets.ts"
import { RuleSetConnection } from "./rule-set.type.ts"

@ArgsType()
class RuleSetArgs extends PagingArgs {
  @Field(() => DateScalar, { nullable: true, description: "Only those in force on this day." })
  asOf?: string | null
}

@Resolver()
export class RuleSetQueries {
  @Query(() => RuleSetConnection, {
    nullable: true,
    description: "学时规则: by what years are judged, the latest first; for whoever is signed in.",
  })
  async ruleSets(@Args(() => RuleSetArgs) args: RuleSetArgs, @Ctx() context: AttendanceContext): Promise<ConnectionValue<RuleSetRecord>> {
    return toConnection(await listRuleSets(context, args))
  }
}
