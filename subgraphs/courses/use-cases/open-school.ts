import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { SchoolLevel } from "../domain/lesson.ts"
import { problemsOfSchool } from "../domain/school.ts"

type Asked = { organisationId: string; name: string; level: SchoolLevel; establishedOn: string; clientMutationKey?: string | null }
type Answer = Promise<Result<{ schoolId: string }, NotAllowed | InvalidInput | InvalidState>>

/** Open a Party school at an organisation, which keeps one at most. */
export async function openSchool({ viewer, today, change }: Pick<CoursesContext, "viewer" | "today" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  return change({ mutation: "openSchool", input }, async ({ places, schools }): Answer => {
    const place = await places.findOrganisation(organisationId)
    if (!place || !mayPlan(viewer, place.path)) return notAllowed()
    const { name, level, establishedOn } = input
    const isToCome = establishedOn > today
    const problems = [
      ...problemsOfSchool({ name }),
      ...(isToCome ? [{ path: "establishedOn", message: `This day lies in the future; today is ${today}.` }] : []),
    ]
    if (problems.length > 0) return invalidInput(...problems)
    if (await schools.findOf(organisationId)) return invalidState("HAS_SCHOOL", "This organisation keeps a Party school already.")
    return done({ schoolId: await schools.open(place, { name: name.trim(), level, establishedOn }) })
  })
}
