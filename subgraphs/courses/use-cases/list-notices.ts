import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type Notice, placeAmongNotices } from "../domain/notice.ts"

type Asked = { unreadOnly: boolean; first?: number | null; after?: string | null } & ({ memberId: string } | { teacherId: string })

/**
 * List what a member, or a teacher from outside, was told of lessons, the newest first; null for whom the viewer may not read.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listNotices({ loaders }: Pick<CoursesContext, "loaders">, asked: Asked): Promise<Page<Notice> | null> {
  const request = { unreadOnly: asked.unreadOnly, ...pageRequest(asked, [isInstant, idOf("notice")]) }
  const [id, pages, counts] =
    "memberId" in asked
      ? [asked.memberId, loaders.noticesByMember, loaders.noticeCountByMember]
      : [asked.teacherId, loaders.noticesByTeacher, loaders.noticeCountByTeacher]
  const notices = await pages(request).load(id)
  return notices && pageOf<Notice>(notices, request.limit, placeAmongNotices, async () => (await counts(asked.unreadOnly).load(id)) ?? 0)
}
