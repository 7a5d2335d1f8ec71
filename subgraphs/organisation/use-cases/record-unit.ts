import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import { trimmed } from "../../shared/text.ts"
import { type Unit, problemsOfUnit } from "../domain/unit.ts"
import { findKeptPlace } from "./find-kept-place.ts"

export type AskedUnit = {
  organisation: string
  name: string
  kind: Unit["kind"]
  creditCode?: string | null
  since: string
  clientMutationKey?: string | null
}

/**
 * Record an enterprise or social organisation (两新组织) in the area of an organisation.
 *
 * Refuses a credit code that is none (GB 32100) and one that stands in the books, wherever.
 */
export async function recordUnit(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedUnit,
): Promise<Result<Unit, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()
  const creditCode = trimmed(input.creditCode)?.toUpperCase() ?? null
  const unit = { name: input.name.trim(), kind: input.kind, creditCode, since: input.since }
  const problems = problemsOfUnit(unit, context.today)
  if (problems.length > 0) return invalidInput(...problems)
  return context.change({ mutation: "recordUnit", input }, async ({ units }) =>
    creditCode !== null && (await units.isKnown(creditCode))
      ? invalidState("KNOWN", "A unit with this credit code stands in the books.")
      : done(await units.add({ organisationId: place.id, ...unit })),
  )
}
