import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { ContactAssignment } from "../domain/contact-assignment.ts"
import { findKeptPlace } from "./find-kept-place.ts"

/**
 * End a leader's contact with an organisation: from that day on.
 *
 * Refuses whoever does not keep the organisation's records, one that has ended, and a day that is not after its first.
 */
export async function endContactAssignment(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "records" | "change">,
  input: { assignment: string; until: string; clientMutationKey?: string | null },
): Promise<Result<ContactAssignment, NotAllowed | InvalidInput | InvalidState>> {
  const assignment = await context.records.contacts.findById(requireId("input.assignment", input.assignment, "assignment"))
  if (!assignment || !(await findKeptPlace(context, assignment.organisationId))) return notAllowed()
  const { until } = input
  if (until <= assignment.since || until > context.today) {
    return invalidInput({ path: "until", message: `The day lies after ${assignment.since}, its first, and not in the future.` })
  }
  return context.change({ mutation: "endContactAssignment", input }, async ({ contacts }) => {
    const ended = await contacts.end(assignment.id, until)
    return ended ? done(ended) : invalidState("ENDED", "This assignment has ended.")
  })
}
