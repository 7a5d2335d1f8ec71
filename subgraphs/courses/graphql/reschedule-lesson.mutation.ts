import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, InvalidState, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import { rescheduleLesson } from "../use-cases/reschedule-lesson.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { LessonScheduled, scheduled } from "./lesson-scheduled.type.ts"
import { LessonPeriodInput } from "./schedule-lesson.mutation.ts"
import { StaleVersion } from "./stale-version.type.ts"

@InputType({ description: "A lesson to move." })
class RescheduleLessonInput {
  @Field(() => ID, { description: "Which one: `lesson_…`" })
  lesson!: string

  @Field(() => Int, { description: "The version that was seen; a lesson changed since is not changed again blindly." })
  version!: number

  @Field(() => DateTimeScalar, { nullable: true, description: "New begin, to the minute; alone, all its times move by as much." })
  startsAt?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "New end, at most 24 hours after the begin." })
  endsAt?: Date | null

  @Field(() => [LessonPeriodInput], { nullable: true, description: "New times, where there are several; at most 20, over within 7 days." })
  periods?: LessonPeriodInput[] | null

  @Field(() => ID, { nullable: true, description: "New venue; null for none, left out: as it was." })
  venue?: string | null

  @Field(() => [ID], { nullable: true, description: "分会场: new sites, all of them, at most 20; left out: as they were." })
  sites?: string[] | null

  @Field(() => [ID], {
    nullable: true,
    description: "New teachers, all of them, at most 20: a substitute stands in the place of whoever cannot come; left out: as they were.",
  })
  teachers?: string[] | null

  @Field(() => String, { nullable: true, description: "地点: new place, when that is no venue of the register; null for none." })
  place?: string | null

  @Field(() => String, { description: "Why; everybody expected reads it." })
  reason!: string

  @Field(() => String, { nullable: true, description: "Why it is done in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const RescheduleLessonResult = resultUnion(
  "rescheduleLesson",
  LessonScheduled,
  [ScheduleConflict, StaleVersion, InvalidInput, InvalidState, NotAllowed],
  "What became of a lesson that was to be moved.",
)

@Resolver()
export class RescheduleLessonMutation {
  @Mutation(() => RescheduleLessonResult, {
    nullable: true,
    description: "调课: move a lesson to other times, another place or other teachers and tell everybody; for those who plan for its organiser.",
  })
  async rescheduleLesson(
    @Arg("input", () => RescheduleLessonInput, { description: "Which lesson, where to, and why." }) input: RescheduleLessonInput,
    @Ctx() context: CoursesContext,
  ) {
    return answerOf(await rescheduleLesson(context, input), "LessonScheduled", scheduled(context))
  }
}
