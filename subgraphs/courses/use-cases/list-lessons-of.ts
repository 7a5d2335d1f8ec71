import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Lesson } from "../domain/lesson.ts"
import { placeInTime } from "../domain/place-in-time.ts"

type Asked = { of: "school" | "class"; id: string; from?: Date | null; to?: Date | null; first?: number | null; after?: string | null }

/**
 * List the lessons of a school or class that the viewer sees, in time order.
 *
 * @throws {BadInput} when the window is empty, or `first` or `after` is not good.
 */
export async function listLessonsOf({ loaders }: Pick<CoursesContext, "loaders">, { of, id, ...asked }: Asked): Promise<Page<Lesson>> {
  const [from, to] = [asked.from ?? null, asked.to ?? null]
  if (from && to && to <= from) throw new BadInput("to", "Argument `to` must be later than `from`.")
  const request = pageRequest(asked, [isInstant, idOf("lesson")])
  const lessons = await loaders.lessonPages({ of, from, to, ...request }).load(id)
  return pageOf<Lesson>(lessons, request.limit, placeInTime, () => loaders.lessonCounts({ of, from, to }).load(id))
}
