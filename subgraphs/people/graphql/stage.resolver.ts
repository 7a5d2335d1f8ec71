import { Ctx, FieldResolver, Resolver, Root } from "type-graphql"
import type { PeopleContext } from "../context.ts"
import type * as member from "../domain/member.ts"
import { probationOf, stepsOf } from "../domain/stages.ts"
import { Member } from "./member.type.ts"
import { Probation, StageStep } from "./stage.type.ts"

@Resolver(() => Member)
export class MemberStageResolver {
  @FieldResolver(() => [StageStep], { description: "The steps into the Party whose day is known, the first first; at most five." })
  async stages(@Root() { id }: member.Member, @Ctx() { loaders }: PeopleContext): Promise<StageStep[]> {
    const history = await loaders.stagesByMember.load(id)
    return history ? stepsOf(history.since, history.entries) : []
  }

  @FieldResolver(() => Probation, { nullable: true, description: "The probation that goes on; null for everyone else." })
  async probation(@Root() { id }: member.Member, @Ctx() { loaders, today }: PeopleContext): Promise<Probation | null> {
    const history = await loaders.stagesByMember.load(id)
    return history && probationOf(history, today)
  }
}
