import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { ClassPlace } from "../domain/enrolment.ts"
import { promoteClassPlaces } from "./promote-class-places.ts"
import { promoteWaiting } from "./promote-waiting.ts"

type Asked = { classId: string; memberId: string; reason?: string | null; clientMutationKey?: string | null }

type Answer = Promise<Result<{ classId: string; place: ClassPlace; promoted: number }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Take somebody off a training class, and off its coming lessons as far as the class brought them there; whoever waits first has the place
 * in the same moment.
 *
 * For planners of the person's place. Lessons that have begun stay as they were. Who is off already stays so.
 */
export async function withdrawFromClass(
  { viewer, today, loaders, now, change }: Pick<CoursesContext, "viewer" | "today" | "loaders" | "now" | "change">,
  input: Asked,
): Answer {
  const classId = requireId("input.class", input.classId, "class")
  const memberId = requireId("input.member", input.memberId, "member")
  const [seen, member] = await Promise.all([loaders.classById.load(classId), loaders.seenMemberById.load(memberId)])
  if (!seen || !member || !mayPlan(viewer, member.branchPath)) return notAllowed()
  const problems = problemsOfOptionalText("reason", input.reason, LONGEST_TITLE)
  if (problems.length > 0) return invalidInput(...problems)
  const reason = trimmed(input.reason)

  return change({ mutation: "withdrawFromClass", input }, async ({ classPlaces, enrolments, notices }): Answer => {
    const found = await classPlaces.lockClass(classId)
    const known = found && (await classPlaces.find(classId, memberId))
    if (!found || !known) return notAllowed()
    if (found.state === "CANCELLED") return invalidState("CANCELLED", "The class is cancelled.")
    if (found.endsOn < today) return invalidState("OVER", "The class is over.")
    if (known.state === "WITHDRAWN") return done({ classId, place: known, promoted: 0 })

    await classPlaces.withdraw(classId, memberId, reason)
    const lessons = await enrolments.lockComingOfClass(classId)
    for (const lesson of lessons) {
      const enrolment = await enrolments.find(lesson.id, memberId)
      if (enrolment?.source === "CLASS" && enrolment.state !== "WITHDRAWN") await enrolments.withdraw(lesson.id, memberId, reason)
    }
    const writers = { classPlaces, enrolments, notices, now }
    const promoted = await promoteClassPlaces(writers, classId, lessons, found.plannedPlaces)
    for (const lesson of lessons) await promoteWaiting(writers, lesson.id)
    return done({ classId, place: { ...known, state: "WITHDRAWN", waitingPosition: null, recordedAt: now(), reason }, promoted: promoted.length })
  })
}
