import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { placeInTime } from "../domain/place-in-time.ts"
import type { Lesson, When } from "../domain/lesson.ts"

/**
 * List the lessons where a person is expected, or null where the viewer may not read that person.
 *
 * Goes through the request's loaders: a roster of fifty people with their next lessons is one statement.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listMemberLessons(
  { loaders }: Pick<CoursesContext, "loaders">,
  asked: { memberId: string; when: When; first?: number | null; after?: string | null },
): Promise<Page<Lesson> | null> {
  const request = pageRequest(asked, [isInstant, idOf("lesson")])
  const lessons = await loaders.lessonsByMember({ when: asked.when, ...request }).load(asked.memberId)
  return lessons && pageOf<Lesson>(lessons, request.limit, placeInTime, () => loaders.lessonCountByMember(asked.when).load(asked.memberId))
}
