import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { Stage } from "../domain/member.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { type AskedException, type RuleBroken, entriesOf, judgeExceptions, problemsOfExceptions } from "../domain/stage-exceptions.ts"
import { brokenRules, isWithinReach, problemsOfStepDay, withStep } from "../domain/stages.ts"
import { trimmed } from "../../shared/text.ts"

export type AskedStage = {
  memberId: string
  stage: Stage
  since: string
  documentNumber?: string | null
  exceptions?: readonly AskedException[] | null
  clientMutationKey?: string | null
}

/**
 * Record that a person has taken the next step into the Party, or correct the day of one that was taken.
 *
 * A rule may be departed from with a superior's document and a reason for each; the order of the steps, and days that cannot be,
 * may not. A correction needs its document, and no exception for what was broken before it.
 */
export function recordStage(
  { viewer, today, change }: Pick<PeopleContext, "viewer" | "today" | "change">,
  input: AskedStage,
): Promise<Result<{ memberId: string }, NotAllowed | InvalidInput | InvalidState | RuleBroken>> {
  const { memberId, stage, since } = input
  const exceptions = input.exceptions ?? []
  const documentNumber = trimmed(input.documentNumber)
  requireId("input.member", memberId, "member")
  return change<{ memberId: string }, NotAllowed | InvalidInput | InvalidState | RuleBroken>({ mutation: "recordStage", input }, async ({ books, stages }) => {
    const book = await books.lock(memberId)
    if (!book || !mayKeepRecords(viewer, book.branchPath)) return notAllowed()
    if (!isWithinReach(book, stage))
      return invalidState(book.stage, `The person is at ${book.stage}; steps are taken one after the other, and ${stage} is not the next.`)

    const after = withStep(book, stage, since)
    const isCorrection = after.stage === book.stage
    const problems = [...problemsOfExceptions(input, isCorrection), ...problemsOfStepDay(book, stage, since, today)]
    if (problems.length > 0) return invalidInput(...problems)

    const known = new Set(brokenRules(book).map(({ rule }) => rule))
    const broken = brokenRules(after).filter(({ rule }) => !known.has(rule))
    const refusal = judgeExceptions(broken, exceptions)
    if (refusal) return refusal

    await stages.write(memberId, { stage: after.stage, step: stage, since })
    await stages.add({ memberId, stage, since, documentNumber, ...entriesOf(exceptions), extendedTo: null, reason: null })
    return done({ memberId })
  })
}
