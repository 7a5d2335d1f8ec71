import {
  type FieldProblem,
  type InvalidInput,
  type InvalidState,
  type NotAllowed,
  type Result,
  done,
  invalidInput,
  invalidState,
  notAllowed,
  refused,
} from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { Stage } from "../domain/member.ts"
import { mayKeepRecords } from "../domain/people.policy.ts"
import { type BrokenRule, type StageRule, brokenRules, isWithinReach, problemsOfStepDay, withStep } from "../domain/stages.ts"
import { LONGEST_NOTE, LONGEST_TITLE, problemsOfText, trimmed } from "../domain/text.ts"

export type AskedStage = {
  memberId: string
  stage: Stage
  since: string
  documentNumber?: string | null
  exceptions?: readonly { rule: StageRule; reason: string }[] | null
  clientMutationKey?: string | null
}

export type RuleBroken = { kind: "RuleBroken"; message: string; rules: BrokenRule[] }

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
    const problems = [...problemsOfInput(input, isCorrection), ...problemsOfStepDay(book, stage, since, today)]
    if (problems.length > 0) return invalidInput(...problems)

    const known = new Set(brokenRules(book).map(({ rule }) => rule))
    const broken = brokenRules(after).filter(({ rule }) => !known.has(rule))
    const allowed = new Set(exceptions.map(({ rule }) => rule))
    const left = broken.filter(({ rule }) => !allowed.has(rule))
    if (left.length > 0) return refused({ kind: "RuleBroken", message: left.map(({ message }) => message).join(" "), rules: left })
    const idle = exceptions.findIndex(({ rule }) => !broken.some((one) => one.rule === rule))
    if (idle >= 0) return invalidInput({ path: `exceptions.${idle}.rule`, message: "This rule is kept; leave the exception out." })

    await stages.write(memberId, { stage: after.stage, step: stage, since })
    const rules = { exceptions: exceptions.map(({ rule }) => rule), reasons: exceptions.map(({ reason }) => reason.trim()) }
    await stages.add({ memberId, stage, since, documentNumber, ...rules, extendedTo: null, reason: null })
    return done({ memberId })
  })
}

function problemsOfInput({ documentNumber, exceptions: asked }: AskedStage, isCorrection: boolean): FieldProblem[] {
  const exceptions = asked ?? []
  const isDocumentNeeded = isCorrection || exceptions.length > 0
  return [
    ...problemsOfText("documentNumber", documentNumber, LONGEST_TITLE, isDocumentNeeded),
    ...exceptions.flatMap(({ reason }, at) => problemsOfText(`exceptions.${at}.reason`, reason, LONGEST_NOTE, true)),
    ...exceptions.flatMap(({ rule }, at) =>
      exceptions.findIndex((one) => one.rule === rule) < at ? [{ path: `exceptions.${at}.rule`, message: "This rule is named twice." }] : [],
    ),
  ]
}
