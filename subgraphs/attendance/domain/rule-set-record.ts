/** How firm the ground of a rule set is. */
export const RULE_STATUSES = ["NATIONAL", "LOCAL", "ASSUMED"] as const
export type RuleStatus = (typeof RULE_STATUSES)[number]

/** 学时规则 as it stands in the books: what it says is in `parameters`, read by `parseRuleSet`. Days are YYYY-MM-DD. */
export type RuleSetRecord = {
  id: string
  title: string
  jurisdiction: string
  organisationId: string | null
  organisationPath: string | null
  sourceDocument: string
  article: string | null
  status: RuleStatus
  effectiveFrom: string
  effectiveTo: string | null
  parameters: unknown
  addedAt: Date | null
  addedBy: string | null
}

/** Say whether two sets for the same subtree would both be in force on some day: nobody could say which judges. */
export function overlaps(a: Pick<RuleSetRecord, "effectiveFrom" | "effectiveTo">, b: Pick<RuleSetRecord, "effectiveFrom" | "effectiveTo">): boolean {
  return (a.effectiveTo === null || a.effectiveTo > b.effectiveFrom) && (b.effectiveTo === null || b.effectiveTo > a.effectiveFrom)
}
