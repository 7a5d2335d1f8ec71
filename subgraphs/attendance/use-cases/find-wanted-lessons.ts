import type { Wanted } from "../data/hours-risk.loaders.ts"
import type { AttendanceContext } from "../context.ts"
import { type HoursRisk, helpfulCategories } from "../domain/risk.ts"
import { parseRuleSet } from "../domain/rule-set.ts"

/** Say which lessons to come would help somebody in a year, by the rule set that judges them; null for a year that is over. */
export async function findWantedLessons(
  { loaders, now, today, instantOf }: Pick<AttendanceContext, "loaders" | "now" | "today" | "instantOf">,
  risk: HoursRisk,
): Promise<Wanted | null> {
  const ruleSet = today <= `${risk.year}-12-31` ? await loaders.ruleSetById.load(risk.ruleSetId) : null
  if (!ruleSet) return null
  const { first, others } = helpfulCategories(risk, parseRuleSet(ruleSet.parameters))
  return { memberId: risk.memberId, path: risk.branchPath, first, others, from: now(), until: instantOf(`${risk.year + 1}-01-01`, 0) }
}
