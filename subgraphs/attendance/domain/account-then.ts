import type { AnnualHours } from "./annual-hours.ts"
import { annualHours } from "./annual-hours.ts"
import type { AttendanceFact } from "./attendance-fact.ts"
import type { RoleInYear, RuleSet } from "./rule-set.ts"

/** What an account said of a year when the books stood as they are reported: as what it was judged, by which rules, and what was asked. Ids are uuids. */
export type AccountThen = {
  memberUuid: string
  year: number
  role: RoleInYear
  isRequired: boolean
  required: number
  requiredIntensiveSessions: number
  ruleSetUuid: string
}

/**
 * Add up a year from the facts of then, as the account of then was judged.
 *
 * What was asked is taken from the account and not asked of the rules again: they may ask by the months of a membership, and these can be put right later.
 */
export function hoursThen(facts: readonly AttendanceFact[], account: AccountThen, ruleSet: RuleSet): AnnualHours {
  const { role, isRequired, required, requiredIntensiveSessions } = account
  const owed = isRequired ? { hours: required, intensiveSessions: requiredIntensiveSessions } : null
  return annualHours(facts, account.year, role, { ...ruleSet, proRata: null, requirements: { ...ruleSet.requirements, [role]: owed } })
}
