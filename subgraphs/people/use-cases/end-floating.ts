import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"

export type AskedFloatingEnd = { recordId: string; until?: string | null; clientMutationKey?: string | null }

/** Record that a person has come back, or gone home again; the record stays in the history. */
export function endFloating(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedFloatingEnd,
): Promise<Result<{ recordId: string }, NotAllowed | InvalidInput | InvalidState>> {
  const id = requireId("input.record", input.recordId, "floating")
  const until = input.until ?? today
  return change<{ recordId: string }, NotAllowed | InvalidInput | InvalidState>({ mutation: "endFloating", input }, async ({ books, floating }) => {
    const known = await floating.findById(id)
    const book = known && (await books.lock(known.memberId))
    if (!book || !mayKeepRecords(viewer, book.branchPath)) return notAllowed()
    const record = await floating.findById(id)
    if (!record || record.until !== null) return invalidState("ENDED", `The stay has ended already${record ? `, on ${record.until}` : ""}.`)
    if (until > today) return invalidInput({ path: "until", message: `This day lies in the future; today is ${today}.` })
    if (until < record.since) return invalidInput({ path: "until", message: `It cannot end before it began, on ${record.since}.` })
    await floating.end(id, until)
    return done({ recordId: id })
  })
}
