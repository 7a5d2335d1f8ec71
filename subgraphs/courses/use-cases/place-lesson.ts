import type { InvalidInput, NotAllowed, Result } from "../../shared/result.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { LessonToPlace, ScheduleConflict } from "../domain/lesson-to-place.ts"
import type { HowToPlace } from "./check-lessons.ts"
import { type Placed, placeLessons } from "./place-lessons.ts"

/** Write a lesson into the timetable, as a draft or published, within the transaction of an act: as many are written, of which this is the only one. */
export async function placeLesson(
  context: Pick<CoursesContext, "viewer" | "now" | "dayOf">,
  writers: SchedulingWriters,
  asked: LessonToPlace,
  how: HowToPlace,
): Promise<Result<Placed, NotAllowed | InvalidInput | ScheduleConflict>> {
  const [answer] = await placeLessons(context, writers, [asked], { ...how, tell: "EACH" })
  if (!answer) throw new Error("a lesson was neither written nor refused")
  return answer
}
