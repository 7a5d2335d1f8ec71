import type { PartOfDay } from "./part-of-day.ts"
import type { Availability } from "./teacher-hours.ts"

/** A time from one instant (included) to another (not included), in milliseconds. Plans count in numbers: they are handed between threads and compared millions of times. */
export type Span = { from: number; to: number }

/** Minutes of a local day on a weekday, 1 Monday to 7 Sunday. */
export type Hours = { weekday: number; fromMinute: number; toMinute: number }

/** One day of the window: when it begins, and whether lessons may be on it. Days follow each other without a gap. */
export type PlanDay = { day: string; startsAt: number; weekday: number; isOff: boolean }

export type PlanTeacher = {
  id: string
  name: string
  hours: Availability[]
  absences: Span[]
  /** Firm lessons that stay where they are. */
  busy: (Span & { venueId: string | null })[]
  lessonsPerMonth: number | null
  /** How many firm lessons in each month, `2026-12`: whole months, beyond the window too. */
  taught: Record<string, number>
}

export type PlanVenue = { id: string; name: string; capacity: number; opening: Hours[]; closures: Span[]; busy: Span[] }

/** One lesson to place. Where `teacherIds` or `venues` is null, it needs none. `rank` of a venue: 0 the organisation's own, then by priority of sharing. */
export type PlanDemand = {
  number: number
  title: string
  organisationId: string
  organisationName: string
  path: string
  minutes: number
  window: Span
  expected: number | null
  teacherIds: string[] | null
  venues: { id: string; rank: number }[] | null
}

export const PLAN_WISHES = ["TEACHER_TIMES", "PART_OF_DAY", "SPREAD", "TEACHER_LOAD", "OWN_VENUE", "FEW_ELSEWHERE"] as const
export type PlanWish = (typeof PLAN_WISHES)[number]

export type PlanRules = {
  /** Lessons begin each so many minutes from `fromMinute`, and end by `toMinute`, minutes of the local day. */
  stepMinutes: number
  fromMinute: number
  toMinute: number
  /** 0 for no limit. */
  lessonsPerDay: number
  /** What a teacher needs between two venues; not longer than the shortest lesson. */
  travelMinutes: number
  /** Days from one lesson of an organisation to its next; 0 only keeps them from overlapping. */
  daysBetween: number
  partOfDay: PartOfDay | null
  weights: Record<PlanWish, number>
}

/** All that a plan is made from. The same ground and seed give the same plan. */
export type PlanGround = {
  seed: number
  days: PlanDay[]
  rules: PlanRules
  demands: PlanDemand[]
  teachers: PlanTeacher[]
  venues: PlanVenue[]
  /** 不排课时间: kept free below a path. */
  blocked: (Span & { path: string })[]
  /** Firm lessons of the organisations themselves, which keep their days. */
  standing: (Span & { organisationId: string })[]
  /** How many people of an organisation are expected at another lesson then. */
  elsewhere: (Span & { organisationId: string; people: number })[]
}

export type Placement = { number: number; startsAt: number; endsAt: number; teacherId: string | null; venueId: string | null }

/** What can stand in the way of a lesson. */
export const PLAN_LIMITS = [
  "WINDOW",
  "CALENDAR",
  "BLOCKED_TIME",
  "VENUE_HOURS",
  "VENUE_CAPACITY",
  "VENUE_TAKEN",
  "TEACHER_HOURS",
  "TEACHER_TAKEN",
  "TEACHER_DAY",
  "TEACHER_MONTH",
  "TRAVEL",
  "SPACING",
] as const
export type PlanLimit = (typeof PLAN_LIMITS)[number]

/** Demands that cannot all be met, and would be without any one of them: `most` of them can. Ids of what all they need lies within. */
export type Contradiction = { numbers: number[]; most: number; over: PlanLimit[]; teacherIds: string[]; venueIds: string[]; window: Span }

/** What the search gives. `isProven` of an unplaced one: it is in a contradiction; else it was only not found a place. */
export type PlanFound = {
  placements: Placement[]
  unplaced: { number: number; isProven: boolean; over: PlanLimit[] }[]
  contradictions: Contradiction[]
  /** The least that all wishes together can cost, whatever the plan (0 to 1 a lesson): each lesson alone at its best. */
  bound: number
  isCutShort: boolean
}

export type PlanProgress = {
  step: "GATHERING" | "PLACING" | "REPAIRING" | "IMPROVING" | "CHECKING" | "ENDED"
  fraction: number
  placed: number
  score: number | null
}

/** The search took too long or too much memory: it would do so again. */
export class PlanTooLarge extends Error {}
