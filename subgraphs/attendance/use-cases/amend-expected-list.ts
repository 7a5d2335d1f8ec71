import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { settleCaptures } from "./settle-captures.ts"
import { takeSheet } from "./take-sheet.ts"

type Refusal = NotAllowed | InvalidState | InvalidInput
type Input = { lesson: string; member: string; isExpected: boolean; reason: string; clientMutationKey?: string | null }

/**
 * Put somebody on an open sheet's list, or take them off it, with the reason: the list was taken over when the sheet was opened, and every change since is kept.
 *
 * Whoever is recorded already stays on the list: correct what is recorded instead. People are added by those who may read them.
 *
 * @throws {BadInput} when an id is none.
 */
export function amendExpectedList(context: Pick<AttendanceContext, "viewer" | "change">, input: Input): Promise<Result<{ lessonId: string }, Refusal>> {
  return context.change({ mutation: "amendExpectedList", input }, async (writers): Promise<Result<{ lessonId: string }, Refusal>> => {
    const memberId = requireId("input.member", input.member, "member")
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayRecord, act: "RECORD" })
    if (!taken.ok) return taken
    const sheet = taken.value
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    const [row] = await writers.marks.findOfSheet(sheet.lessonId, [memberId])
    const mayAdd = input.isExpected && row?.isExpected !== true && (row !== undefined || (await writers.marks.isReadable(memberId, context.viewer)))
    const mayRemove = !input.isExpected && row?.isExpected === true && row.state === "NOT_MARKED"
    if (!mayAdd && !mayRemove) problems.push({ path: "member", message: refusalOf(input.isExpected, row) })
    if (problems.length > 0) return invalidInput(...problems)

    if (input.isExpected) {
      await writers.sheets.expect(sheet, memberId)
      await settleCaptures(writers, sheet, [memberId])
    } else await writers.sheets.expectNoMore(sheet.lessonId, memberId)
    const act = { lessonId: sheet.lessonId, memberId, organisationId: sheet.organisationId, reason: input.reason.trim() }
    await writers.ledger.note([{ kind: input.isExpected ? "EXPECTED_ADDED" : "EXPECTED_REMOVED", ...act }])
    return done({ lessonId: sheet.lessonId })
  })
}

function refusalOf(isAdding: boolean, row: { isExpected: boolean; state: string } | undefined): string {
  if (isAdding) return row?.isExpected ? "The person is on the list already." : "There is no such person for you."
  return row?.isExpected ? "The person is recorded: correct what is recorded instead." : "The person is not on the list."
}
