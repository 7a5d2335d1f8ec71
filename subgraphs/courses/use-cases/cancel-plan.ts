import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { WORK_UNDER_WAY } from "../domain/timetable-plan.ts"

/**
 * Stop the work at a plan, which ends within a second or two; nothing of it is kept but what was asked.
 *
 * Refuses whoever does not plan for its organisation, and a plan that has come to its end.
 *
 * @throws {BadInput} when the id is none.
 */
export async function cancelPlan(
  { viewer, change }: Pick<CoursesContext, "viewer" | "change">,
  input: { planId: string; clientMutationKey?: string | null },
): Promise<Result<string, NotAllowed | InvalidInput | InvalidState>> {
  const id = requireId("input.plan", input.planId, "plan")
  return change({ mutation: "cancelPlan", input }, async ({ plans }): Promise<Result<string, NotAllowed | InvalidState>> => {
    const plan = await plans.hold(id)
    if (!plan || !mayPlan(viewer, plan.organisationPath)) return notAllowed()
    if (!WORK_UNDER_WAY.includes(plan.state)) return invalidState(plan.state, "The work at this plan has ended already.")
    await plans.cancel(id)
    return done(id)
  })
}
