import type { FieldProblem } from "../../shared/result.ts"
import { LONGEST_TITLE, problemsOfText } from "../../shared/text.ts"
import { type Audience, problemsOfAudience } from "./audience.ts"
import type { CoOrganiser } from "./lesson-to-place.ts"
import type { SchoolLevel } from "./lesson.ts"
import { problemsOfEdit, problemsOfHours, problemsOfNumber } from "./register.ts"

export type ClassState = "PLANNED" | "OPEN" | "CANCELLED"
/** What is kept of a class beside what it is announced with. */
export type ClassDetail = {
  id: string
  organisationPath: string
  cohort: number | null
  audience: Audience | null
  state: ClassState
  cancelledReason: string | null
  version: number
}

/** What somebody may write of a class; a field left out stays as it is. */
export type ClassEdit = {
  name?: string
  level?: SchoolLevel
  year?: number
  cohort?: number | null
  audience?: Audience | null
  plannedPlaces?: number
  hours?: number
  startsOn?: string
  endsOn?: string
  state?: "PLANNED" | "OPEN"
  coOrganisers?: CoOrganiser[]
}

export const MOST_PLACES = 5_000
const MOST_HOURS = 1_000
const MOST_CO_ORGANISERS = 20
const LONGEST_CLASS_DAYS = 800

/** Find what is wrong with a class as it would be: the days are those that would stand. */
export function problemsOfClass(edit: ClassEdit, { startsOn, endsOn }: { startsOn: string; endsOn: string }): FieldProblem[] {
  const { name, year, cohort, audience, plannedPlaces, hours, coOrganisers = [] } = edit
  const days = (Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000
  return [
    ...problemsOfEdit({ name: { text: name, longest: LONGEST_TITLE, isNeeded: true } }),
    ...problemsOfNumber("year", year, 1950, 2100),
    ...problemsOfNumber("cohort", cohort, 1, 999),
    ...problemsOfNumber("plannedPlaces", plannedPlaces, 1, MOST_PLACES),
    ...problemsOfHours("hours", hours, MOST_HOURS),
    ...(days < 0 ? [{ path: "endsOn", message: "It cannot end before it begins." }] : []),
    ...(days > LONGEST_CLASS_DAYS ? [{ path: "endsOn", message: `A class lasts ${LONGEST_CLASS_DAYS} days at most.` }] : []),
    ...(audience ? problemsOfAudience("audience", audience) : []),
    ...(coOrganisers.length > MOST_CO_ORGANISERS ? [{ path: "coOrganisers", message: `At most ${MOST_CO_ORGANISERS}.` }] : []),
    ...coOrganisers.slice(0, MOST_CO_ORGANISERS).flatMap((partner, at) => problemsOfText(`coOrganisers.${at}.name`, partner.name, LONGEST_TITLE)),
  ]
}
