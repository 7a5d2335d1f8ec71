import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import { type CommitteeTerm, problemsOfTerm, termRuleFor, yearsAfter } from "../domain/term.ts"
import { findKeptPlace } from "./find-kept-place.ts"

export type AskedTerm = { organisation: string; number: number; electedOn: string; closedOn?: string | null; clientMutationKey?: string | null }

/**
 * Record a term from before the books were kept here, or one whose election nobody recorded; it ends by the rule of its day.
 *
 * Refuses a number that is taken and days that do not fit the terms beside it.
 */
export async function recordTerm(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedTerm,
): Promise<Result<CommitteeTerm, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()
  const { number, electedOn, closedOn = null } = input
  const problems = [
    ...(number < 1 || number > 999 ? [{ path: "number", message: "Terms are counted from 1 to 999." }] : []),
    ...(electedOn > context.today ? [{ path: "electedOn", message: "The day lies in the future." }] : []),
    ...(closedOn !== null && closedOn > context.today ? [{ path: "closedOn", message: "The day lies in the future." }] : []),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  return context.change({ mutation: "recordTerm", input }, async ({ places, terms }): Promise<Result<CommitteeTerm, InvalidInput | InvalidState>> => {
    await places.lock(place.id)
    const clashes = problemsOfTerm({ number, electedOn, closedOn }, await terms.findAll(place.id))
    if (clashes.length > 0) return invalidInput(...clashes)
    const rule = termRuleFor(await terms.findRules(), { ...(await places.electorateOn(place.id, electedOn)), electedOn })
    if (!rule) return invalidState("NO_TERM_RULE", "No rule in force on that day gives an organisation of this kind a term.")
    const endsOn = yearsAfter(electedOn, rule.years)
    return done(await terms.add({ organisationId: place.id, number, electedOn, endsOn, ruleId: rule.id, extendedTo: null, extensionDocument: null, closedOn }))
  })
}
