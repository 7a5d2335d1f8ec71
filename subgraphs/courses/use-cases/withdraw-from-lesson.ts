import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { type Enrolment, closedFor } from "../domain/enrolment.ts"
import { promoteWaiting } from "./promote-waiting.ts"

type Asked = { lessonId: string; memberId?: string | null; reason?: string | null; clientMutationKey?: string | null }

/** Who was taken off, and how many got a place by it. */
export type Withdrawn = { lessonId: string; enrolment: Enrolment; promoted: number }

type Answer = Promise<Result<Withdrawn, NotAllowed | InvalidInput | InvalidState>>

/**
 * Take somebody off a lesson; whoever waits first has the place in the same moment, and is told.
 *
 * People take themselves off what they entered themselves for, or wait for; who is expected because the lesson is meant for them asks for leave
 * instead. Planners take off people of the places they plan. Who is off already stays so.
 */
export async function withdrawFromLesson(
  { viewer, loaders, now, change }: Pick<CoursesContext, "viewer" | "loaders" | "now" | "change">,
  input: Asked,
): Answer {
  const lessonId = requireId("input.lesson", input.lessonId, "lesson")
  const memberId = input.memberId == null ? viewer.memberId : requireId("input.member", input.memberId, "member")
  if (memberId === null) return notAllowed()
  const [seen, member] = await Promise.all([loaders.lessonById.load(lessonId), loaders.seenMemberById.load(memberId)])
  const isSelf = memberId === viewer.memberId
  const plans = member && mayPlan(viewer, member.branchPath)
  if (!seen || !member || !(isSelf || plans)) return notAllowed()
  const problems = problemsOfOptionalText("reason", input.reason, LONGEST_TITLE)
  if (problems.length > 0) return invalidInput(...problems)

  return change({ mutation: "withdrawFromLesson", input }, async ({ enrolments, notices }): Answer => {
    const lesson = await enrolments.lockLesson(lessonId)
    const known = lesson && (await enrolments.find(lessonId, memberId))
    if (!lesson || !known) return notAllowed()
    const mayTakeOff = plans && (mayPlan(viewer, lesson.organiserPath) || known.source === "SELF" || known.source === "NAMED")
    if (!mayTakeOff && !isSelf) return notAllowed()
    const closed = closedFor(lesson, now())
    if (closed) return invalidState(closed.state, closed.message)
    if (known.state === "WITHDRAWN") return done({ lessonId, enrolment: known, promoted: 0 })
    if (!mayTakeOff && known.source !== "SELF" && known.state !== "WAITLISTED") {
      return invalidState(`EXPECTED_BY_${known.source}`, "You are expected at this lesson. Ask for leave instead.")
    }
    await enrolments.withdraw(lessonId, memberId, trimmed(input.reason))
    const promoted = await promoteWaiting({ enrolments, notices, now }, lessonId)
    return done({
      lessonId,
      enrolment: { ...known, state: "WITHDRAWN", waitingPosition: null, recordedAt: now(), reason: trimmed(input.reason) },
      promoted: promoted.length,
    })
  })
}
