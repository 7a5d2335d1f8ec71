import type { ClassPlaceWriter } from "../data/class-place.writer.ts"
import type { EnrolmentWriter } from "../data/enrolment.writer.ts"
import type { createNoticeWriter } from "../data/notice.writer.ts"
import { type LessonWithPlaces, freePlaces } from "../domain/enrolment.ts"
import { giveClassLessons } from "./give-class-lessons.ts"

type Writers = {
  classPlaces: ClassPlaceWriter
  enrolments: EnrolmentWriter
  notices: Pick<ReturnType<typeof createNoticeWriter>, "tell">
  now(): Date
}

/**
 * Give the free places of a class to those who wait, in their order, with its coming lessons; gives who they are.
 *
 * For whatever frees places, in the same transaction; the caller holds the locks of the class and of these lessons. They are told with
 * the first published of them.
 */
export async function promoteClassPlaces(writers: Writers, classId: string, lessons: readonly LessonWithPlaces[], plannedPlaces: number): Promise<string[]> {
  const { classPlaces, notices } = writers
  const free = freePlaces(plannedPlaces, await classPlaces.countExpected(classId))
  const memberIds = free > 0 ? await classPlaces.promote(classId, free) : []
  for (const memberId of memberIds) await giveClassLessons(writers, lessons, memberId)
  const next = lessons.filter(({ status }) => status === "PUBLISHED").sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())[0]
  if (next && memberIds.length > 0) {
    const { title, startsAt, endsAt, venueName, version } = next
    const content = { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), venueName }
    await notices.tell({ lessonId: next.id, version, kind: "PLACE_GIVEN", content }, { memberIds })
  }
  return memberIds
}
