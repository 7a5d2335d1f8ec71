import { Arg, Ctx, Field, Float, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql"
import { InvalidInput, NotAllowed } from "../../shared/graphql/refusals.type.ts"
import { answerOf, resultUnion } from "../../shared/graphql/result.type.ts"
import { DateScalar } from "../../shared/graphql/scalars.ts"
import type { CoursesContext } from "../context.ts"
import type * as audience from "../domain/audience.ts"
import type * as lesson from "../domain/lesson.ts"
import type { PartOfDay as DomainPart } from "../domain/part-of-day.ts"
import type { PlanWish as DomainWish } from "../domain/plan.ts"
import { DEFAULT_WEIGHTS, type TimetablePlan as DomainPlan } from "../domain/timetable-plan.ts"
import { type AskedPlan, planTimetable } from "../use-cases/plan-timetable.ts"
import { Post, Stage } from "./audience.type.ts"
import { LessonCategory, LessonMode } from "./enums.ts"
import { PartOfDay, PlanWish } from "./plan-words.type.ts"
import { TimetablePlan } from "./plan.type.ts"

@InputType({ description: "Lessons to place: as many for each organisation that is named, and for each school below another." })
class PlanDemandInput {
  @Field(() => String, { nullable: true, description: "Title of the lessons; the course's name where left out." })
  title?: string | null

  @Field(() => ID, { nullable: true, description: "The course that is taught, whose name, category and hours stand in for what is left out: `course_…`" })
  course?: string | null

  @Field(() => LessonCategory, { nullable: true, description: "What they count as." })
  category?: lesson.Category | null

  @Field(() => LessonMode, { defaultValue: "FACE_TO_FACE", description: "Lessons online need no venue." })
  mode!: lesson.Mode

  @Field(() => Int, { description: "How long each is, 30 to 480 minutes." })
  durationMinutes!: number

  @Field(() => Float, { nullable: true, description: "Study hours (学时) of each, in halves." })
  plannedHours?: number | null

  @Field(() => [ID], { defaultValue: [], description: "Who holds them, at or below the plan's organisation, at most 100: `organisation_…`" })
  organisations!: string[]

  @Field(() => ID, { nullable: true, description: "And every organisation with a Party school at or below this one: `organisation_…`" })
  schoolsBelow?: string | null

  @Field(() => Int, { defaultValue: 1, description: "How many for each, 1 to 50." })
  lessonsEach!: number

  @Field(() => DateScalar, { nullable: true, description: "First day, where it is later than the plan's." })
  from?: string | null

  @Field(() => DateScalar, { nullable: true, description: "Last day, where it is earlier than the plan's." })
  to?: string | null

  @Field(() => [ID], { defaultValue: [], description: "Who may teach, at most 100: `teacher_…`; nobody named and no subject: nobody teaches." })
  teachers!: string[]

  @Field(() => String, { nullable: true, description: "专长: any teacher of this subject, kept in the plan's subtree or above it, where nobody is named." })
  subject?: string | null

  @Field(() => [ID], { defaultValue: [], description: "Where it may be, at most 100: `venue_…`; none named: any that the organisation may use." })
  venues!: string[]

  @Field(() => Int, { nullable: true, description: "How many people come (persons); rooms are at least as large." })
  expected?: number | null

  @Field(() => [Post], { defaultValue: [], description: "培训对象: of the organisation and below it only holders of one of these posts; none named: any." })
  posts!: audience.Post[]

  @Field(() => [Stage], { defaultValue: [], description: "And only people at one of these stages; none named: any." })
  stages!: audience.Stage[]

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      "Whether nobody is expected by a rule and people enter themselves (报名), as many as are `expected`: for lectures whose room does not hold everybody.",
  })
  isOpenToEnrol!: boolean
}

@InputType({ description: "硬约束: what a plan keeps without exception, besides hours, holidays, and lessons that are published." })
class PlanRulesInput {
  @Field(() => Int, { defaultValue: 30, description: "Lessons begin every 15, 30 or 60 minutes." })
  stepMinutes!: number

  @Field(() => Int, { defaultValue: 510, description: "The earliest begin, in minutes of the day: 510 is 08:30." })
  fromMinute!: number

  @Field(() => Int, { defaultValue: 1_260, description: "The latest end, in minutes of the day: 1260 is 21:00." })
  toMinute!: number

  @Field(() => Int, { defaultValue: 2, description: "Lessons of one teacher a day at most, 0 to 8; 0 for no limit." })
  lessonsPerDay!: number

  @Field(() => Int, { defaultValue: 30, description: "Minutes that a teacher needs between two venues, 0 to 180." })
  travelMinutes!: number

  @Field(() => Int, { defaultValue: 1, description: "Days from one lesson of an organisation to its next, 0 to 60; 0 only keeps them from overlapping." })
  daysBetween!: number

  @Field(() => Boolean, {
    defaultValue: false,
    description: "Whether weekends may be used; public holidays never are, and weekends that are worked (调休) always.",
  })
  hasWeekends!: boolean
}

@InputType({ description: "How much a wish weighs." })
class PlanWishInput {
  @Field(() => PlanWish, { description: "Which wish." })
  wish!: DomainWish

  @Field(() => Int, { description: "0 to 10; 0 for not at all." })
  weight!: number
}

@InputType({ description: "A timetable to plan." })
class PlanTimetableInput {
  @Field(() => ID, { description: "Whose plan: `organisation_…`" })
  organisation!: string

  @Field(() => String, { description: "What it is for." })
  title!: string

  @Field(() => DateScalar, { description: "First day, today or later." })
  from!: string

  @Field(() => DateScalar, { description: "Last day, included; at most 100 days in all." })
  to!: string

  @Field(() => [PlanDemandInput], { description: "What is to be placed, at most 100 demands and 1,000 lessons in all." })
  demands!: PlanDemandInput[]

  @Field(() => PlanRulesInput, { nullable: true, description: "What is kept without exception; the usual rules where left out." })
  rules?: PlanRulesInput | null

  @Field(() => [PlanWishInput], { defaultValue: [], description: "Weights that differ from the usual ones, at most 6." })
  wishes!: PlanWishInput[]

  @Field(() => PartOfDay, { nullable: true, description: "When in the day lessons should be." })
  partOfDay?: DomainPart | null

  @Field(() => Int, { defaultValue: 1, description: "Another number gives another plan; the same one the same, as long as nothing else has changed." })
  seed!: number

  @Field(() => String, { nullable: true, description: "The same key again gives the same answer and does nothing twice." })
  clientMutationKey?: string | null
}

@ObjectType({ description: "The plan waits to be worked at.", simpleResolvers: true })
class TimetableAsked {
  @Field(() => TimetablePlan, { description: "As it stands." })
  plan!: DomainPlan | null
}

const PlanTimetableResult = resultUnion("planTimetable", TimetableAsked, [InvalidInput, NotAllowed], "What became of a demand for a timetable.")

@Resolver()
export class PlanTimetableMutation {
  @Mutation(() => PlanTimetableResult, {
    nullable: true,
    description:
      "智能排课: ask for a whole timetable, which is worked out beside all else; for those who plan for the organisation (coordinator, secretary, admin).",
  })
  async planTimetable(
    @Arg("input", () => PlanTimetableInput, { description: "What to place, and how." }) input: PlanTimetableInput,
    @Ctx() context: CoursesContext,
  ) {
    const result = await planTimetable(context, askedOf(input))
    return answerOf(result.ok ? { ok: true, value: await context.plans.findById(result.value) } : result, "TimetableAsked", (plan) => ({ plan }))
  }
}

function askedOf(input: PlanTimetableInput): AskedPlan {
  const { hasWeekends, ...rules } = input.rules ?? {
    stepMinutes: 30,
    fromMinute: 510,
    toMinute: 1_260,
    lessonsPerDay: 2,
    travelMinutes: 30,
    daysBetween: 1,
    hasWeekends: false,
  }
  const weights = { ...DEFAULT_WEIGHTS, ...Object.fromEntries(input.wishes.map(({ wish, weight }) => [wish, weight])) }
  return {
    organisationId: input.organisation,
    title: input.title,
    request: { from: input.from, to: input.to, seed: input.seed, hasWeekends, rules: { ...rules, partOfDay: input.partOfDay ?? null, weights } },
    demands: input.demands.map((demand) => ({
      title: demand.title ?? null,
      courseId: demand.course ?? null,
      category: demand.category ?? null,
      mode: demand.mode,
      minutes: demand.durationMinutes,
      plannedHours: demand.plannedHours ?? null,
      organisationIds: demand.organisations,
      schoolsBelow: demand.schoolsBelow ?? null,
      lessonsEach: demand.lessonsEach,
      from: demand.from ?? null,
      to: demand.to ?? null,
      teacherIds: demand.teachers,
      subject: demand.subject?.trim() || null,
      venueIds: demand.venues,
      expected: demand.expected ?? null,
      posts: demand.posts,
      stages: demand.stages,
      isOpenToEnrol: demand.isOpenToEnrol,
    })),
    ...(input.clientMutationKey == null ? {} : { clientMutationKey: input.clientMutationKey }),
  }
}
