import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Warning } from "../domain/clash.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { LessonToPlace } from "../domain/lesson-to-place.ts"
import { type PlannedLesson, WORK_DONE } from "../domain/timetable-plan.ts"
import { placeLessons } from "./place-lessons.ts"

/** `warnings` say of which lesson, by its number in the plan. */
export type Applied = { planId: string; lessons: number; warnings: (Warning & { number: number })[] }

/** The plan has said so of itself, once and not for each lesson. */
const KNOWN = "CALENDAR_UNKNOWN"

/**
 * Make the placed lessons of a plan drafts, to be looked through and published; once.
 *
 * What was published since the plan was made may be in the way now: each draft is looked at again, and what clashes is listed. A lesson whose teacher or venue is
 * gone since is left out, and said so. Expected are the people of the organisation that holds it.
 *
 * Refuses whoever does not plan for its organisation, a plan that has not come to its end, and one that was applied.
 *
 * @throws {BadInput} when the id is none.
 */
export async function applyPlan(
  context: Pick<CoursesContext, "viewer" | "now" | "dayOf" | "change">,
  input: { planId: string; clientMutationKey?: string | null },
): Promise<Result<Applied, NotAllowed | InvalidInput | InvalidState>> {
  const id = requireId("input.plan", input.planId, "plan")
  return context.change({ mutation: "applyPlan", input }, async (writers): Promise<Result<Applied, NotAllowed | InvalidState>> => {
    const plan = await writers.plans.hold(id)
    if (!plan || !mayPlan(context.viewer, plan.organisationPath)) return notAllowed()
    if (plan.appliedAt) return invalidState("APPLIED", "This plan was applied already: its lessons are in the timetable as drafts.")
    if (!WORK_DONE.includes(plan.state)) return invalidState(plan.state, "This plan has no lessons to apply: the work at it has not come to its end.")
    const drafts: { number: number; lessonId: string }[] = []
    const warnings: Applied["warnings"] = []
    const planned = await writers.plans.findPlaced(id)
    const answers = await placeLessons(context, writers, planned.map(lessonOf), { publish: false, tell: "EACH" })
    for (const [at, placed] of answers.entries()) {
      const number = planned[at]?.number ?? 0
      if (placed.ok) {
        drafts.push({ number, lessonId: placed.value.lessonId })
        warnings.push(...placed.value.warnings.flatMap((warning) => (warning.code === KNOWN ? [] : [{ ...warning, number }])))
      } else warnings.push({ number, code: "LEFT_OUT", message: placed.refusal.message })
    }
    await writers.plans.apply(id, drafts)
    return done({ planId: id, lessons: drafts.length, warnings: warnings.slice(0, 100) })
  })
}

function lessonOf({ demand, startsAt, endsAt, venueId, teacherId }: PlannedLesson): LessonToPlace {
  return {
    organiserId: demand.organisationId,
    title: demand.title,
    category: demand.category,
    mode: demand.mode,
    periods: startsAt && endsAt ? [{ startsAt, endsAt }] : [],
    plannedHours: demand.plannedHours,
    capacity: demand.isOpenToEnrol ? demand.expected : null,
    schoolId: null,
    courseId: demand.courseId,
    trainingClassId: null,
    venueId,
    siteIds: [],
    teacherIds: teacherId ? [teacherId] : [],
    coOrganisers: [],
    audience: demand.isOpenToEnrol
      ? null
      : { organisations: [demand.organisationId], includeDescendants: true, posts: demand.posts, stages: demand.stages, members: [] },
    code: null,
    place: null,
    remark: null,
    isCounted: true,
    isOpenToEnrol: demand.isOpenToEnrol,
  }
}
