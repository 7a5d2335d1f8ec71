import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Lesson } from "../domain/lesson.ts"
import type { LessonChange } from "../domain/lesson-details.ts"

const placeOf = ({ version }: LessonChange) => [String(version)]
const isVersion = (part: string) => /^\d{1,9}$/.test(part)

/**
 * List what was done to a lesson, the latest first; empty for whoever does not plan for its organiser.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listLessonChanges(
  { viewer, loaders }: Pick<CoursesContext, "viewer" | "loaders">,
  { id, organiserPath }: Pick<Lesson, "id" | "organiserPath">,
  asked: { first?: number | null; after?: string | null },
): Promise<Page<LessonChange>> {
  const request = pageRequest(asked, [isVersion])
  if (!mayPlan(viewer, organiserPath)) return pageOf<LessonChange>([], request.limit, placeOf, () => 0)
  const changes = await loaders.changesByLesson(request).load(id)
  return pageOf<LessonChange>(changes, request.limit, placeOf, () => loaders.changeCountByLesson.load(id))
}
