import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { problemsOfTime } from "../domain/register.ts"
import type { Closure } from "../domain/venue.ts"

type Asked = { organisationId: string; startsAt: Date; endsAt: Date; reason: string; clientMutationKey?: string | null }

type Answer = Promise<Result<{ organisationId: string; blocked: Closure; lessonIds: string[] }, NotAllowed | InvalidInput>>

/**
 * Keep a time free of lessons in an organisation and all below it, and say which published lessons lie in it.
 *
 * An election day, the day for dues. They are named, not moved; new lessons clash with it.
 */
export async function addBlockedTime({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  return change({ mutation: "addBlockedTime", input }, async ({ places, times }): Answer => {
    const place = await places.findOrganisation(organisationId)
    if (!place || !mayPlan(viewer, place.path)) return notAllowed()
    const problems = [...problemsOfTime(input), ...problemsOfText("reason", input.reason, LONGEST_TITLE)]
    if (problems.length > 0) return invalidInput(...problems)
    const { startsAt, endsAt } = input
    const reason = input.reason.trim()
    const id = await times.block(place, { startsAt, endsAt }, reason)
    return done({ organisationId, blocked: { id, startsAt, endsAt, reason }, lessonIds: await times.findLessonsBelow(place.path, input) })
  })
}
