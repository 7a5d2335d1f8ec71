import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { type AskedDemand, expandDemands, subjectsOf } from "../domain/plan-request.ts"
import { type PlanRequest, problemsOfRequest } from "../domain/timetable-plan.ts"

export type AskedPlan = { organisationId: string; title: string; request: PlanRequest; demands: AskedDemand[]; clientMutationKey?: string | null }

const MOST_DEMANDS = 100
/** Plans are worked at one after another, each for a minute at most: whoever asks for hundreds would keep all others waiting for hours. */
const MOST_OPEN = 20
const TOO_MANY_OPEN = `${MOST_OPEN} plans that you asked for are waiting or worked at. Wait until one has come to its end, or cancel one.`
/** The last attempt does not work at the plan but ends it: four processes may die of it. */
const ATTEMPTS = 5

/**
 * Ask for a whole timetable: the lessons are written down, and a job is asked for that places them, in one transaction.
 *
 * Refuses whoever does not plan for the organisation, and demands that are not right, all at once.
 *
 * @throws {BadInput} when an id is none.
 */
export async function planTimetable(
  { viewer, today, change }: Pick<CoursesContext, "viewer" | "today" | "change">,
  input: AskedPlan,
): Promise<Result<string, NotAllowed | InvalidInput>> {
  requireIds(input)
  const { organisationId, request, demands: asked } = input
  return change({ mutation: "planTimetable", input }, async ({ plans, planParts, jobs }): Promise<Result<string, NotAllowed | InvalidInput>> => {
    const parts = await planParts.find({
      organisationIds: [organisationId, ...asked.flatMap(({ organisationIds }) => organisationIds)],
      underIds: asked.flatMap(({ schoolsBelow }) => schoolsBelow ?? []),
      teacherIds: asked.flatMap(({ teacherIds }) => teacherIds),
      subjects: subjectsOf(asked),
      courseIds: asked.flatMap(({ courseId }) => courseId ?? []),
      venueIds: asked.flatMap(({ venueIds }) => venueIds),
    })
    const place = parts.organisations.find(({ id }) => id === organisationId)
    if (!place || !mayPlan(viewer, place.path)) return notAllowed()
    const { from, to, rules } = request
    const { demands, problems } = expandDemands(asked, parts, { path: place.path, from, to, travelMinutes: rules.travelMinutes })
    const all = [
      ...problemsOfText("title", input.title, LONGEST_TITLE),
      ...problemsOfRequest(request, today),
      ...(asked.length === 0 || asked.length > MOST_DEMANDS ? [{ path: "demands", message: `Ask for 1 to ${MOST_DEMANDS} demands.` }] : []),
      ...problems,
    ]
    if (all.length > 0) return invalidInput(...all.slice(0, 100))
    if ((await plans.countOpen(viewer.accountId)) >= MOST_OPEN) return invalidInput({ path: "organisation", message: TOO_MANY_OPEN })
    const plan = { organisationId, organisationPath: place.path, title: input.title.trim(), request }
    const id = await plans.add(plan, demands, viewer.accountId)
    await jobs.add("plan", { planId: id }, { queue: "plans", attempts: ATTEMPTS })
    return done(id)
  })
}

function requireIds({ organisationId, demands }: AskedPlan): void {
  requireId("input.organisation", organisationId, "organisation")
  for (const [at, demand] of demands.entries()) {
    const path = `input.demands.${at}`
    if (demand.courseId !== null) requireId(`${path}.course`, demand.courseId, "course")
    if (demand.schoolsBelow !== null) requireId(`${path}.schoolsBelow`, demand.schoolsBelow, "organisation")
    for (const [index, id] of demand.organisationIds.entries()) requireId(`${path}.organisations.${index}`, id, "organisation")
    for (const [index, id] of demand.teacherIds.entries()) requireId(`${path}.teachers.${index}`, id, "teacher")
    for (const [index, id] of demand.venueIds.entries()) requireId(`${path}.venues.${index}`, id, "venue")
  }
}
