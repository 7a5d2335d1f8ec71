import { type AnnualHours, annualHours } from "./annual-hours.ts"
import type { AttendanceFact } from "./attendance-fact.ts"
import { type YearOfStanding, judgedAs, monthsInYear, placeInYear } from "./role-in-year.ts"
import { type StoredRuleSet, ruleSetOfYear } from "./rule-choice.ts"
import type { RoleInYear } from "./rule-set.ts"

/** A year as it comes out of the facts, before it is kept. */
export type ReckonedYear = AnnualHours & { year: number; role: RoleInYear; branchId: string; branchPath: string; ruleSetId: string }

/** What a year is reckoned from. `keptRuleSetId` is the rule set that judged it before. */
export type GroundOfYear = { facts: readonly AttendanceFact[]; standing: YearOfStanding; keptRuleSetId: string | null }

/**
 * Reckon one person's year. Null where nothing is kept of it: nobody is judged who belonged nowhere, who only applied, or of whom nothing is asked and
 * nothing known; nor where no rule set is in force.
 *
 * A year that is over keeps the rule set that judged it: rules that come later never change it.
 */
export function reckonYear(ground: GroundOfYear, year: number, today: string, sets: readonly StoredRuleSet[]): ReckonedYear | null {
  const place = placeInYear(ground.standing, year, today)
  if (!place) return null
  const kept = today > `${year}-12-31` ? sets.find(({ id }) => id === ground.keptRuleSetId) : undefined
  const chosen = kept ?? ruleSetOfYear(sets, place.branchPath, year)
  if (!chosen) return null
  const role = judgedAs(ground.standing, year, place, chosen.ruleSet)
  if (role === null) return null
  const hours = annualHours(ground.facts, year, role, chosen.ruleSet, monthsInYear(ground.standing, year))
  if (!hours.isRequired && role !== "EXEMPT" && !ground.facts.some(({ heldOn }) => heldOn.startsWith(`${year}-`))) return null
  return { ...hours, year, role, branchId: place.branchId, branchPath: place.branchPath, ruleSetId: chosen.id }
}
