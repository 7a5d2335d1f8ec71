import type { FieldProblem } from "../../shared/result.ts"
import type { Post, Stage } from "./audience.ts"
import type { Category, Mode } from "./lesson.ts"
import type { Contradiction, PlanLimit, PlanProgress, PlanRules, PlanWish } from "./plan.ts"

export type PlanState = "WAITING" | "RUNNING" | "DONE" | "IMPOSSIBLE" | "CANCELLED" | "FAILED"

/** What holds for the whole plan. Days are days of the city; `hasWeekends` lets lessons be on days that are neither workdays nor holidays. Kept as JSON. */
export type PlanRequest = { from: string; to: string; seed: number; hasWeekends: boolean; rules: PlanRules }

/** One lesson that was asked for. `venueIds` null: any that the organisation may use; `teacherIds` null: nobody teaches. Days null: those of the plan. Kept as JSON. */
export type KeptDemand = {
  title: string
  category: Category
  mode: Mode
  minutes: number
  plannedHours: number
  organisationId: string
  courseId: string | null
  from: string | null
  to: string | null
  teacherIds: string[] | null
  venueIds: string[] | null
  expected: number | null
  posts: Post[]
  stages: Stage[]
  /** People enter themselves, as many as are `expected`; nobody is by a rule. */
  isOpenToEnrol: boolean
}

/** What a wish got: so many of so many lessons, fractions where it is fulfilled in part. */
export type ScorePart = { wish: PlanWish; weight: number; got: number; of: number }

/** What came of it. Scores are 0 to 100; `best` is what no plan can be above. */
export type PlanOutcome = {
  score: number | null
  best: number | null
  parts: ScorePart[]
  contradictions: (Contradiction & { message: string })[]
  isCutShort: boolean
  /** What should be known: the calendar of a year that is not announced. */
  notes: string[]
  failure: string | null
}

export type TimetablePlan = {
  id: string
  organisationId: string
  organisationPath: string
  title: string
  state: PlanState
  request: PlanRequest
  progress: PlanProgress
  outcome: PlanOutcome | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  appliedAt: Date | null
}

/** One lesson of a plan, and where it was put; no times while it is not. */
export type PlannedLesson = {
  planId: string
  number: number
  demand: KeptDemand
  startsAt: Date | null
  endsAt: Date | null
  venueId: string | null
  teacherId: string | null
  reasons: string[]
  lessonId: string | null
}

export const MOST_LESSONS = 1_000
export const LONGEST_WINDOW_DAYS = 100
export const WORK_UNDER_WAY: readonly PlanState[] = ["WAITING", "RUNNING"]
export const WORK_DONE: readonly PlanState[] = ["DONE", "IMPOSSIBLE"]

export const NO_PROGRESS: PlanProgress = { step: "GATHERING", fraction: 0, placed: 0, score: null }

export const DEFAULT_WEIGHTS: Record<PlanWish, number> = { TEACHER_TIMES: 3, PART_OF_DAY: 2, SPREAD: 2, TEACHER_LOAD: 2, OWN_VENUE: 1, FEW_ELSEWHERE: 1 }

/** Days, both included. */
export function daysOf(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
}

/** Find what is wrong with the window and the rules of a plan; `today` is a day. */
export function problemsOfRequest({ from, to, rules }: PlanRequest, today: string): FieldProblem[] {
  const within = (path: string, value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most ? [] : [{ path, message: `A whole number, ${least} to ${most}.` }]
  return [
    ...(from < today ? [{ path: "from", message: "What is planned lies in the future: begin today or later." }] : []),
    ...(to < from || daysOf(from, to) > LONGEST_WINDOW_DAYS ? [{ path: "to", message: `A plan spans 1 to ${LONGEST_WINDOW_DAYS} days.` }] : []),
    ...([15, 30, 60].includes(rules.stepMinutes) ? [] : [{ path: "rules.stepMinutes", message: "Lessons begin every 15, 30 or 60 minutes." }]),
    ...within("rules.fromMinute", rules.fromMinute, 0, 1_410),
    ...within("rules.toMinute", rules.toMinute, rules.fromMinute + 30, 1_440),
    ...within("rules.lessonsPerDay", rules.lessonsPerDay, 0, 8),
    ...within("rules.travelMinutes", rules.travelMinutes, 0, 180),
    ...within("rules.daysBetween", rules.daysBetween, 0, 60),
    ...Object.entries(rules.weights).flatMap(([wish, weight]) => within(`wishes.${wish}`, weight, 0, 10)),
  ]
}

/** The limits that a message names, in words for people. */
export const LIMIT_WORDS: Record<PlanLimit, string> = {
  WINDOW: "the days asked for and the hours of the day",
  CALENDAR: "public holidays and days that are not worked",
  BLOCKED_TIME: "times that are kept free",
  VENUE_HOURS: "the venues' opening hours",
  VENUE_CAPACITY: "the venues' capacity",
  VENUE_TAKEN: "the venues being taken",
  TEACHER_HOURS: "the teachers' hours and absences",
  TEACHER_TAKEN: "the teachers being taken",
  TEACHER_DAY: "the lessons of a teacher a day",
  TEACHER_MONTH: "the lessons of a teacher a month",
  TRAVEL: "the way between venues",
  SPACING: "the days between lessons of one organisation",
}
