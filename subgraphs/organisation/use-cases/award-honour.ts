import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import { type Honour, problemsOfHonour } from "../domain/honour.ts"
import { trimmed } from "../../shared/text.ts"
import { findKeptPlace } from "./find-kept-place.ts"

export type AskedHonour = Pick<Honour, "kind" | "title" | "level" | "issuer" | "grantedOn"> & {
  organisation: string
  batch?: number | null
  documentNumber?: string | null
  clientMutationKey?: string | null
}

/**
 * Record a title that an organisation was given: an honour, a demonstration site of some batch, a pilot.
 *
 * Refuses whoever does not keep the organisation's records, and a day in the future.
 */
export async function awardHonour(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedHonour,
): Promise<Result<Honour, NotAllowed | InvalidInput>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()
  const { kind, level, grantedOn, batch = null } = input
  const honour = { kind, level, grantedOn, batch, title: input.title.trim(), issuer: input.issuer.trim(), documentNumber: trimmed(input.documentNumber) }
  const problems = problemsOfHonour(honour, context.today)
  if (problems.length > 0) return invalidInput(...problems)
  return context.change({ mutation: "awardHonour", input }, async ({ honours }) => done(await honours.add({ organisationId: place.id, ...honour })))
}
