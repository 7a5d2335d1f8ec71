import { type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { LessonStatus } from "../domain/lesson.ts"
import { type StaleLesson, type StoredLesson, staleLesson } from "../domain/stored-lesson.ts"

/**
 * Take a lesson's lock to change it: for those who plan for its organiser, who have seen the version that stands, while it stands so that it may be changed.
 *
 * @throws {BadInput} when the id is none.
 */
export async function takeLesson(
  { viewer }: Pick<CoursesContext, "viewer">,
  { edits }: SchedulingWriters,
  { lesson, version }: { lesson: string; version: number },
  allowed: readonly LessonStatus[],
): Promise<Result<StoredLesson, NotAllowed | StaleLesson | InvalidState>> {
  const stored = await edits.lock(requireId("input.lesson", lesson, "lesson"))
  if (!stored || !mayPlan(viewer, stored.organiserPath)) return notAllowed()
  if (stored.version !== version) return staleLesson(stored, version)
  if (!allowed.includes(stored.status)) return invalidState(stored.status, `The lesson is ${stored.status.toLowerCase()}; this can no longer be done with it.`)
  return done(stored)
}
