import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, notAllowed, refused } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import type { AttendanceContext } from "../context.ts"
import { mayGovern, mayKeepBooks } from "../domain/attendance.policy.ts"
import type { PeriodLocked } from "../domain/period.ts"
import { takeSheet } from "./take-sheet.ts"

type Refusal = NotAllowed | InvalidState | InvalidInput | PeriodLocked

/**
 * Open a closed sheet again (重开), for those who keep its books; one that was approved, for those who govern there: they approve that it is opened again.
 *
 * Its hours keep counting as they were until it is closed again. In a locked period no sheet is opened again: single facts are corrected there.
 *
 * @throws {BadInput} when the id is none.
 */
export function reopenAttendanceSheet(
  context: Pick<AttendanceContext, "viewer" | "change">,
  input: { lesson: string; reason: string; clientMutationKey?: string | null },
): Promise<Result<{ lessonId: string }, Refusal>> {
  return context.change({ mutation: "reopenAttendanceSheet", input }, async (writers): Promise<Result<{ lessonId: string }, Refusal>> => {
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayKeepBooks, act: "REOPEN" })
    if (!taken.ok) return taken
    const { lessonId, organisationId, organisationPath, heldOn, state } = taken.value
    if (state === "APPROVED" && !mayGovern(context.viewer, organisationPath))
      return notAllowed("This sheet was approved: a secretary or an administrator opens it again, at its organiser or above.")
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)
    const locked = await writers.locks.findOver(organisationPath, heldOn)
    if (locked) return refused({ kind: "PeriodLocked", message: locked.message, lockedAt: locked.lockedAt })

    await writers.sheets.reopen(lessonId)
    await writers.ledger.note([{ kind: "SHEET_REOPENED", lessonId, organisationId, before: { state }, reason: input.reason.trim() }])
    return done({ lessonId })
  })
}
