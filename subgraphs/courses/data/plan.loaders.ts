import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { PlannedLesson } from "../domain/timetable-plan.ts"
import type { PlanRepository } from "./plan.repository.ts"

/** Make the request's loaders of what plans hold: plans of one list share a statement. */
export function createPlanLoaders(plans: PlanRepository) {
  return {
    plannedLessonsByPlan: perKey(
      ({ isPlaced, ...request }: { isPlaced: boolean | null } & PageRequest) =>
        new DataLoader<string, PlannedLesson[]>(async (ids) => groupedInKeyOrder(ids, await plans.findPages(ids, isPlaced, request), ({ planId }) => planId)),
    ),
    lessonCountsByPlan: new DataLoader<string, { placed: number; unplaced: number }>(async (ids) =>
      inKeyOrder(ids, await plans.countLessons(ids), ({ planId }) => planId).map((counts) => counts ?? { placed: 0, unplaced: 0 }),
    ),
  }
}
