import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import type { StoredLesson } from "../domain/stored-lesson.ts"
import type { Placed } from "./place-lessons.ts"

/**
 * Cancel a lesson that the caller holds and may change. What it took up is free; its list stays; everybody on it is told, unless it is over or was a draft. Of a
 * series it is an exception from then on.
 */
export async function cancelTakenLesson(
  { now }: Pick<CoursesContext, "now">,
  writers: SchedulingWriters,
  lesson: StoredLesson,
  reason: string,
): Promise<Placed> {
  const { lessonId, status } = lesson
  const version = lesson.version + 1
  await writers.edits.cancel(lessonId, version, reason)
  await writers.series.markRemoved(lessonId, reason)
  await writers.lessons.record({ lessonId, version, kind: "CANCELLED", before: { status }, after: { status: "CANCELLED" }, reason })
  const isAnnounced = status === "PUBLISHED" && spanOf(lesson.periods).endsAt > now()
  const affected = isAnnounced ? await tell(writers, lesson, version, reason) : { members: 0, teachers: 0 }
  return { lessonId, version, warnings: [], affected }
}

async function tell({ lessons, notices }: SchedulingWriters, { lessonId, organiserPath, category }: StoredLesson, version: number, reason: string) {
  const words = await lessons.wordsOf(lessonId)
  await notices.announce({ type: "lesson.cancelled", lessonId, organiserPath, content: { ...words, category, version, reason } })
  return notices.tellAll({ lessonId, version, kind: "CANCELLED", content: { ...words, reason } })
}
