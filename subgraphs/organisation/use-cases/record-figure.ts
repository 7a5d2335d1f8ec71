import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import { type ReportedFigure, problemsOfFigure } from "../domain/figure.ts"
import { mayKeepRecords } from "../domain/records.policy.ts"

export type AskedFigure = Omit<ReportedFigure, "value"> & { value?: number | null; clientMutationKey?: string | null }

/**
 * Record a figure that an organisation reports, as exact as its source. Another one of the same measure and day replaces it.
 *
 * Refuses whoever does not keep the organisation's books, and a value where none is known.
 */
export async function recordFigure(
  { viewer, today, loaders, change }: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedFigure,
): Promise<Result<ReportedFigure, NotAllowed | InvalidInput>> {
  const organisation = await loaders.organisationById.load(requireId("input.organisation", input.organisationId, "organisation"))
  if (!organisation || !mayKeepRecords(viewer, organisation.path)) return notAllowed()

  const { measure, precision, unit, asOf, source } = input
  const figure = { measure: measure.trim(), value: input.value ?? null, precision, unit: unit.trim(), asOf, source: source.trim() }
  const problems = problemsOfFigure(figure, today)
  if (problems.length > 0) return invalidInput(...problems)

  return change({ mutation: "recordFigure", input }, async ({ figures }) => {
    const recorded = { organisationId: organisation.id, ...figure }
    await figures.record(recorded)
    return done(recorded)
  })
}
