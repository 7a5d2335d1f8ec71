import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { type Enrolment, closedFor, freePlaces } from "../domain/enrolment.ts"
import { promoteWaiting } from "./promote-waiting.ts"

type Asked = { lessonId: string; memberId?: string | null; clientMutationKey?: string | null }

/** Who was entered, and the other lessons at which the same person is expected at the time. */
export type Enrolled = { lessonId: string; enrolment: Enrolment; clashes: string[] }

type Answer = Promise<Result<Enrolled, NotAllowed | InvalidInput | InvalidState>>

/**
 * Enter somebody for a lesson: with a place where one is free, else behind those who wait.
 *
 * People enter themselves where a lesson is published and open to it; planners enter people of the places they plan, for lessons that they plan
 * or that are open. Places are counted under the lesson's lock: of many who ask at once for the last place one gets it. Who is entered already stays as they are.
 */
export async function enrolInLesson({ viewer, loaders, now, change }: Pick<CoursesContext, "viewer" | "loaders" | "now" | "change">, input: Asked): Answer {
  const lessonId = requireId("input.lesson", input.lessonId, "lesson")
  const memberId = input.memberId == null ? viewer.memberId : requireId("input.member", input.memberId, "member")
  if (memberId === null) return notAllowed()
  const [seen, member] = await Promise.all([loaders.lessonById.load(lessonId), loaders.seenMemberById.load(memberId)])
  const isSelf = memberId === viewer.memberId
  const planned = member && mayPlan(viewer, member.branchPath)
  if (!seen || !member || !(isSelf || planned)) return notAllowed()

  return change({ mutation: "enrolInLesson", input }, async ({ enrolments, notices }): Answer => {
    const lesson = await enrolments.lockLesson(lessonId)
    if (!lesson) return notAllowed()
    const plans = planned && mayPlan(viewer, lesson.organiserPath)
    if (!plans && !isSelf && !lesson.isOpenToEnrol) return notAllowed()
    const closed = closedFor(lesson, now())
    if (closed) return invalidState(closed.state, closed.message)
    if (!plans && lesson.status !== "PUBLISHED") return notAllowed()
    if (!plans && !lesson.isOpenToEnrol) return invalidState("NOT_OPEN", "This lesson is not open to enrol. Ask whoever plans it.")

    const known = await enrolments.find(lessonId, memberId)
    const clashes = () => enrolments.findClashes(lessonId, memberId)
    if (known && known.state !== "WITHDRAWN") return done({ lessonId, enrolment: known, clashes: await clashes() })
    await promoteWaiting({ enrolments, notices, now }, lessonId)
    const isFree = freePlaces(lesson.capacity, await enrolments.countExpected(lessonId)) > 0
    await enrolments.put(lesson, memberId, isFree ? "EXPECTED" : "WAITLISTED", isSelf && !plans ? "SELF" : "NAMED")
    const enrolment = await enrolments.find(lessonId, memberId)
    if (!enrolment) throw new Error("an enrolment is gone that was made a moment ago")
    return done({ lessonId, enrolment, clashes: await clashes() })
  })
}
