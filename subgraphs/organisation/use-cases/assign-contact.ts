import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import { type ContactAssignment, MOST_CONTACTS } from "../domain/contact-assignment.ts"
import type { Level } from "../domain/organisation.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { findKeptPlace } from "./find-kept-place.ts"
import { findPeopleProblems } from "./find-people-problems.ts"

export type AskedContact = {
  organisation: string
  leader: string
  level: Level
  since: string
  note?: string | null
  clientMutationKey?: string | null
}

/**
 * Record that a leader keeps contact with an organisation (联系点) from a day on.
 *
 * The leader is somebody whom the viewer may read: as a rule the superior, who sends the leader, records it.
 */
export async function assignContact(
  context: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">,
  input: AskedContact,
): Promise<Result<ContactAssignment, NotAllowed | InvalidInput | InvalidState>> {
  const place = await findKeptPlace(context, input.organisation)
  if (!place) return notAllowed()
  const { leader, level, since, note } = input
  const problems = [
    ...(await findPeopleProblems(context, [{ path: "leader", memberId: leader }], "ANYONE")),
    ...(since > context.today ? [{ path: "since", message: "The day lies in the future." }] : []),
    ...problemsOfOptionalText("note", note, LONGEST_NOTE),
  ]
  if (problems.length > 0) return invalidInput(...problems)

  return context.change({ mutation: "assignContact", input }, async ({ places, contacts }) => {
    await places.lock(place.id)
    const running = await contacts.findOn([place.id], context.today)
    const same = running.find(({ leaderId }) => leaderId === leader)
    if (same) return invalidState("ASSIGNED", `This leader keeps contact since ${same.since}.`)
    if (running.length >= MOST_CONTACTS) return invalidState("FULL", `${MOST_CONTACTS} leaders keep contact already: end an assignment first.`)
    return done(await contacts.add({ organisationId: place.id, leaderId: leader, level, since, note: trimmed(note) }))
  })
}
