import { type InvalidState, type NotAllowed, type Result, done, invalidState } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import type { LessonStatus } from "../domain/lesson.ts"
import type { SeriesLesson } from "../domain/series-edit.ts"
import type { Series } from "../domain/series.ts"
import type { StaleLesson, StoredLesson } from "../domain/stored-lesson.ts"
import { takeLesson } from "./take-lesson.ts"

export type TakenSeries = { series: Series; lesson: StoredLesson; from: SeriesLesson; lessons: SeriesLesson[] }

/**
 * Take the locks of a series and of the lesson by which it is changed: for those who plan for its organiser, who have seen the version of that lesson that stands.
 * Whoever edits the series changes the versions of its lessons, so that of two who edit it at once the second is told.
 *
 * @throws {BadInput} when the id is none.
 */
export async function takeSeries(
  context: Pick<CoursesContext, "viewer">,
  writers: SchedulingWriters,
  asked: { lesson: string; version: number },
  allowed: readonly LessonStatus[],
): Promise<Result<TakenSeries, NotAllowed | StaleLesson | InvalidState>> {
  const series = await writers.series.lockOf(requireId("input.lesson", asked.lesson, "lesson"))
  const taken = await takeLesson(context, writers, asked, allowed)
  if (!taken.ok) return taken
  if (!series) return invalidState("NO_SERIES", "The lesson is of no series. Change it alone.")
  const lessons = await writers.series.listLessons(series.id)
  const from = lessons.find(({ id }) => id === taken.value.lessonId)
  if (!from) return invalidState("NO_SERIES", "The lesson left its series meanwhile. Look at it again.")
  return done({ series, lesson: taken.value, from, lessons })
}
