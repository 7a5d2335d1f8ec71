import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import { type Rectification, problemsOfListing } from "../domain/rectification.ts"
import { mayRectify } from "../domain/records.policy.ts"
import { findKeptPlace } from "./find-kept-place.ts"
import { findPeopleProblems } from "./find-people-problems.ts"

export type AskedRectification = {
  organisation: string
  reason: string
  listedOn: string
  dueOn: string
  leader?: string | null
  measures: string[]
  clientMutationKey?: string | null
}

/**
 * List an organisation as weak and lax (软弱涣散), with the leader who sees to it and what is to be done.
 *
 * It is the superior who lists: the organisation's own keepers may not. Refuses one that is listed and not yet accepted.
 */
export async function openRectification(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedRectification,
): Promise<Result<Rectification, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation, mayRectify)
  if (!place) return notAllowed()
  const { listedOn, dueOn, leader = null } = input
  const measures = input.measures.map((text) => text.trim())
  const listing = { reason: input.reason.trim(), listedOn, dueOn }
  const problems = [
    ...problemsOfListing(listing, measures, context.today),
    ...(await findPeopleProblems(context, [{ path: "leader", memberId: leader }], "ANYONE")),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  return context.change({ mutation: "openRectification", input }, async ({ places, rectifications }) => {
    await places.lock(place.id)
    if (await rectifications.isListed(place.id)) return invalidState("LISTED", "This organisation is listed, and its rectification is not accepted yet.")
    return done(await rectifications.add({ organisationId: place.id, leaderId: leader, ...listing }, measures))
  })
}
