import type { CountsAs, LessonCategory, RoleInYear, RuleSet } from "./rule-set.ts"

export type AttendanceState = "PRESENT" | "LATE" | "LEFT_EARLY" | "ON_LEAVE" | "ABSENT" | "OBSERVER" | "ONLINE"

/** One line of the ledger about one person. `heldOn` (YYYY-MM-DD) is the lesson's local date, of a make-up too. */
export type AttendanceFact = {
  id: string
  lessonId: string
  state: AttendanceState
  category: LessonCategory
  minutes: number
  plannedHours: number
  heldOn: string
  isMakeUp: boolean
  replacesId: string | null
}

/** One person's year, in hours of at most two decimals. */
export type AnnualHours = {
  isRequired: boolean
  required: number
  requiredIntensiveSessions: number
  intensive: number
  collective: number
  onlineRaw: number
  onlineCounted: number
  makeUp: number
  credited: number
  intensiveSessions: number
}

export type Verdict = "COMPLIANT" | "NOT_COMPLIANT" | "IN_PROGRESS" | "NOT_REQUIRED"

/** Where somebody stood on the day that decides: 31 December, or today while the year runs. */
export type Standing = {
  stage: "APPLICANT" | "ACTIVIST" | "DEVELOPMENT_TARGET" | "PROBATIONARY" | "FULL"
  participation: "DIRECT" | "IN_SERVICE" | "FLOATING_IN"
  isSecretary: boolean
  isOnCommittee: boolean
}

type Bucket = CountsAs | "MAKE_UP"
type Credit = { fact: AttendanceFact; bucket: Bucket; hundredths: number }

/** Within a day or a lesson that is capped, the earlier of these keeps its hours. */
const PRECEDENCE: Record<Bucket, number> = { INTENSIVE: 0, COLLECTIVE: 1, ONLINE: 2, MAKE_UP: 3, NONE: 4 }

/**
 * Say as what a person's year is judged, or null for an applicant, of whom nothing is asked and nothing counted.
 *
 * Whoever attends without belonging, reported in (在职报到) or floating in (流入), is judged as IN_SERVICE.
 */
export function roleInYear({ stage, participation, isSecretary, isOnCommittee }: Standing): RoleInYear | null {
  if (stage === "APPLICANT") return null
  if (participation !== "DIRECT") return "IN_SERVICE"
  if (stage === "ACTIVIST" || stage === "DEVELOPMENT_TARGET") return stage
  if (isSecretary) return "SECRETARY"
  if (isOnCommittee) return "COMMITTEE_MEMBER"
  return stage === "PROBATIONARY" ? "PROBATIONARY" : "MEMBER"
}

/**
 * Add up one person's year (年度学时) from the ledger under a rule set.
 *
 * The order of the facts never matters. A fact that another one replaces does not count. Whoever was there throughout
 * earns what the lesson was planned with; who came late, left early or watched online earns by the minute. One lesson
 * never earns more than it was planned with, nor one day more than the daily cap. A make-up counts as a make-up, whatever
 * the lesson was. Online hours are reported raw, and counted up to a share of the requirement (no cap without one).
 *
 * Observers, people on leave and absentees earn nothing. Hundredths of an hour inside: no sum depends on binary fractions.
 */
export function annualHours(facts: readonly AttendanceFact[], year: number, role: RoleInYear, ruleSet: RuleSet): AnnualHours {
  const credits = creditsOf(facts, String(year), ruleSet)
  capEach(
    credits,
    ({ fact }) => fact.lessonId,
    ({ fact }) => Math.round(fact.plannedHours * 100),
  )
  const { dailyCapHours, onlineCapShare } = ruleSet
  if (dailyCapHours !== null)
    capEach(
      credits,
      ({ fact }) => fact.heldOn,
      () => Math.round(dailyCapHours * 100),
    )

  const totals: Record<Bucket, number> = { INTENSIVE: 0, COLLECTIVE: 0, ONLINE: 0, MAKE_UP: 0, NONE: 0 }
  const sessions = new Set<string>()
  for (const { fact, bucket, hundredths } of credits) {
    totals[bucket] += hundredths
    if (bucket === "INTENSIVE" && hundredths > 0) sessions.add(fact.lessonId)
  }
  const requirement = ruleSet.requirements[role]
  const onlineCap = requirement && onlineCapShare !== null ? Math.floor(requirement.hours * 100 * onlineCapShare) : Infinity
  const onlineCounted = Math.min(totals.ONLINE, onlineCap)
  return {
    isRequired: requirement !== null,
    required: requirement?.hours ?? 0,
    requiredIntensiveSessions: requirement?.intensiveSessions ?? 0,
    intensive: totals.INTENSIVE / 100,
    collective: totals.COLLECTIVE / 100,
    onlineRaw: totals.ONLINE / 100,
    onlineCounted: onlineCounted / 100,
    makeUp: totals.MAKE_UP / 100,
    credited: (totals.INTENSIVE + totals.COLLECTIVE + onlineCounted + totals.MAKE_UP) / 100,
    intensiveSessions: sessions.size,
  }
}

/**
 * Judge a year: hours and sessions must both be reached; while the year runs, what is missing may still come.
 *
 * A surplus of one person never makes up for another's gap, so there is no verdict over a group.
 */
export function verdict(year: {
  isRequired: boolean
  required: number
  credited: number
  intensiveSessions: number
  requiredIntensiveSessions: number
  yearIsOver: boolean
}): Verdict {
  if (!year.isRequired) return "NOT_REQUIRED"
  const reached = Math.round(year.credited * 100) >= Math.round(year.required * 100)
  if (reached && year.intensiveSessions >= year.requiredIntensiveSessions) return "COMPLIANT"
  return year.yearIsOver ? "NOT_COMPLIANT" : "IN_PROGRESS"
}

/** What each fact in force earns by itself, in an order that depends on the facts alone. */
function creditsOf(facts: readonly AttendanceFact[], year: string, ruleSet: RuleSet): Credit[] {
  const replaced = new Set<string>()
  for (const { replacesId } of facts) if (replacesId !== null) replaced.add(replacesId)
  const credits: Credit[] = []
  for (const fact of facts) {
    if (!fact.heldOn.startsWith(year) || replaced.has(fact.id)) continue
    const bucket = bucketOf(fact, ruleSet)
    const hundredths = bucket === "NONE" ? 0 : earned(fact, ruleSet)
    if (hundredths > 0) credits.push({ fact, bucket, hundredths })
  }
  return credits.sort((a, b) => PRECEDENCE[a.bucket] - PRECEDENCE[b.bucket] || b.hundredths - a.hundredths || (a.fact.id < b.fact.id ? -1 : 1))
}

/** A lesson that counts as nothing stays nothing; a lesson followed online counts as online whatever it was. */
function bucketOf({ category, state, isMakeUp }: AttendanceFact, ruleSet: RuleSet): Bucket {
  const countsAs = ruleSet.categories[category]
  if (countsAs === "NONE") return "NONE"
  if (isMakeUp) return "MAKE_UP"
  return state === "ONLINE" ? "ONLINE" : countsAs
}

function earned(fact: AttendanceFact, ruleSet: RuleSet): number {
  const planned = Math.round(fact.plannedHours * 100)
  const factor = fact.isMakeUp ? ruleSet.makeUpFactor : 1
  switch (fact.state) {
    case "PRESENT":
      return factor === 1 ? planned : Math.min(planned, inSteps(planned * factor, ruleSet))
    case "LATE":
    case "LEFT_EARLY":
    case "ONLINE": {
      const missed = fact.plannedHours * ruleSet.minutesPerHour - fact.minutes
      const raw = missed <= ruleSet.lateGraceMinutes ? planned : (fact.minutes * 100) / ruleSet.minutesPerHour
      return raw === planned && factor === 1 ? planned : Math.min(planned, inSteps(raw * factor, ruleSet))
    }
    case "ON_LEAVE":
    case "ABSENT":
    case "OBSERVER":
      return 0
  }
}

function inSteps(hundredths: number, { roundingStep, roundingDirection }: RuleSet): number {
  const step = Math.round(roundingStep * 100)
  // Nine decimals are kept: 1.15 hours of 60 minutes must not fall to the step below by a binary fraction.
  const steps = Math.round((hundredths / step) * 1e9) / 1e9
  const whole = roundingDirection === "DOWN" ? Math.floor(steps) : roundingDirection === "UP" ? Math.ceil(steps) : Math.round(steps)
  return Math.max(0, whole * step)
}

/** Trim credits that share a key to that key's limit; the credits come in the order in which they keep their hours. */
function capEach(credits: Credit[], keyOf: (credit: Credit) => string, limitOf: (credit: Credit) => number): void {
  const used = new Map<string, number>()
  for (const credit of credits) {
    const key = keyOf(credit)
    const sum = used.get(key) ?? 0
    const limit = limitOf(credit)
    if (sum + credit.hundredths > limit) credit.hundredths = Math.max(0, limit - sum)
    used.set(key, sum + credit.hundredths)
  }
}
