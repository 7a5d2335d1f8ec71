import { type InvalidInput, type NotAllowed, type Result, type StaleVersion, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import { edited, given } from "../domain/register.ts"
import { type SchoolEdit, problemsOfSchool } from "../domain/school.ts"
import { staleVersion } from "../domain/stale-version.ts"

type Asked = {
  schoolId: string
  version: number
  name?: string | null
  isDemonstration?: boolean | null
  demonstrationBatch?: number | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ schoolId: string }, NotAllowed | InvalidInput | StaleVersion>>

/**
 * Change the name of a Party school, or that it is a demonstration school (示范党校) and of which batch; what is left out stays as it is.
 *
 * A school that is none any longer is of no batch. Refuses an edit of a version that stands no longer.
 */
export async function updateSchool({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const schoolId = requireId("input.school", input.schoolId, "school")
  return change({ mutation: "updateSchool", input }, async ({ schools }): Answer => {
    const school = await schools.lock(schoolId)
    if (!school || !mayPlan(viewer, school.path)) return notAllowed()
    const isDemonstration = input.isDemonstration ?? school.isDemonstration
    const edit = given({ name: edited<string>(input.name), isDemonstration, demonstrationBatch: input.demonstrationBatch }) as SchoolEdit
    const problems = problemsOfSchool(edit)
    if (problems.length > 0) return invalidInput(...problems)
    if (input.version !== school.version) return staleVersion(school.version)
    await schools.change(schoolId, isDemonstration ? edit : { ...edit, demonstrationBatch: null })
    return done({ schoolId })
  })
}
