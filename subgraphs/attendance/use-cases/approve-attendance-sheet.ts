import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, notAllowed } from "../../shared/result.ts"
import type { AttendanceContext } from "../context.ts"
import { mayKeepBooks } from "../domain/attendance.policy.ts"
import { takeSheet } from "./take-sheet.ts"

type Refusal = NotAllowed | InvalidState | InvalidInput

/**
 * Approve a closed sheet (审核), as the second person: never whoever closed it.
 *
 * @throws {BadInput} when the id is none.
 */
export function approveAttendanceSheet(
  context: Pick<AttendanceContext, "viewer" | "change">,
  input: { lesson: string; clientMutationKey?: string | null },
): Promise<Result<{ lessonId: string }, Refusal>> {
  return context.change({ mutation: "approveAttendanceSheet", input }, async (writers): Promise<Result<{ lessonId: string }, Refusal>> => {
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayKeepBooks, act: "APPROVE" })
    if (!taken.ok) return taken
    const { lessonId, organisationId, closedById, closedBy } = taken.value
    if (closedById === context.viewer.accountId) return notAllowed("You closed this sheet: a second person approves it.")

    await writers.sheets.approve(lessonId)
    await writers.ledger.note([{ kind: "SHEET_APPROVED", lessonId, organisationId, before: { closedBy } }])
    return done({ lessonId })
  })
}
