import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { nextContactAfter, problemsOfContact } from "../domain/floating.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"

export type AskedContact = { recordId: string; contactedOn: string; nextContactDue?: string | null; clientMutationKey?: string | null }

/** Record that somebody was in touch with a person who is away, and when the next time is due: half a year later if nothing else is said. */
export function recordFloatingContact(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedContact,
): Promise<Result<{ recordId: string }, NotAllowed | InvalidInput | InvalidState>> {
  const id = requireId("input.record", input.recordId, "floating")
  const nextContactDue = input.nextContactDue ?? nextContactAfter(input.contactedOn)
  return change<{ recordId: string }, NotAllowed | InvalidInput | InvalidState>({ mutation: "recordFloatingContact", input }, async ({ books, floating }) => {
    const known = await floating.findById(id)
    const book = known && (await books.lock(known.memberId))
    if (!book || !mayKeepRecords(viewer, book.branchPath)) return notAllowed()
    const record = await floating.findById(id)
    if (!record || record.until !== null) return invalidState("ENDED", "The stay has ended; there is no contact to keep.")
    const problems = problemsOfContact(record, input.contactedOn, nextContactDue, today)
    if (problems.length > 0) return invalidInput(...problems)
    await floating.contact(id, input.contactedOn, nextContactDue)
    return done({ recordId: id })
  })
}
