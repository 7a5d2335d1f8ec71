import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { problemsOfExtension } from "../domain/stages.ts"
import { LONGEST_NOTE, LONGEST_TITLE, trimmed, problemsOfText } from "../../shared/text.ts"

export type AskedExtension = { memberId: string; until: string; documentNumber: string; reason: string; clientMutationKey?: string | null }

/**
 * Prolong a person's probation, once, by half a year to a year, with the document that decided it (延长预备期).
 *
 * Refuses people who are not on probation, and a second extension: two would be more than the year that the Constitution allows.
 */
export function extendProbation(
  { viewer, change }: Pick<PeopleContext, "viewer" | "change">,
  input: AskedExtension,
): Promise<Result<{ memberId: string }, NotAllowed | InvalidInput | InvalidState>> {
  const { memberId, until } = input
  requireId("input.member", memberId, "member")
  return change<{ memberId: string }, NotAllowed | InvalidInput | InvalidState>({ mutation: "extendProbation", input }, async ({ books, stages }) => {
    const book = await books.lock(memberId)
    if (!book || !mayKeepRecords(viewer, book.branchPath)) return notAllowed()
    const joinedOn = book.since.PROBATIONARY
    if (book.stage !== "PROBATIONARY" || joinedOn === null) return invalidState(book.stage, "The person is not on probation.")
    if (book.probationTo !== null) return invalidState("EXTENDED", `Probation was prolonged already, until ${book.probationTo}.`)
    const problems = [
      ...problemsOfExtension(joinedOn, until),
      ...problemsOfText("documentNumber", input.documentNumber, LONGEST_TITLE),
      ...problemsOfText("reason", input.reason, LONGEST_NOTE),
    ]
    if (problems.length > 0) return invalidInput(...problems)
    const [documentNumber, reason] = [trimmed(input.documentNumber), trimmed(input.reason)]
    await stages.prolong(memberId, until)
    await stages.add({ memberId, stage: "PROBATIONARY", since: joinedOn, documentNumber, exceptions: [], reasons: [], extendedTo: until, reason })
    return done({ memberId })
  })
}
