import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { Correction, CorrectionState } from "../domain/correction.ts"

type Asked = { organisation: string; state?: CorrectionState | null; first?: number | null; after?: string | null }

/**
 * List the corrections that were asked for at the lessons of an organisation and everything below it, the longest waiting first. Null where the viewer may not read it.
 *
 * @throws {BadInput} when the id is none or the page cannot be.
 */
export async function listCorrections(
  { loaders, records }: Pick<AttendanceContext, "loaders" | "records">,
  { organisation, state = null, ...paging }: Asked,
): Promise<Page<Correction> | null> {
  const id = requireId("organisation", organisation, "organisation")
  const request = pageRequest(paging, [isInstant, idOf("correction")])
  const place = await loaders.readablePlaceById.load(id)
  if (!place) return null
  const range = subtreeOf(place.path)
  const found = await records.findCorrections(range, state, request)
  return pageOf(
    found,
    request.limit,
    ({ requestedAt, id: correction }) => [requestedAt.toISOString(), correction],
    () => records.countCorrections(range, state),
  )
}
