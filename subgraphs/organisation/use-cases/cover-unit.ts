import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { Unit } from "../domain/unit.ts"
import { findKeptPlace } from "./find-kept-place.ts"
import { findPeopleProblems } from "./find-people-problems.ts"

export type AskedCover = { unit: string; organisation?: string | null; since?: string | null; instructor?: string | null; clientMutationKey?: string | null }

/**
 * Record which Party organisation covers a unit, its own or a joint branch, and who instructs it (党建指导员).
 *
 * What is left out stays as it is. Refuses an organisation that does not exist for the viewer, and a first day before the unit's.
 */
export async function coverUnit(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: AskedCover,
): Promise<Result<Unit, NotAllowed | InvalidInput>> {
  const unit = await context.records.units.findById(requireId("input.unit", input.unit, "unit"))
  if (!unit || !(await findKeptPlace(context, unit.organisationId))) return notAllowed()
  const { organisation = null, since = null, instructor = null } = input
  const covering = organisation === null ? null : await context.loaders.organisationById.load(requireId("input.organisation", organisation, "organisation"))
  const problems = [
    ...(organisation === null && instructor === null ? [{ path: "organisation", message: "Say which organisation covers it, or who instructs it." }] : []),
    ...(organisation !== null && covering === null ? [{ path: "organisation", message: "There is no such organisation for you." }] : []),
    ...((organisation === null) === (since === null) ? [] : [{ path: "since", message: "Name the organisation and its first day together." }]),
    ...(since !== null && (since < unit.since || since > context.today)
      ? [{ path: "since", message: `The day lies between ${unit.since}, when the unit began, and today.` }]
      : []),
    ...(await findPeopleProblems(context, [{ path: "instructor", memberId: instructor }], "ANYONE")),
  ]
  if (problems.length > 0) return invalidInput(...problems)
  const by = covering && since ? { organisationId: covering.id, since } : undefined
  return context.change({ mutation: "coverUnit", input }, async ({ units }) => done(await units.cover(unit.id, by, instructor ?? undefined)))
}
