import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { type ClassPlace, freePlaces } from "../domain/enrolment.ts"
import { giveClassLessons } from "./give-class-lessons.ts"
import { promoteClassPlaces } from "./promote-class-places.ts"

type Answer = Promise<Result<{ classId: string; place: ClassPlace }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Enter somebody for a training class, and with a place for its lessons that are still to come; without one, behind those who wait.
 *
 * For planners of the person's place who see the class; while it is only planned, for its own planners. Its planned places are the limit,
 * counted under the class's lock. Who is entered already stays as they are.
 */
export async function enrolInClass(
  { viewer, today, loaders, now, change }: Pick<CoursesContext, "viewer" | "today" | "loaders" | "now" | "change">,
  input: { classId: string; memberId: string; clientMutationKey?: string | null },
): Answer {
  const classId = requireId("input.class", input.classId, "class")
  const memberId = requireId("input.member", input.memberId, "member")
  const [seen, member] = await Promise.all([loaders.classById.load(classId), loaders.seenMemberById.load(memberId)])
  if (!seen || !member || !mayPlan(viewer, member.branchPath)) return notAllowed()

  return change({ mutation: "enrolInClass", input }, async ({ classPlaces, enrolments, notices }): Answer => {
    const found = await classPlaces.lockClass(classId)
    if (!found || (found.state === "PLANNED" && !mayPlan(viewer, found.organisationPath))) return notAllowed()
    if (found.state === "CANCELLED") return invalidState("CANCELLED", "The class is cancelled.")
    if (found.endsOn < today) return invalidState("OVER", "The class is over.")

    const known = await classPlaces.find(classId, memberId)
    if (known && known.state !== "WITHDRAWN") return done({ classId, place: known })
    const lessons = await enrolments.lockComingOfClass(classId)
    const writers = { classPlaces, enrolments, notices, now }
    await promoteClassPlaces(writers, classId, lessons, found.plannedPlaces)
    const isFree = freePlaces(found.plannedPlaces, await classPlaces.countExpected(classId)) > 0
    await classPlaces.put(classId, memberId, isFree ? "EXPECTED" : "WAITLISTED")
    if (isFree) await giveClassLessons(writers, lessons, memberId)
    const place = await classPlaces.find(classId, memberId)
    if (!place) throw new Error("a place is gone that was given a moment ago")
    return done({ classId, place })
  })
}
