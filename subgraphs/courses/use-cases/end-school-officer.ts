import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { SchoolOfficer } from "../domain/school.ts"

type Answer = Promise<Result<{ schoolId: string; officer: SchoolOfficer }, NotAllowed | InvalidInput | InvalidState>>

/** End somebody's office at a Party school; `until` is the first day without it. An office that ends earlier already stays so. */
export async function endSchoolOfficer(
  { viewer, change }: Pick<CoursesContext, "viewer" | "change">,
  input: { officerId: string; until: string; clientMutationKey?: string | null },
): Answer {
  const officerId = requireId("input.officer", input.officerId, "officer")
  return change({ mutation: "endSchoolOfficer", input }, async ({ schools }): Answer => {
    const found = await schools.findOfficer(officerId)
    if (!found || !mayPlan(viewer, found.path)) return notAllowed()
    await schools.lock(found.schoolId)
    const { officer, schoolId } = (await schools.findOfficer(officerId)) ?? found
    const { until } = input
    if (until <= officer.since) return invalidInput({ path: "until", message: `It must be later than ${officer.since}, when the office began.` })
    if (officer.until !== null && officer.until < until) return invalidState("ENDED", `The office ends on ${officer.until} already.`)
    await schools.endOfficer(officerId, until)
    return done({ schoolId, officer: { ...officer, until } })
  })
}
