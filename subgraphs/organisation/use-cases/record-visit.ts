import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import type { Unit } from "../domain/unit.ts"
import { findKeptPlace } from "./find-kept-place.ts"

const MOST_HALF_DAYS = 62

/**
 * Record a visit of the instructor to a unit; at least half a day a month is expected.
 *
 * Gives the unit. Refuses a day before the unit's first or in the future, and more half-days than a month has.
 */
export async function recordVisit(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: { unit: string; visitedOn: string; halfDays: number; note?: string | null; clientMutationKey?: string | null },
): Promise<Result<Unit, NotAllowed | InvalidInput>> {
  const unit = await context.records.units.findById(requireId("input.unit", input.unit, "unit"))
  if (!unit || !(await findKeptPlace(context, unit.organisationId))) return notAllowed()
  const { visitedOn, halfDays, note } = input
  const problems = [
    ...(visitedOn < unit.since || visitedOn > context.today
      ? [{ path: "visitedOn", message: `The day lies between ${unit.since}, when the unit began, and today.` }]
      : []),
    ...(halfDays < 1 || halfDays > MOST_HALF_DAYS ? [{ path: "halfDays", message: `1 to ${MOST_HALF_DAYS} half-days.` }] : []),
    ...problemsOfOptionalText("note", note, LONGEST_NOTE),
  ]
  if (problems.length > 0) return invalidInput(...problems)
  return context.change({ mutation: "recordVisit", input }, async ({ units }) => {
    await units.addVisit({ unitId: unit.id, visitedOn, halfDays, note: trimmed(note) })
    return done(unit)
  })
}
