import { dayCount } from "./attendance-fact.ts"
import { type LessonCategory, LESSON_CATEGORIES, type RoleInYear, type RuleSet } from "./rule-set.ts"

/** 预警: somebody who will not reach the requirement of a year at the present pace. Hours have at most two decimals. */
export type HoursRisk = {
  memberId: string
  branchId: string
  branchPath: string
  year: number
  role: RoleInYear
  ruleSetId: string
  required: number
  credited: number
  /** What the year comes to when it goes on as it went. */
  projected: number
  /** What will be missing then; 0 for who misses sessions only. */
  gap: number
  missingSessions: number
  /** Whether more online hours would count. */
  hasOnlineLeft: boolean
  /** As of when it is said: the local day, from which the months that are left are counted, and the moment of the books. */
  reportedOn: string
  asOf: Date
}

/** How far a year has come: `factor` turns what was earned till now into what the year comes to; 1 when it is over. */
export type Pace = { factor: number; monthsLeft: number; isOver: boolean }

/** Say how far a year has come on a day (YYYY-MM-DD), that day among what has gone by. A year that has not begun has no pace. */
export function paceOf(year: number, today: string): Pace | null {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  if (today < first) return null
  if (today > last) return { factor: 1, monthsLeft: 0, isOver: true }
  return { factor: dayCount(first, last) / dayCount(first, today), monthsLeft: 12 - Number(today.slice(5, 7)) + 1, isOver: false }
}

/** Spread what remains over the months that are left, the present among them; all of it when none is. */
export function neededAMonth(remaining: number, monthsLeft: number): number {
  return monthsLeft === 0 ? remaining : Math.max(0, Math.ceil((remaining * 100) / monthsLeft - 1e-9)) / 100
}

/**
 * Say which categories of lessons would help somebody, those first that would most: sessions of centralised training for who misses them, and only these for
 * who has the hours; nothing online for who has all that counts of it.
 */
export function helpfulCategories(
  { required, credited, missingSessions, hasOnlineLeft }: Pick<HoursRisk, "required" | "credited" | "missingSessions" | "hasOnlineLeft">,
  { categories }: RuleSet,
): { first: LessonCategory[]; others: LessonCategory[] } {
  const sessions = LESSON_CATEGORIES.filter((category) => categories[category] === "INTENSIVE")
  const others = LESSON_CATEGORIES.filter((category) => categories[category] === "COLLECTIVE" || (categories[category] === "ONLINE" && hasOnlineLeft))
  if (missingSessions === 0) return { first: [], others: [...sessions, ...others] }
  return { first: sessions, others: credited < required ? others : [] }
}
