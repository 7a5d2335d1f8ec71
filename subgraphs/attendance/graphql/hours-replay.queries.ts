import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql"
import type { AttendanceContext } from "../context.ts"
import { replayHours } from "../use-cases/replay-hours.ts"
import { HoursReplay } from "./hours-replay.type.ts"

@ArgsType()
class HoursReplayArgs {
  @Field(() => ID, { description: "Whose year: `member_…`" })
  member!: string

  @Field(() => Int, { description: "Calendar year, 2000 to the next." })
  year!: number
}

@Resolver()
export class HoursReplayQueries {
  @Query(() => HoursReplay, {
    nullable: true,
    description: "Reckon somebody's year again and compare it with what is kept; null where nothing is kept or the viewer may not read it.",
  })
  async hoursReplay(@Args(() => HoursReplayArgs) args: HoursReplayArgs, @Ctx() context: AttendanceContext): Promise<HoursReplay | null> {
    const replay = await replayHours(context, args)
    if (!replay) return null
    const { stored, credited, differences } = replay
    return { matches: differences.length === 0, stored: stored, recomputed: credited, differences }
  }
}
