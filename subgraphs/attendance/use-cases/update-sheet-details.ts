import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { type SheetDetails, detailsOf, problemsOfDetails } from "../domain/sheet-details.ts"
import { takeSheet } from "./take-sheet.ts"

type Refusal = NotAllowed | InvalidState | InvalidInput

/**
 * Write down who led a lesson, who recorded it and what was said (主持人, 记录人, 会议记录), until the sheet is approved. What was there is kept in the record of acts.
 *
 * @throws {BadInput} when the id is none.
 */
export function updateSheetDetails(
  context: Pick<AttendanceContext, "viewer" | "change">,
  input: SheetDetails & { lesson: string; clientMutationKey?: string | null },
): Promise<Result<{ lessonId: string }, Refusal>> {
  return context.change({ mutation: "updateSheetDetails", input }, async (writers): Promise<Result<{ lessonId: string }, Refusal>> => {
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayRecord, act: "DESCRIBE" })
    if (!taken.ok) return taken
    const problems = problemsOfDetails(input)
    if (problems.length > 0) return invalidInput(...problems)

    const { lessonId, organisationId, host, recorder, summary } = taken.value
    const details = detailsOf(input)
    await writers.sheets.describe(lessonId, details)
    await writers.ledger.note([{ kind: "SHEET_DETAILS", lessonId, organisationId, before: { host, recorder, summary }, after: details }])
    return done({ lessonId })
  })
}
