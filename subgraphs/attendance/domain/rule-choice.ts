import type { RuleSet } from "./rule-set.ts"

/** A rule set with where and when it holds: from a day on, and no longer on the day `effectiveTo`; everywhere without a path. */
export type StoredRuleSet = { id: string; organisationPath: string | null; effectiveFrom: string; effectiveTo: string | null; ruleSet: RuleSet }

/**
 * Choose the rule set that judges a year at a place: of those in force on 31 December, the one that holds in the smallest subtree. Of two alike, which
 * nobody may add, the later.
 */
export function ruleSetOfYear(sets: readonly StoredRuleSet[], path: string, year: number): StoredRuleSet | null {
  const day = `${year}-12-31`
  const inForce = sets.filter(
    ({ organisationPath, effectiveFrom, effectiveTo }) =>
      (organisationPath === null || path.startsWith(organisationPath)) && effectiveFrom <= day && (effectiveTo === null || effectiveTo > day),
  )
  return inForce.sort(bySize)[0] ?? null
}

function bySize(a: StoredRuleSet, b: StoredRuleSet): number {
  const length = ({ organisationPath }: StoredRuleSet) => organisationPath?.length ?? 0
  if (length(a) !== length(b)) return length(b) - length(a)
  return a.effectiveFrom === b.effectiveFrom ? (a.id < b.id ? 1 : -1) : a.effectiveFrom < b.effectiveFrom ? 1 : -1
}
