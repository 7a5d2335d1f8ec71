import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { FloatingDirection, FloatingRecord } from "../domain/floating.ts"

export type AskedFloatingList = { organisationId: string; direction: FloatingDirection | null; first?: number | null; after?: string | null }

/**
 * List the stays that go on of people who take part in an organisation or below, the latest first; null where the viewer may not read it.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listFloating(
  { loaders }: Pick<PeopleContext, "loaders">,
  { organisationId, direction, ...paging }: AskedFloatingList,
): Promise<Page<FloatingRecord> | null> {
  const request = pageRequest(paging, [isDay, idOf("floating")])
  const place = await loaders.readablePlaceById.load(organisationId)
  if (!place) return null
  const records = await loaders.floatingByPath({ direction, request }).load(place.path)
  return pageOf<FloatingRecord>(
    records,
    request.limit,
    ({ since, id }) => [since, id],
    () => loaders.floatingCountByPath(direction).load(place.path),
  )
}
