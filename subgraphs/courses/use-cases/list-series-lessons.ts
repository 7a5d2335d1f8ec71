import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Lesson } from "../domain/lesson.ts"
import { placeInTime } from "../domain/place-in-time.ts"

/**
 * List the lessons of a series that the viewer sees, in time order.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listSeriesLessons(
  { loaders }: Pick<CoursesContext, "loaders">,
  asked: { seriesId: string; first?: number | null; after?: string | null },
): Promise<Page<Lesson>> {
  const request = pageRequest(asked, [isInstant, idOf("lesson")])
  const lessons = await loaders.lessonsBySeries(request).load(asked.seriesId)
  return pageOf<Lesson>(lessons, request.limit, placeInTime, () => loaders.lessonCountBySeries.load(asked.seriesId))
}
