import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { RuleSetRecord } from "../domain/rule-set-record.ts"

/**
 * List the rule sets, the latest first; with a day, those in force on it. Everybody may read by what they are judged.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listRuleSets(
  { ruleSets }: Pick<AttendanceContext, "ruleSets">,
  { asOf = null, ...paging }: { asOf?: string | null; first?: number | null; after?: string | null },
): Promise<Page<RuleSetRecord>> {
  const request = pageRequest(paging, [isDay, idOf("rules")])
  const found = await ruleSets.findPage(asOf, request)
  return pageOf<RuleSetRecord>(
    found,
    request.limit,
    ({ effectiveFrom, id }) => [effectiveFrom, id],
    () => ruleSets.count(asOf),
  )
}
