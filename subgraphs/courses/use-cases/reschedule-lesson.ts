import { type InvalidInput, type InvalidState, type NotAllowed, type Result, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type ScheduleConflict, inOrder, spanOf } from "../domain/lesson-to-place.ts"
import type { Period } from "../domain/period.ts"
import { type StaleLesson, type StoredLesson, movedTo } from "../domain/stored-lesson.ts"
import type { Placed } from "./place-lessons.ts"
import { retryLostRaces } from "./retry-lost-races.ts"
import { reviseLesson } from "./revise-lesson.ts"
import { takeLesson } from "./take-lesson.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState | StaleLesson | ScheduleConflict

export type AskedMove = {
  lesson: string
  version: number
  startsAt?: Date | null
  endsAt?: Date | null
  periods?: Period[] | null
  venue?: string | null
  sites?: string[] | null
  teachers?: string[] | null
  place?: string | null
  reason: string
  overrideReason?: string | null
  clientMutationKey?: string | null
}

/**
 * Move a lesson: to other times, to another place, to other teachers. Everybody expected is told, before and after, and why.
 *
 * What is left out stays; a new beginning alone moves all its times by as much. People whom the audience means are found anew as of the new day.
 *
 * @throws {BadInput} when an id is none.
 */
export async function rescheduleLesson(
  context: Pick<CoursesContext, "viewer" | "now" | "dayOf" | "change">,
  input: AskedMove,
): Promise<Result<Placed, Refusal>> {
  if (input.venue != null) requireId("input.venue", input.venue, "venue")
  for (const [at, id] of (input.sites ?? []).entries()) requireId(`input.sites.${at}`, id, "venue")
  for (const [at, id] of (input.teachers ?? []).entries()) requireId(`input.teachers.${at}`, id, "teacher")
  return retryLostRaces<Placed, Refusal>(() =>
    context.change({ mutation: "rescheduleLesson", input }, async (writers): Promise<Result<Placed, Refusal>> => {
      const taken = await takeLesson(context, writers, input, ["DRAFT", "PUBLISHED"])
      if (!taken.ok) return taken
      const wrongReason = problemsOfText("reason", input.reason, LONGEST_NOTE)
      if (wrongReason.length > 0) return invalidInput(...wrongReason)
      const { reason, overrideReason = null } = input
      return reviseLesson(context, writers, { before: taken.value, after: movedBy(taken.value, input), kind: "RESCHEDULED", reason, overrideReason })
    }),
  )
}

function movedBy(lesson: StoredLesson, input: AskedMove): StoredLesson {
  const { venue, sites, teachers, place } = input
  return {
    ...lesson,
    periods: periodsOf(lesson, input),
    venueId: venue === undefined ? lesson.venueId : venue,
    siteIds: sites === undefined ? lesson.siteIds : [...(sites ?? [])].sort(),
    teacherIds: teachers === undefined ? lesson.teacherIds : (teachers ?? []),
    place: place === undefined ? lesson.place : place?.trim() || null,
  }
}

function periodsOf(lesson: StoredLesson, { startsAt, endsAt, periods }: AskedMove): Period[] {
  if (periods && periods.length > 0) return inOrder(periods)
  const now = spanOf(lesson.periods)
  if (startsAt && !endsAt) return movedTo(lesson.periods, startsAt)
  return startsAt || endsAt ? [{ startsAt: startsAt ?? now.startsAt, endsAt: endsAt ?? now.endsAt }] : lesson.periods
}
