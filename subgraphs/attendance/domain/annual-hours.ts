import type * as fact from "./attendance-fact.ts"
import { daysInYear } from "./attendance-fact.ts"
import { type Bucket, type Credit, creditOf, plannedOf } from "./credit.ts"
import type { HourEntry } from "./hour-entry.ts"
import { type RoleInYear, type RuleSet, requirementOf } from "./rule-set.ts"
import { createTakenTime } from "./taken-time.ts"

/** What years are added up from, by the names that recorders of facts know. */
export type AttendanceFact = fact.AttendanceFact
export type AttendanceState = fact.AttendanceState

/** One person's year, in hours of at most two decimals, with what each fact earns of it. */
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
  /** In the order of their days; those who took no part have none. Their `counted` add up to `credited`. */
  entries: HourEntry[]
}

export type Verdict = "COMPLIANT" | "NOT_COMPLIANT" | "IN_PROGRESS" | "NOT_REQUIRED"

/** A credit on its way through the caps. */
type Earning = Credit & { hundredths: number; apart: number; withinLesson: number; capped: number; counted: number }

/** Within a day or a lesson that is capped, and in minutes that two facts share, the earlier of these keeps its hours. */
const PRECEDENCE: Record<Bucket, number> = { INTENSIVE: 0, COLLECTIVE: 1, ONLINE: 2, MAKE_UP: 3, NONE: 4 }

/**
 * Add up one person's year (年度学时) from the ledger under a rule set.
 *
 * The order of the facts never matters. A fact that another one replaces does not count. Whoever was there throughout
 * earns what the lesson was planned with; who came late, left early or watched online earns by the minute. Nobody earns twice
 * in the same minutes. One lesson never earns more than it was planned with, nor one day more than the daily cap. A make-up counts
 * as a make-up, whatever the lesson was. Online hours are reported raw, and counted up to a cap.
 *
 * Observers, people on leave and absentees earn nothing. Hundredths of an hour inside: no sum depends on binary fractions.
 *
 * @param months of the year in which the person belonged, for sets that ask less of who came or left in it (H11).
 */
export function annualHours(facts: readonly AttendanceFact[], year: number, role: RoleInYear, ruleSet: RuleSet, months = 12): AnnualHours {
  const earnings = earningsOf(facts, year, ruleSet)
  const owed = owedBy(role, ruleSet, months)
  capOnline(earnings, onlineCapOf(owed, ruleSet))

  const totals: Record<Bucket, number> = { INTENSIVE: 0, COLLECTIVE: 0, ONLINE: 0, MAKE_UP: 0, NONE: 0 }
  const sessions = new Set<string>()
  let onlineCounted = 0
  for (const { fact, bucket, capped, counted } of earnings) {
    totals[bucket] += capped
    if (bucket === "ONLINE") onlineCounted += counted
    if (bucket === "INTENSIVE" && capped > 0) sessions.add(fact.lessonId)
  }
  return {
    isRequired: owed !== null,
    required: owed?.hours ?? 0,
    requiredIntensiveSessions: owed?.intensiveSessions ?? 0,
    intensive: totals.INTENSIVE / 100,
    collective: totals.COLLECTIVE / 100,
    onlineRaw: totals.ONLINE / 100,
    onlineCounted: onlineCounted / 100,
    makeUp: totals.MAKE_UP / 100,
    credited: (totals.INTENSIVE + totals.COLLECTIVE + onlineCounted + totals.MAKE_UP) / 100,
    intensiveSessions: sessions.size,
    entries: earnings.sort(byDay).map(entryOf),
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

/** What a role owes, of somebody who belonged for so many months of the year; null for who owes nothing. */
function owedBy(role: RoleInYear, ruleSet: RuleSet, months: number) {
  const requirement = requirementOf(ruleSet, role)
  const { proRata } = ruleSet
  if (requirement === null || !proRata) return requirement
  if (proRata.way === "EXEMPT_BELOW_MONTHS" && months < proRata.months) return null
  return proRata.way === "PRO_RATA_BY_MONTH" ? { ...requirement, hours: Math.round((requirement.hours * 100 * months) / 12) / 100 } : requirement
}

/** What each fact in force earns after all caps of lessons and days, in an order that depends on the facts alone. */
function earningsOf(facts: readonly AttendanceFact[], year: number, ruleSet: RuleSet): Earning[] {
  const replaced = new Set<string>()
  for (const { replacesId } of facts) if (replacesId !== null) replaced.add(replacesId)
  const credits: Credit[] = []
  for (const one of facts) {
    if (replaced.has(one.id) || daysInYear(one, year).here === 0) continue
    const credit = creditOf(one, year, ruleSet)
    if (credit) credits.push(credit)
  }
  const earnings = countLates(credits, ruleSet)
    .map(earningOf)
    .sort((a, b) => PRECEDENCE[a.bucket] - PRECEDENCE[b.bucket] || b.hundredths - a.hundredths || (a.fact.id < b.fact.id ? -1 : a.fact.id > b.fact.id ? 1 : 0))
  takeTime(earnings)
  capEach(
    earnings,
    ({ fact }) => fact.lessonId,
    ({ fact }) => plannedOf(fact, year, ruleSet),
  )
  for (const earning of earnings) earning.withinLesson = earning.hundredths
  const { dailyCapHours } = ruleSet
  if (dailyCapHours !== null)
    capEach(
      earnings,
      ({ fact }) => (fact.days ? fact.id : fact.heldOn),
      ({ fact }) => Math.round(dailyCapHours * 100) * daysInYear(fact, year).here,
    )
  for (const earning of earnings) earning.capped = earning.counted = earning.hundredths
  return earnings
}

/** Field by field: a city has millions of these. */
function earningOf({ fact, bucket, decision, creditable, raw, rounded }: Credit): Earning {
  return { fact, bucket, decision, creditable, raw, rounded, hundredths: rounded, apart: 0, withinLesson: 0, capped: 0, counted: 0 }
}

/** Turn every so manieth lateness of the year into an absence, where the rule set has it so. */
function countLates(credits: Credit[], { latesPerAbsence }: RuleSet): Credit[] {
  if (!latesPerAbsence) return credits
  const lates = credits.filter(({ fact, bucket }) => fact.state === "LATE" && bucket !== "NONE").sort(byDay)
  const lost = new Set(lates.filter((_, at) => (at + 1) % latesPerAbsence === 0))
  return credits.map((credit) => (lost.has(credit) ? { ...credit, decision: "LATES_MAKE_ABSENCE", creditable: 0, raw: 0, rounded: 0 } : credit))
}

/** Take from each what the person earns already in the same minutes (U11). */
function takeTime(earnings: Earning[]): void {
  const time = createTakenTime()
  for (const earning of earnings) {
    if (earning.hundredths > 0) earning.hundredths = Math.floor(earning.hundredths * time.take(earning.fact) + 1e-6)
    earning.apart = earning.hundredths
  }
}

/** Trim earnings that share a key to that key's limit; they come in the order in which they keep their hours. */
function capEach(earnings: Earning[], keyOf: (earning: Earning) => string, limitOf: (earning: Earning) => number): void {
  const used = new Map<string, number>()
  for (const earning of earnings) {
    const key = keyOf(earning)
    const sum = used.get(key) ?? 0
    const limit = limitOf(earning)
    if (sum + earning.hundredths > limit) earning.hundredths = Math.max(0, limit - sum)
    used.set(key, sum + earning.hundredths)
  }
}

function onlineCapOf(owed: { hours: number } | null, { onlineCapShare, onlineCapHours }: RuleSet): number {
  if (owed === null) return Infinity
  const share = onlineCapShare === null ? Infinity : Math.floor(owed.hours * 100 * onlineCapShare)
  return onlineCapHours == null ? share : Math.min(share, Math.round(onlineCapHours * 100))
}

/** Count online hours up to the cap, the earlier days first. */
function capOnline(earnings: readonly Earning[], cap: number): void {
  let left = cap
  for (const earning of earnings.filter(({ bucket }) => bucket === "ONLINE").sort(byDay)) {
    earning.counted = Math.min(earning.capped, left)
    left -= earning.counted
  }
}

function byDay({ fact: a }: Credit, { fact: b }: Credit): number {
  return a.heldOn < b.heldOn ? -1 : a.heldOn > b.heldOn ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

function entryOf({ fact, bucket, decision, creditable, raw, rounded, apart, withinLesson, capped, counted }: Earning): HourEntry {
  const { id: factId, lessonId, heldOn, minutes } = fact
  return { factId, lessonId, heldOn, bucket, decision, minutes, creditable, raw, rounded, apart, withinLesson, capped, counted }
}
