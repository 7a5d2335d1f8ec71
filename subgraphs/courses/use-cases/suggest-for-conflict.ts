import type { CoursesContext } from "../context.ts"
import { type LessonToSuit, inOrder, spanOf } from "../domain/lesson-to-place.ts"
import type { Slot } from "../domain/slot.ts"
import { findSlots } from "./find-slots.ts"

const DAYS = 14
const DAY_MS = 86_400_000
const MOST = 5

type Context = Pick<CoursesContext, "viewer" | "now" | "localOf" | "instantOf" | "calendarOf" | "slots">

/**
 * Propose other times for a lesson that clashed: from its day on, for a fortnight, with its teachers and people, in its room or another that the organiser may
 * use. Read when the conflict is shown, after the act was rolled back.
 */
export async function suggestForConflict(context: Context, lesson: LessonToSuit): Promise<Slot[]> {
  const { startsAt } = spanOf(lesson.periods)
  const now = context.now()
  const dayBegins = context.instantOf(context.localOf(startsAt).day, 0)
  const from = dayBegins < now ? now : dayBegins
  const found = await findSlots(context, {
    lessonId: lesson.lessonId,
    organiserPath: lesson.organiserPath,
    ...{ from, to: new Date(from.getTime() + DAYS * DAY_MS) },
    ...{ venueIds: [], siteIds: lesson.siteIds, teacherIds: lesson.teacherIds, subject: null },
    members: lesson.members.join(","),
    expected: lesson.expected,
    periods: inOrder(lesson.periods),
    needsVenue: lesson.venueId !== null,
    wishes: { askedStart: startsAt, askedVenueId: lesson.venueId, weekdays: [], parts: [] },
    first: MOST,
  })
  return found?.slots ?? []
}
