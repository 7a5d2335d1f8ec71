import type { AttendanceContext } from "../context.ts"
import type { ReportRuleSet } from "../domain/report.ts"
import { nearestFirst } from "../domain/rule-set-order.ts"

export type JudgingSources = Pick<AttendanceContext, "books" | "labels" | "ruleSets">

/**
 * Find the rule sets that judged what a report is of, from their ids by persons judged: the organisation's own first, or the nearest above. Where they hold is
 * taken from the tree of the report's day, so that a later move of an organisation changes no digest.
 */
export async function findJudgingRules(
  { books, labels, ruleSets }: JudgingSources,
  ruleSetIds: readonly string[],
  { path, day }: { path: string; day: string },
): Promise<ReportRuleSet[]> {
  if (ruleSetIds.length < 2) return books.findRuleSets(ruleSetIds)
  const ownerOf = new Map((await ruleSets.findByIds(ruleSetIds)).map(({ id, organisationId }) => [id, organisationId]))
  const places = await labels.findPlaces(
    [...new Set(ownerOf.values())].filter((id) => id !== null),
    day,
  )
  const placed = ruleSetIds.map((id) => ({ id, path: places.get(ownerOf.get(id) ?? "")?.path ?? null }))
  return books.findRuleSets(nearestFirst(placed, path))
}
