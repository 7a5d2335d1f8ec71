import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Audience } from "../domain/audience.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"
import type { SchoolLevel } from "../domain/lesson.ts"
import { problemsOfClass } from "../domain/training-class.ts"
import { problemsOfClassNames } from "./problems-of-class-names.ts"

type Asked = {
  organisationId: string
  name: string
  level: SchoolLevel
  year: number
  cohort?: number | null
  audience?: Audience | null
  plannedPlaces: number
  hours: number
  startsOn: string
  endsOn: string
  state: "PLANNED" | "OPEN"
  coOrganisers: CoOrganiser[]
  clientMutationKey?: string | null
}

type Answer = Promise<Result<{ classId: string }, NotAllowed | InvalidInput>>

/**
 * Open a training class (培训班) of an organisation: for whom, how many, from when to when, with whom.
 *
 * One that is only planned is entered by its own planners; an open one by those who plan for the people.
 */
export async function openClass({ viewer, change }: Pick<CoursesContext, "viewer" | "change">, input: Asked): Answer {
  const organisationId = requireId("input.organisation", input.organisationId, "organisation")
  return change({ mutation: "openClass", input }, async ({ places, classes }): Answer => {
    const place = await places.findOrganisation(organisationId)
    if (!place || !mayPlan(viewer, place.path)) return notAllowed()
    const { level, year, plannedPlaces, hours, startsOn, endsOn, state, coOrganisers } = input
    const [cohort, audience] = [input.cohort ?? null, input.audience ?? null]
    const training = { name: input.name, level, year, cohort, audience, plannedPlaces, hours, startsOn, endsOn, state }
    const problems = [...problemsOfClass({ ...training, coOrganisers }, training), ...(await problemsOfClassNames(places, input))]
    if (problems.length > 0) return invalidInput(...problems.slice(0, 100))
    const classId = await classes.open(place, { ...training, name: input.name.trim() })
    await classes.setCoOrganisers(classId, coOrganisers)
    return done({ classId })
  })
}
