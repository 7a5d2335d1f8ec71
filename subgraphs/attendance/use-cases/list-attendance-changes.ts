import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceChange } from "../domain/correction.ts"

type Asked = { organisation: string; from: Date; to: Date; first?: number | null; after?: string | null }

/**
 * List what was changed at the lessons of an organisation and everything below it (考勤变更/补录日志), newest first, from one instant to before another.
 * Null where the viewer may not read the organisation.
 *
 * @throws {BadInput} when the id is none, the span is empty, or the page cannot be.
 */
export async function listAttendanceChanges(
  { loaders, changes }: Pick<AttendanceContext, "loaders" | "changes">,
  { organisation, from: since, to: until, ...paging }: Asked,
): Promise<Page<AttendanceChange> | null> {
  const id = requireId("organisation", organisation, "organisation")
  if (until <= since) throw new BadInput("to", "Argument `to` must be after `from`.")
  const request = pageRequest(paging, [isInstant, idOf("entry")])
  const place = await loaders.readablePlaceById.load(id)
  if (!place) return null
  const span = { ...subtreeOf(place.path), since, until }
  return pageOf(
    await changes.find(span, request),
    request.limit,
    ({ at, id: entry }) => [at.toISOString(), entry],
    () => changes.count(span),
  )
}
