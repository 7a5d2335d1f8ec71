import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { FloatingRecord } from "../domain/floating.ts"

export type AskedOverdue = { organisationId: string; before: string | null; first?: number | null; after?: string | null }

/**
 * List the stays of a subtree's people whose next contact is due before a day, the longest overdue first; null where the viewer may not read it.
 *
 * @throws {BadInput} when the id, `first` or `after` is not good.
 */
export async function listOverdueContacts(
  { loaders, today }: Pick<PeopleContext, "loaders" | "today">,
  { organisationId, before, ...paging }: AskedOverdue,
): Promise<Page<FloatingRecord> | null> {
  const request = pageRequest(paging, [isDay, idOf("floating")])
  const place = await loaders.readablePlaceById.load(requireId("organisation", organisationId, "organisation"))
  if (!place) return null
  const day = before ?? today
  const records = await loaders.overdueContacts.find(place.path, day, request)
  return pageOf<FloatingRecord>(
    records,
    request.limit,
    ({ nextContactDue, id }) => [nextContactDue ?? "", id],
    () => loaders.overdueContacts.count(place.path, day),
  )
}
