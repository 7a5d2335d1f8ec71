import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { KeptHourEntry } from "../domain/hour-entry.ts"

/**
 * List what the facts of somebody's year earn, by day. Goes through the request's loaders: a roster's entries are one statement.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listHourEntries(
  { loaders }: Pick<AttendanceContext, "loaders">,
  asked: { memberId: string; year: number; first?: number | null; after?: string | null },
): Promise<Page<KeptHourEntry>> {
  const request = pageRequest(asked, [isDay, idOf("entry")])
  const account = { memberId: asked.memberId, year: asked.year }
  const entries = await loaders.hourEntriesByAccount(request).load(account)
  return pageOf<KeptHourEntry>(
    entries,
    request.limit,
    ({ occurredOn, id }) => [occurredOn, id],
    () => loaders.hourEntryCountByAccount.load(account),
  )
}
