import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql"
import { connectionOf } from "../../shared/graphql/connection.type.ts"
import { DateTimeScalar } from "../../shared/graphql/scalars.ts"
import type { PlanLimit as DomainLimit, PlanProgress as DomainProgress, PlanWish as DomainWish } from "../domain/plan.ts"
import type * as domain from "../domain/timetable-plan.ts"
import { PlanLimit, PlanState, PlanStep, PlanWish } from "./plan-words.type.ts"

@ObjectType({ description: "How far the work at a plan is.", simpleResolvers: true })
export class PlanProgress implements Omit<DomainProgress, "number"> {
  @Field(() => PlanStep, { description: "What is being done." })
  step!: DomainProgress["step"]

  @Field(() => Float, { description: "0 to 1, by the lessons gone through; only a rough measure of time." })
  fraction!: number

  @Field(() => Int, { description: "Lessons placed so far." })
  placed!: number

  @Field(() => Float, { nullable: true, description: "The best score so far, 0 to 100; null before there is any." })
  score!: number | null
}

@ObjectType({ description: "What one wish got in a plan.", simpleResolvers: true })
export class PlanScorePart implements domain.ScorePart {
  @Field(() => PlanWish, { description: "Which wish." })
  wish!: DomainWish

  @Field(() => Int, { description: "How much it weighs, 0 to 10." })
  weight!: number

  @Field(() => Float, { description: "In how many lessons it is fulfilled, in parts where it is in part." })
  got!: number

  @Field(() => Int, { description: "Of how many placed lessons." })
  of!: number
}

@ObjectType({ description: "How well a plan fulfils the wishes, and why that is the figure.", simpleResolvers: true })
export class PlanScore {
  @Field(() => Float, { description: "0 to 100: the parts by their weights." })
  total!: number

  @Field(() => Float, {
    description: "What no plan of these lessons can be above: each at its best by itself. The gap to it bounds what a longer search could win.",
  })
  best!: number

  @Field(() => Boolean, { description: "Whether the time ran out before the search had ended." })
  isCutShort!: boolean

  @Field(() => [PlanScorePart], { description: "By wish, each of the six once." })
  parts!: domain.ScorePart[]
}

@ObjectType({ description: "一次课: a lesson of a plan, and where it was put.", simpleResolvers: true })
export class PlannedLesson implements Pick<domain.PlannedLesson, "number" | "startsAt" | "endsAt" | "reasons"> {
  @Field(() => Int, { description: "Its number in the plan, from 1, in the order of the demands." })
  number!: number

  @Field(() => DateTimeScalar, { nullable: true, description: "Begin; null while it has no place." })
  startsAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "End; null while it has no place." })
  endsAt!: Date | null

  @Field(() => [String], { description: "What speaks for its place and against it, or why it has none; a few sentences." })
  reasons!: string[]

  planId!: string
  demand!: domain.KeptDemand
  venueId!: string | null
  teacherId!: string | null
  lessonId!: string | null
}

export const PlannedLessonConnection = connectionOf("PlannedLesson", () => PlannedLesson, "lessons of a plan")

@ObjectType({ description: "矛盾: demands that cannot all be met. Without any one of them the others can: the solver has proved both.", simpleResolvers: true })
export class PlanContradiction {
  @Field(() => String, { description: "Who, over what and when, for people." })
  message!: string

  @Field(() => [Int], { description: "The lessons' numbers in the plan, at most 25." })
  numbers!: number[]

  @Field(() => Int, { description: "How many of them can be placed together." })
  most!: number

  @Field(() => [PlanLimit], { description: "Each limit without which they all could be, a dozen at most; none where only several together are in the way." })
  over!: DomainLimit[]

  teacherIds!: string[]
  venueIds!: string[]
}

@ObjectType({ description: "排课方案: a demand for a whole timetable, and what the solver made of it.", simpleResolvers: true })
export class TimetablePlan implements Pick<
  domain.TimetablePlan,
  "id" | "title" | "state" | "progress" | "createdAt" | "startedAt" | "finishedAt" | "appliedAt"
> {
  @Field(() => ID, { description: "`plan_…`" })
  id!: string

  @Field(() => String, { description: "What it is for, in the words of whoever asked." })
  title!: string

  @Field(() => PlanState, { description: "Whether it waits, is being worked at, or how it ended." })
  state!: domain.PlanState

  @Field(() => PlanProgress, { description: "How far the work is; renewed each second." })
  progress!: DomainProgress

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  createdAt!: Date

  @Field(() => DateTimeScalar, { nullable: true, description: "When the work at it began; null while it waits." })
  startedAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When the work at it ended; null until then." })
  finishedAt!: Date | null

  @Field(() => DateTimeScalar, { nullable: true, description: "When its lessons became drafts; null until then." })
  appliedAt!: Date | null

  organisationId!: string
  organisationPath!: string
  request!: domain.PlanRequest
  outcome!: domain.PlanOutcome | null
}

export const TimetablePlanConnection = connectionOf("TimetablePlan", () => TimetablePlan, "plans")

export const PlanPlacement = { PLACED: "PLACED", UNPLACED: "UNPLACED", ALL: "ALL" } as const

registerEnumType(PlanPlacement, {
  name: "PlanPlacement",
  description: "Which lessons of a plan.",
  valuesConfig: {
    PLACED: { description: "Those that have a place." },
    UNPLACED: { description: "Those that have none." },
    ALL: { description: "All that were asked for." },
  },
})
