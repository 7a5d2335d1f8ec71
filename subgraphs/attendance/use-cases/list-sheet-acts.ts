import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { RecordedAct } from "../domain/recorded-act.ts"

/** List what was done to a sheet and about people at its lesson, newest first. @throws {BadInput} for a page that cannot be. */
export async function listSheetActs(
  { loaders }: Pick<AttendanceContext, "loaders">,
  { lessonId, ...paging }: { lessonId: string; first?: number | null; after?: string | null },
): Promise<Page<RecordedAct>> {
  const request = pageRequest(paging, [isInstant, idOf("act")])
  const acts = await loaders.actsBySheet(request).load(lessonId)
  return pageOf(
    acts,
    request.limit,
    ({ recordedAt, id }) => [recordedAt.toISOString(), id],
    () => loaders.actCountBySheet.load(lessonId),
  )
}
