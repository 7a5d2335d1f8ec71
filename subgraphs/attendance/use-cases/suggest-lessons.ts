import type { FittingLesson } from "../data/hours-risk.loaders.ts"
import type { AttendanceContext } from "../context.ts"
import type { HoursRisk } from "../domain/risk.ts"
import { findWantedLessons } from "./find-wanted-lessons.ts"

/**
 * Suggest the next lessons of this year that would help somebody: at most three, with a place, of a category that counts for them, held by their branch or above
 * it, at times when they are expected nowhere else. None for a year that is over.
 */
export async function suggestLessons(context: Pick<AttendanceContext, "loaders" | "now" | "today" | "instantOf">, risk: HoursRisk): Promise<FittingLesson[]> {
  const wanted = await findWantedLessons(context, risk)
  return wanted ? context.loaders.fittingLessonsFor.load(wanted) : []
}
