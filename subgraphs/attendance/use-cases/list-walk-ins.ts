import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { WalkIn } from "../domain/walk-in.ts"

/** List who came without being on a sheet's list and waits for a decision, in the order of coming. @throws {BadInput} for a page that cannot be. */
export async function listWalkIns(
  { loaders }: Pick<AttendanceContext, "loaders">,
  { lessonId, ...paging }: { lessonId: string; first?: number | null; after?: string | null },
): Promise<Page<WalkIn>> {
  const request = pageRequest(paging, [isInstant, idOf("member")])
  const walkIns = await loaders.walkInsBySheet(request).load(lessonId)
  return pageOf(
    walkIns,
    request.limit,
    ({ occurredAt, memberId }) => [occurredAt.toISOString(), memberId],
    () => loaders.walkInCountBySheet.load(lessonId),
  )
}
