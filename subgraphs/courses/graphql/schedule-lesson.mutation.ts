import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as domain from "../domain/lesson.ts"
import { scheduleLesson } from "../use-cases/schedule-lesson.ts"
import { AudienceInput } from "./audience.type.ts"
import { ScheduleConflict } from "./clash.type.ts"
import { LessonCategory, LessonMode } from "./enums.ts"
import { RecurrenceInput } from "./series.type.ts"
import { LessonScheduled, scheduled } from "./lesson-scheduled.type.ts"

@InputType({ description: "课节: one of several times of a lesson." })
export class LessonPeriodInput {
  @Field(() => DateTimeScalar, { description: "Begin, to the minute." })
  startsAt!: Date

  @Field(() => DateTimeScalar, { description: "End, at most 24 hours later." })
  endsAt!: Date
}

@InputType({ description: "协办: a unit that holds the lesson together with the organiser." })
export class CoOrganiserInput {
  @Field(() => ID, { nullable: true, description: "`organisation_…`, where it is one of the city's." })
  organisation?: string | null

  @Field(() => String, { description: "As it is announced." })
  name!: string
}

@InputType({ description: "A lesson to schedule." })
class ScheduleLessonInput {
  @Field(() => ID, { description: "主办: who holds it, an organisation for which the viewer plans: `organisation_…`" })
  organiser!: string

  @Field(() => String, { nullable: true, description: "Title; left out, the course's name." })
  title?: string | null

  @Field(() => LessonCategory, { nullable: true, description: "What it counts as; left out, the course's category, or collective study." })
  category?: domain.Category | null

  @Field(() => LessonMode, { defaultValue: "FACE_TO_FACE", description: "In one place, at remote sites or online." })
  mode!: domain.Mode

  @Field(() => DateTimeScalar, { nullable: true, description: "Begin, to the minute. Either this with `endsAt`, or `periods`." })
  startsAt?: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "End, at most 24 hours later." })
  endsAt?: Date | null

  @Field(() => [LessonPeriodInput], { nullable: true, description: "课节: its times, where there are several; at most 20, over within 7 days." })
  periods?: LessonPeriodInput[] | null

  @Field(() => Float, { nullable: true, description: "学时: study hours, in halves; left out, the course's." })
  plannedHours?: number | null

  @Field(() => Int, { nullable: true, description: "How many may come, 1 at least; left out, no limit of its own." })
  capacity?: number | null

  @Field(() => ID, { nullable: true, description: "The school that gives it, of the organiser's line: `school_…`" })
  school?: string | null

  @Field(() => ID, { nullable: true, description: "The course that it is a lesson of: `course_…`" })
  course?: string | null

  @Field(() => ID, { nullable: true, description: "The class whose people are expected: `class_…`" })
  trainingClass?: string | null

  @Field(() => ID, { nullable: true, description: "Where, if in a venue of the register that is shared with the organiser: `venue_…`" })
  venue?: string | null

  @Field(() => [ID], { nullable: true, description: "分会场: venues that follow over the network, at most 20: `venue_…`" })
  sites?: string[] | null

  @Field(() => [ID], { nullable: true, description: "Who teaches, the first named first, at most 20: `teacher_…`" })
  teachers?: string[] | null

  @Field(() => [CoOrganiserInput], { nullable: true, description: "Units that hold it together with the organiser, at most 20." })
  coOrganisers?: CoOrganiserInput[] | null

  @Field(() => AudienceInput, { nullable: true, description: "Who is expected; only people of organisations for which the viewer plans." })
  audience?: AudienceInput | null

  @Field(() => String, { nullable: true, description: "课次编号: its number in the organiser's plan, used once." })
  code?: string | null

  @Field(() => String, { nullable: true, description: "地点: where it is held, when that is no venue of the register." })
  place?: string | null

  @Field(() => String, { nullable: true, description: "备注: for those who plan." })
  remark?: string | null

  @Field(() => Boolean, { defaultValue: true, description: "Whether its hours count for the year." })
  isCounted?: boolean | null

  @Field(() => Boolean, { defaultValue: false, description: "Whether members below the organiser may put themselves down for it." })
  isOpenToEnrol?: boolean | null

  @Field(() => Boolean, { defaultValue: false, description: "Publish it at once; otherwise it is a draft, which may clash and of which nobody is told." })
  publish?: boolean | null

  @Field(() => String, { nullable: true, description: "Why it is published in spite of what clashes; kept with the clashes." })
  overrideReason?: string | null

  @Field(() => RecurrenceInput, { nullable: true, description: "系列课: repeat it by a rule; all lessons are written, or none." })
  recurrence?: RecurrenceInput | null

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

const ScheduleLessonResult = resultUnion(
  "scheduleLesson",
  LessonScheduled,
  [ScheduleConflict, InvalidInput, NotAllowed],
  "What became of a lesson that was to be scheduled.",
)

@Resolver()
export class ScheduleLessonMutation {
  @Mutation(() => ScheduleLessonResult, {
    nullable: true,
    description: "排课: schedule a lesson as a draft or published; for those who plan for the organiser (coordinator, secretary, admin).",
  })
  async scheduleLesson(@Arg("input", () => ScheduleLessonInput, { description: "The lesson." }) input: ScheduleLessonInput, @Ctx() context: CoursesContext) {
    return answerOf(await scheduleLesson(context, input), "LessonScheduled", scheduled(context))
  }
}
