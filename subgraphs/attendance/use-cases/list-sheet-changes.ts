import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceChange } from "../domain/correction.ts"

/** List what was changed at a sheet's lesson, newest first. @throws {BadInput} for a page that cannot be. */
export async function listSheetChanges(
  { loaders }: Pick<AttendanceContext, "loaders">,
  { lessonId, ...paging }: { lessonId: string; first?: number | null; after?: string | null },
): Promise<Page<AttendanceChange>> {
  const request = pageRequest(paging, [isInstant, idOf("entry")])
  const changes = await loaders.changesBySheet(request).load(lessonId)
  return pageOf(
    changes,
    request.limit,
    ({ at, id }) => [at.toISOString(), id],
    () => loaders.changeCountBySheet.load(lessonId),
  )
}
