import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import { isId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { type LeadershipStatistics as StatisticsValue, leadershipOf } from "../domain/leadership.ts"
import { ElectionRound } from "./election.stub.ts"
import { LeadershipStatistics } from "./leadership.type.ts"

@Resolver(() => ElectionRound)
export class ElectionRoundResolver {
  @FieldResolver(() => LeadershipStatistics, {
    nullable: true,
    description: "Figures of those elected, against the election before; null while nobody is elected or known, and where the viewer may not read the place.",
  })
  async leadership(@Root() { id }: ElectionRound, @Ctx() { loaders }: PeopleContext): Promise<StatisticsValue | null> {
    const found = isId("election", id) ? await loaders.electedByRound.load(id) : null
    return found && leadershipOf(found.round, found.previous)
  }
}
