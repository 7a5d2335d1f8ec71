import type { AttendanceContext } from "../context.ts"
import { type HoursRisk, helpfulCategories } from "../domain/risk.ts"
import { parseRuleSet } from "../domain/rule-set.ts"

/**
 * Suggest the next lessons of this year that would help somebody: at most three, with a place, of a category that counts for them, held by their branch or above
 * it, at times when they are expected nowhere else. None for a year that is over.
 */
export async function suggestLessons({ loaders, now, today, instantOf }: Pick<AttendanceContext, "loaders" | "now" | "today" | "instantOf">, risk: HoursRisk) {
  const ruleSet = today <= `${risk.year}-12-31` ? await loaders.ruleSetById.load(risk.ruleSetId) : null
  if (!ruleSet) return []
  const wanted = helpfulCategories(risk, parseRuleSet(ruleSet.parameters))
  return loaders.fittingLessonsFor.load({
    memberId: risk.memberId,
    path: risk.branchPath,
    ...wanted,
    from: now(),
    until: instantOf(`${risk.year + 1}-01-01`, 0),
  })
}
