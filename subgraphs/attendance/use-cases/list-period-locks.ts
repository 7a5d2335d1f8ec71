import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { PeriodLock } from "../domain/period.ts"

/**
 * List the locks that bear on an organisation: its own and those over it, and those below it; newest days first. Null where the viewer may not read it.
 *
 * @throws {BadInput} when the id is none or the page cannot be.
 */
export async function listPeriodLocks(
  { loaders, records }: Pick<AttendanceContext, "loaders" | "records">,
  { organisation, ...paging }: { organisation: string; first?: number | null; after?: string | null },
): Promise<Page<PeriodLock> | null> {
  const id = requireId("organisation", organisation, "organisation")
  const request = pageRequest(paging, [isDay, idOf("lock")])
  const place = await loaders.readablePlaceById.load(id)
  if (!place) return null
  const range = subtreeOf(place.path)
  const found = await records.findLocks(place.path, range, request)
  return pageOf(
    found,
    request.limit,
    ({ fromOn, id: lock }) => [fromOn, lock],
    () => records.countLocks(place.path, range),
  )
}
