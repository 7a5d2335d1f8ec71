import {
  type InvalidInput,
  type InvalidState,
  type NotAllowed,
  type Result,
  type StaleVersion,
  done,
  invalidInput,
  invalidState,
  notAllowed,
} from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { Audience } from "../domain/audience.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"
import type { SchoolLevel } from "../domain/lesson.ts"
import { edited, given } from "../domain/register.ts"
import { staleVersion } from "../domain/stale-version.ts"
import { type ClassEdit, problemsOfClass } from "../domain/training-class.ts"
import { problemsOfClassNames } from "./problems-of-class-names.ts"
import { promoteClassPlaces } from "./promote-class-places.ts"

type Asked = {
  classId: string
  version: number
  name?: string | null
  level?: SchoolLevel | null
  year?: number | null
  cohort?: number | null
  audience?: Audience | null
  plannedPlaces?: number | null
  hours?: number | null
  startsOn?: string | null
  endsOn?: string | null
  state?: "PLANNED" | "OPEN" | null
  coOrganisers?: CoOrganiser[] | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ classId: string; promoted: number }, NotAllowed | InvalidInput | InvalidState | StaleVersion>>

/**
 * Change a training class; what is left out stays as it is, co-organisers are replaced whole.
 *
 * More places go to those who wait, in their order, in the same moment; there can be no fewer than are taken. Refuses an edit of a version that
 * stands no longer.
 */
export async function updateClass({ viewer, now, change }: Pick<CoursesContext, "viewer" | "now" | "change">, input: Asked): Answer {
  const classId = requireId("input.class", input.classId, "class")
  const edit = editOf(input)
  return change({ mutation: "updateClass", input }, async ({ places, classes, classPlaces, enrolments, notices }): Answer => {
    const found = await classes.lock(classId)
    if (!found || !mayPlan(viewer, found.path)) return notAllowed()
    const coOrganisers = input.coOrganisers ?? undefined
    const days = { startsOn: edit.startsOn ?? found.startsOn, endsOn: edit.endsOn ?? found.endsOn }
    const plannedPlaces = edit.plannedPlaces ?? found.plannedPlaces
    const taken = await classPlaces.countExpected(classId)
    const problems = [
      ...problemsOfClass({ ...edit, ...(coOrganisers && { coOrganisers }) }, days),
      ...(await problemsOfClassNames(places, input)),
      ...(edit.plannedPlaces !== undefined && edit.plannedPlaces < taken ? [{ path: "plannedPlaces", message: `${taken} places are taken.` }] : []),
    ]
    if (problems.length > 0) return invalidInput(...problems.slice(0, 100))
    if (input.version !== found.version) return staleVersion(found.version)
    if (found.state === "CANCELLED") return invalidState("CANCELLED", "The class is cancelled.")
    await classes.change(classId, edit)
    if (coOrganisers) await classes.setCoOrganisers(classId, coOrganisers)
    if (plannedPlaces <= found.plannedPlaces) return done({ classId, promoted: 0 })
    const lessons = await enrolments.lockComingOfClass(classId)
    const promoted = await promoteClassPlaces({ classPlaces, enrolments, notices, now }, classId, lessons, plannedPlaces)
    return done({ classId, promoted: promoted.length })
  })
}

function editOf(input: Asked): ClassEdit {
  return given({
    name: edited<string>(input.name),
    level: input.level ?? undefined,
    year: input.year ?? undefined,
    cohort: input.cohort,
    audience: input.audience,
    plannedPlaces: input.plannedPlaces ?? undefined,
    hours: input.hours ?? undefined,
    startsOn: input.startsOn ?? undefined,
    endsOn: input.endsOn ?? undefined,
    state: input.state ?? undefined,
  }) as ClassEdit
}
