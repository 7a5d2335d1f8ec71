import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { problemsOfFeedback, whyNoFeedback } from "../domain/feedback.ts"

export type AskedFeedback = { lesson: string; rating: number; comment?: string | null; clientMutationKey?: string | null }

/**
 * Say what one thought of a lesson, once, within 30 days after it; for those who were expected there.
 *
 * Nobody learns who said what. So what was said is no part of what is kept under a `clientMutationKey`: the same key for the same lesson is a repeat,
 * whatever else it says.
 */
export async function submitFeedback(
  { viewer, now, change }: Pick<CoursesContext, "viewer" | "now" | "change">,
  { lesson, rating, comment: said, clientMutationKey = null }: AskedFeedback,
): Promise<Result<{ lessonId: string }, NotAllowed | InvalidState | InvalidInput>> {
  const lessonId = requireId("input.lesson", lesson, "lesson")
  const { memberId } = viewer
  if (memberId === null) return notAllowed()
  const comment = trimmed(said)
  const problems = problemsOfFeedback({ rating, comment: said ?? null })
  return change<{ lessonId: string }, NotAllowed | InvalidState | InvalidInput>(
    { mutation: "submitFeedback", input: keptOf(lesson, clientMutationKey) },
    async ({ feedback }) => {
      const expected = await feedback.lockExpected(lessonId, memberId)
      if (!expected) return notAllowed()
      if (problems.length > 0) return invalidInput(...problems)
      const reason = whyNoFeedback(expected, now())
      if (reason) return invalidState(reason.state, reason.message)
      const isNew = await feedback.add(lessonId, memberId, { rating, comment })
      return isNew ? done({ lessonId }) : invalidState("ANSWERED", "You have said what you thought of this lesson; it cannot be found again to be changed.")
    },
  )
}

/** What of the request may be fingerprinted: not what was said. */
function keptOf(lesson: string, clientMutationKey: string | null): { lesson: string; clientMutationKey: string | null } {
  return { lesson, clientMutationKey }
}
