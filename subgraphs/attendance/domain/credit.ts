import { type AttendanceFact, daysInYear, minutesOfLesson } from "./attendance-fact.ts"
import { inSteps } from "./rounding.ts"
import type { LatenessRule } from "./rule-options.ts"
import type { CountsAs, RuleSet } from "./rule-set.ts"

/** What hours count as: what a lesson counts as, or a make-up whatever it was. */
export type Bucket = CountsAs | "MAKE_UP"

export const DECISIONS = [
  "NOT_COUNTED",
  "CATEGORY_COUNTS_NOT",
  "THROUGHOUT",
  "WITHIN_GRACE",
  "BY_THE_MINUTE",
  "IN_PROPORTION",
  "COUNTS_AS_ABSENT",
  "LATES_MAKE_ABSENCE",
  "ONLINE_LADDER",
  "BY_THE_DAYS",
] as const
/** Which parameter decided how many minutes count. */
export type Decision = (typeof DECISIONS)[number]

/** What a fact earns by itself. Minutes are whole; hours are hundredths. */
export type Credit = { fact: AttendanceFact; bucket: Bucket; decision: Decision; creditable: number; raw: number; rounded: number }

type Creditable = Pick<Credit, "decision" | "creditable" | "raw">

/** A part that lasts longer than this (minutes) is a day by the day table, a shorter one half a day. */
const LONGEST_HALF_DAY = 300

/** Say what a fact earns in a year by itself; null for one that says that somebody took no part. */
export function creditOf(fact: AttendanceFact, year: number, ruleSet: RuleSet): Credit | null {
  if (fact.state === "ON_LEAVE" || fact.state === "ABSENT" || fact.state === "OBSERVER") return null
  const bucket = bucketOf(fact, ruleSet)
  if (bucket === "NONE" || fact.isCounted === false) {
    const decision = fact.isCounted === false ? "NOT_COUNTED" : "CATEGORY_COUNTS_NOT"
    return { fact, bucket: "NONE", decision, creditable: 0, raw: 0, rounded: 0 }
  }
  const planned = plannedOf(fact, year, ruleSet)
  const { decision, creditable, raw } = fact.days ? ofDays(fact, planned, ruleSet) : ofLesson(fact, bucket, planned, ruleSet)
  const factor = fact.isMakeUp ? ruleSet.makeUpFactor : 1
  const isTaken = factor === 1 && (raw === planned || decision === "ONLINE_LADDER" || decision === "BY_THE_DAYS")
  return { fact, bucket, decision, creditable, raw: Math.round(raw), rounded: Math.min(planned, isTaken ? Math.round(raw) : inSteps(raw * factor, ruleSet)) }
}

/** Hundredths that the lesson can earn at most: its plan, within the day table; of training outside, the share of this year's days. */
export function plannedOf(fact: AttendanceFact, year: number, { dayTable }: RuleSet): number {
  const planned = Math.round(fact.plannedHours * 100)
  if (fact.days) {
    const { here, all } = daysInYear(fact, year)
    // Rounded the same way up to either side of New Year, so that both years together earn the whole.
    const before = fact.days.from >= `${year}-01-01` ? 0 : all - here
    const share = Math.floor((planned * (before + here)) / all) - Math.floor((planned * before) / all)
    return dayTable ? Math.min(share, Math.round(dayTable.day * 100) * here) : share
  }
  if (!dayTable || !fact.periods || fact.periods.length === 0) return planned
  const worth = fact.periods.reduce(
    (sum, { startsAt, endsAt }) => sum + (endsAt.getTime() - startsAt.getTime() <= LONGEST_HALF_DAY * 60_000 ? dayTable.halfDay : dayTable.day),
    0,
  )
  return Math.min(planned, Math.round(worth * 100))
}

/** A lesson that counts as nothing stays nothing; a lesson followed online counts as online whatever it was. */
function bucketOf({ category, state, isMakeUp }: AttendanceFact, ruleSet: RuleSet): Bucket {
  const countsAs = ruleSet.categories[category]
  if (countsAs === "NONE") return "NONE"
  if (isMakeUp) return "MAKE_UP"
  return state === "ONLINE" ? "ONLINE" : countsAs
}

function ofDays({ minutes }: AttendanceFact, planned: number, { minutesPerHour }: RuleSet): Creditable {
  return { decision: "BY_THE_DAYS", creditable: Math.min(minutes, Math.round((planned * minutesPerHour) / 100)), raw: planned }
}

function ofLesson(fact: AttendanceFact, bucket: Bucket, planned: number, ruleSet: RuleSet): Creditable {
  const { minutesPerHour, onlineLadder, dayTable } = ruleSet
  if (bucket === "ONLINE" && onlineLadder) {
    const step = onlineLadder.findLast(({ fromMinutes }) => fact.minutes >= fromMinutes)
    return { decision: "ONLINE_LADDER", creditable: fact.minutes, raw: Math.min(planned, Math.round((step?.hours ?? 0) * 100)) }
  }
  const planMinutes = Math.round(fact.plannedHours * minutesPerHour)
  if (fact.state === "PRESENT") return { decision: "THROUGHOUT", creditable: planMinutes, raw: planned }
  const lasted = dayTable ? minutesOfLesson(fact) : null
  const whole = lasted ?? fact.plannedHours * minutesPerHour
  const { forgiven, isAbsent } = latenessOf(fact, whole - fact.minutes, ruleSet)
  if (isAbsent) return { decision: "COUNTS_AS_ABSENT", creditable: 0, raw: 0 }
  if (whole - fact.minutes <= forgiven) return { decision: "WITHIN_GRACE", creditable: planMinutes, raw: planned }
  const creditable = fact.minutes + Math.round(forgiven)
  if (lasted !== null) return { decision: "IN_PROPORTION", creditable, raw: Math.min(planned, (planned * creditable) / lasted) }
  return { decision: "BY_THE_MINUTE", creditable, raw: (creditable * 100) / minutesPerHour }
}

/** How many of the minutes missed are forgiven, and whether they are so many that the person counts as absent. */
function latenessOf(fact: AttendanceFact, missed: number, { late, early, lateGraceMinutes }: RuleSet): { forgiven: number; isAbsent: boolean } {
  const asBefore: LatenessRule = { graceMinutes: lateGraceMinutes, absentBeyondMinutes: null }
  if (!late && !early) return { forgiven: missed <= lateGraceMinutes ? missed : 0, isAbsent: false }
  const parts = [
    { rule: late ?? asBefore, minutes: minutesLate(fact) ?? (fact.state === "LATE" ? missed : 0) },
    { rule: early ?? asBefore, minutes: minutesEarly(fact) ?? (fact.state === "LEFT_EARLY" ? missed : 0) },
  ]
  return {
    forgiven: parts.reduce((sum, { rule, minutes }) => sum + (minutes <= rule.graceMinutes ? minutes : 0), 0),
    isAbsent: parts.some(({ rule, minutes }) => rule.absentBeyondMinutes !== null && minutes > rule.absentBeyondMinutes),
  }
}

function minutesLate({ periods, arrivedAt }: AttendanceFact): number | null {
  const start = periods?.[0]?.startsAt
  return start && arrivedAt ? Math.max(0, Math.floor((arrivedAt.getTime() - start.getTime()) / 60_000)) : null
}

function minutesEarly({ periods, leftAt }: AttendanceFact): number | null {
  const end = periods?.at(-1)?.endsAt
  return end && leftAt ? Math.max(0, Math.floor((end.getTime() - leftAt.getTime()) / 60_000)) : null
}
