import type { EnrolmentWriter } from "../data/enrolment.writer.ts"
import type { createNoticeWriter } from "../data/notice.writer.ts"
import { closedFor, freePlaces } from "../domain/enrolment.ts"

/**
 * Give the free places of a lesson to those who wait, in their order, and tell them; gives who they are.
 *
 * For whatever frees places, in the same transaction: a withdrawal, a higher capacity. Takes the lesson's lock. Nobody is given a place at a
 * lesson that has begun or is cancelled, and nobody is told of a draft.
 */
export async function promoteWaiting(
  { enrolments, notices, now }: { enrolments: EnrolmentWriter; notices: Pick<ReturnType<typeof createNoticeWriter>, "tell">; now(): Date },
  lessonId: string,
): Promise<string[]> {
  const lesson = await enrolments.lockLesson(lessonId)
  if (!lesson || closedFor(lesson, now())) return []
  const free = freePlaces(lesson.capacity, await enrolments.countExpected(lessonId))
  const memberIds = free > 0 ? await enrolments.promote(lessonId, free) : []
  if (memberIds.length > 0 && lesson.status === "PUBLISHED") {
    const { title, startsAt, endsAt, venueName, version } = lesson
    const content = { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), venueName }
    await notices.tell({ lessonId, version, kind: "PLACE_GIVEN", content }, { memberIds })
  }
  return memberIds
}
