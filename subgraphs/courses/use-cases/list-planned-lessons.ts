import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import type { CoursesContext } from "../context.ts"
import type { PlannedLesson } from "../domain/timetable-plan.ts"

const isNumber = (part: string): boolean => /^[1-9]\d{0,5}$/.test(part)

/**
 * List the lessons of a plan that the viewer has found, in the order of the demands; `isPlaced` null for all.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listPlannedLessons(
  { loaders }: Pick<CoursesContext, "loaders">,
  { planId, isPlaced, ...paging }: { planId: string; isPlaced: boolean | null; first?: number | null; after?: string | null },
): Promise<Page<PlannedLesson>> {
  const request = pageRequest(paging, [isNumber])
  return pageOf<PlannedLesson>(
    await loaders.plannedLessonsByPlan({ isPlaced, ...request }).load(planId),
    request.limit,
    ({ number }) => [String(number)],
    async () => {
      const { placed, unplaced } = await loaders.lessonCountsByPlan.load(planId)
      return isPlaced === null ? placed + unplaced : isPlaced ? placed : unplaced
    },
  )
}
