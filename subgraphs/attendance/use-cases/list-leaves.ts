import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { Leave, LeaveState } from "../domain/leave.ts"

type Asked = { lessonId?: string; memberId?: string; state: LeaveState | null; first?: number | null; after?: string | null }

/**
 * List the leaves of a lesson, or of a person, as far as the viewer may read them; the latest asked for first.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listLeaves({ loaders }: Pick<AttendanceContext, "loaders">, asked: Asked): Promise<Page<Leave>> {
  const { lessonId, memberId = "", state } = asked
  const filter = { state, before: null }
  const request = { ...filter, ...pageRequest(asked, [isInstant, idOf("leave")]) }
  const [pages, counts, id] =
    lessonId === undefined
      ? [loaders.leavesByMember(request), loaders.leaveCountByMember(filter), memberId]
      : [loaders.leavesByLesson(request), loaders.leaveCountByLesson(filter), lessonId]
  return pageOf<Leave>(
    await pages.load(id),
    request.limit,
    (leave) => [leave.requestedAt.toISOString(), leave.id],
    () => counts.load(id),
  )
}
