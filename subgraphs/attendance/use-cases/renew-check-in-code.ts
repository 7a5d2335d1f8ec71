import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done } from "../../shared/result.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { takeSheet } from "./take-sheet.ts"

/**
 * Renew a lesson's codes at once, because one of them got about: none that was given out before holds any more, of this moment's either.
 *
 * @throws {BadInput} when the lesson's id is none.
 */
export function renewCheckInCode(
  context: Pick<AttendanceContext, "viewer" | "now" | "change">,
  input: { lesson: string; clientMutationKey?: string | null },
): Promise<Result<{ lessonId: string }, NotAllowed | InvalidInput | InvalidState>> {
  return context.change({ mutation: "renewCheckInCode", input }, async (writers): Promise<Result<{ lessonId: string }, NotAllowed | InvalidState>> => {
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayRecord, act: "RECORD" })
    if (!taken.ok) return taken
    const { lessonId, codeRound, organisationId } = taken.value
    await writers.captures.renewCodes(lessonId)
    await writers.ledger.note([{ kind: "CODE_RENEWED", lessonId, organisationId, before: { codeRound }, after: { codeRound: codeRound + 1 } }])
    return done({ lessonId })
  })
}
