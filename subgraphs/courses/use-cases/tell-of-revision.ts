import type { CoursesContext } from "../context.ts"
import type { SchedulingWriters } from "../data/scheduling.writer.ts"
import { spanOf } from "../domain/lesson-to-place.ts"
import type { LessonEventType, NoticeContent, NoticeKind } from "../domain/notice.ts"
import { type Revision, placeChanged, timesChanged } from "../domain/stored-lesson.ts"

type Told = Revision & { wordsBefore: NoticeContent; moved: { added: string[]; removed: string[]; promoted: string[] } }

const EVENTS: Record<Revision["kind"], LessonEventType> = {
  PUBLISHED: "lesson.published",
  RESCHEDULED: "lesson.rescheduled",
  CHANGED: "lesson.changed",
}

/**
 * Tell whomever a change of a lesson concerns, and the subscribers; gives how many were told (persons).
 *
 * Nobody is told of a draft, nor when it was over before and is over after. Of new times, places and teachers all are told; those who are no longer meant,
 * and teachers who were replaced, once more apart; of a new audience or capacity only those who got a place and those who lost theirs. Who had
 * waited for the place is told so.
 */
export async function tellOfRevision(
  { now }: Pick<CoursesContext, "now">,
  { notices, lessons, edits }: SchedulingWriters,
  { before, after, kind, reason, wordsBefore, moved }: Told,
): Promise<{ members: number; teachers: number }> {
  const isOver = spanOf(before.periods).endsAt <= now() && spanOf(after.periods).endsAt <= now()
  if (after.status !== "PUBLISHED" || isOver) return { members: 0, teachers: 0 }

  const { lessonId, version, organiserPath, category } = after
  const words = await lessons.wordsOf(lessonId)
  await notices.announce({ type: EVENTS[kind], lessonId, organiserPath, content: { ...words, category, version } })
  const { startsAt, endsAt, venueName = null, teacherNames = [] } = wordsBefore
  const content = { ...words, ...(kind === "PUBLISHED" ? {} : { before: { startsAt, endsAt, venueName, teacherNames } }), ...(reason ? { reason } : {}) }
  const about = (of: NoticeKind) => ({ lessonId, version, kind: of, content })
  if (moved.removed.length > 0 && kind !== "PUBLISHED") await notices.tell(about("REMOVED"), { memberIds: moved.removed })
  if (kind === "PUBLISHED") return notices.tellAll(about("PUBLISHED"))
  const isNew = new Set(moved.added)
  const [entered, given] = [moved.promoted.filter((id) => isNew.has(id)), moved.promoted.filter((id) => !isNew.has(id))]
  if (given.length > 0) await notices.tell(about("PLACE_GIVEN"), { memberIds: given })
  if (kind === "CHANGED") {
    if (entered.length > 0) await notices.tell(about("PUBLISHED"), { memberIds: entered })
    return { members: moved.promoted.length + moved.removed.length, teachers: 0 }
  }
  const replaced = before.teacherIds.filter((id) => !after.teacherIds.includes(id))
  if (replaced.length > 0) await notices.tell(about("TEACHER_CHANGED"), await edits.addresseesOf(replaced))
  return notices.tellAll(about(timesChanged(before, after) || placeChanged(before, after) ? "RESCHEDULED" : "TEACHER_CHANGED"))
}
