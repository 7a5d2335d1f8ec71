import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import { LONGEST_NAME, problemsOfText, trimmed } from "../../shared/text.ts"
import { mayApprove } from "../domain/records.policy.ts"
import { type CommitteeTerm, problemsOfExtension } from "../domain/term.ts"
import { findKeptPlace } from "./find-kept-place.ts"

export type AskedExtension = { organisation: string; to: string; documentNumber: string; clientMutationKey?: string | null }

/**
 * Extend the term in which a committee sits, as its superior has approved by a document (基层组织选举工作条例: generally one year at most).
 *
 * Refuses whoever does not decide for the superior, a second extension, and more than a year.
 */
export async function extendTerm(
  context: Pick<OrganisationContext, "viewer" | "loaders" | "change">,
  input: AskedExtension,
): Promise<Result<CommitteeTerm, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation, mayApprove)
  if (!place) return notAllowed()
  const problems = problemsOfText("documentNumber", input.documentNumber, LONGEST_NAME)
  if (problems.length > 0) return invalidInput(...problems)

  return context.change({ mutation: "extendTerm", input }, async ({ places, terms }): Promise<Result<CommitteeTerm, InvalidInput | InvalidState>> => {
    await places.lock(place.id)
    const term = (await terms.findAll(place.id)).find(({ closedOn }) => closedOn === null)
    if (!term) return invalidState("NO_TERM", "No term of this committee runs: record its election first.")
    if (term.extendedTo) return invalidState("EXTENDED", `Term ${term.number} was extended to ${term.extendedTo} already.`)
    const late = problemsOfExtension(term, input.to)
    if (late.length > 0) return invalidInput(...late)
    return done(await terms.extend(term.id, input.to, trimmed(input.documentNumber) ?? ""))
  })
}
