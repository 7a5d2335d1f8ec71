import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { problemsOfTime } from "../domain/register.ts"
import type { Closure } from "../domain/venue.ts"

type Asked = { venueId: string; startsAt: Date; endsAt: Date; reason: string; clientMutationKey?: string | null }

type Answer = Promise<Result<{ venueId: string; closure: Closure; lessonIds: string[] }, NotAllowed | InvalidInput>>

/**
 * Close a venue for a time, and say which published lessons hold it then.
 *
 * They are named, not moved: somebody must decide about each. New lessons clash with the closure.
 */
export async function closeVenue({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const venueId = requireId("input.venue", input.venueId, "venue")
  return change({ mutation: "closeVenue", input }, async ({ venues, times }): Answer => {
    const venue = await venues.lock(venueId)
    if (!venue || !mayPlan(viewer, venue.path)) return notAllowed()
    const problems = [...problemsOfTime(input), ...problemsOfText("reason", input.reason, LONGEST_TITLE)]
    if (problems.length > 0) return invalidInput(...problems)
    const { startsAt, endsAt } = input
    const reason = input.reason.trim()
    const id = await venues.close(venueId, { startsAt, endsAt }, reason)
    return done({ venueId, closure: { id, startsAt, endsAt, reason }, lessonIds: await times.findLessonsIn(venueId, "venue", input) })
  })
}
