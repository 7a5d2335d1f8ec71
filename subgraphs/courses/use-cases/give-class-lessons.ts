import type { EnrolmentWriter } from "../data/enrolment.writer.ts"
import type { createNoticeWriter } from "../data/notice.writer.ts"
import { type LessonWithPlaces, freePlaces } from "../domain/enrolment.ts"
import { promoteWaiting } from "./promote-waiting.ts"

/**
 * Enter somebody who has a place in a class for its lessons that are still to come; the caller holds the locks of these.
 *
 * Who is entered already stays as they are. A lesson that is full lets the person wait like anybody else.
 */
export async function giveClassLessons(
  writers: { enrolments: EnrolmentWriter; notices: Pick<ReturnType<typeof createNoticeWriter>, "tell">; now(): Date },
  lessons: readonly LessonWithPlaces[],
  memberId: string,
): Promise<void> {
  const { enrolments } = writers
  for (const lesson of lessons) {
    const known = await enrolments.find(lesson.id, memberId)
    if (known && known.state !== "WITHDRAWN") continue
    await promoteWaiting(writers, lesson.id)
    const isFree = freePlaces(lesson.capacity, await enrolments.countExpected(lesson.id)) > 0
    await enrolments.put(lesson, memberId, isFree ? "EXPECTED" : "WAITLISTED", "CLASS")
  }
}
