import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import type { WalkInFate } from "../domain/walk-in.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { settleCaptures } from "./settle-captures.ts"
import { takeSheet } from "./take-sheet.ts"

type Refusal = NotAllowed | InvalidState | InvalidInput
type Input = { lesson: string; member: string; as: WalkInFate; reason: string; clientMutationKey?: string | null }

/**
 * Decide on somebody who was captured at the door and is not on the list (不在名单): expected after all, there as an observer (列席), or not to be recorded.
 *
 * While the sheet is open. Whoever was refused may be decided on again; every decision is kept.
 *
 * @throws {BadInput} when an id is none.
 */
export function decideWalkIn(
  context: Pick<AttendanceContext, "viewer" | "change" | "now">,
  input: Input,
): Promise<Result<{ lessonId: string; memberId: string }, Refusal>> {
  return context.change({ mutation: "decideWalkIn", input }, async (writers): Promise<Result<{ lessonId: string; memberId: string }, Refusal>> => {
    const memberId = requireId("input.member", input.member, "member")
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayRecord, act: "RECORD" })
    if (!taken.ok) return taken
    const sheet = taken.value
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    const captured = await writers.marks.findCaptured(sheet.lessonId, memberId)
    const [row] = await writers.marks.findOfSheet(sheet.lessonId, [memberId])
    if (!captured) problems.push({ path: "member", message: "Nobody of this id was captured at this lesson." })
    else if (row?.entryId) problems.push({ path: "member", message: "The person is recorded: correct what is recorded instead." })
    else if (row?.isExpected) problems.push({ path: "member", message: "The person is on the list." })
    if (problems.length > 0 || !captured) return invalidInput(...problems)

    const reason = input.reason.trim()
    const { lessonId, organisationId } = sheet
    if (input.as === "EXPECTED") {
      await writers.sheets.expect(sheet, memberId)
      await settleCaptures(writers, sheet, [memberId])
      await writers.ledger.note([{ kind: "EXPECTED_ADDED", lessonId, memberId, organisationId, reason }])
    }
    if (input.as === "OBSERVER") await observe(context, writers, sheet, memberId, captured.arrivedAt)
    await writers.ledger.note([{ kind: "WALK_IN_DECIDED", lessonId, memberId, organisationId, after: { as: input.as }, reason }])
    return done({ lessonId, memberId })
  })
}

/** Write down that somebody observed: by a recorder's word, which is kept beside the scans. */
async function observe(
  { now }: Pick<AttendanceContext, "now">,
  writers: AttendanceWriters,
  sheet: StoredSheet,
  memberId: string,
  arrivedAt: Date | null,
): Promise<void> {
  const { lessonId, category, plannedHours, heldOn } = sheet
  const fact = { lessonId, memberId, category, plannedHours, heldOn, state: "OBSERVER" as const, source: "RECORDER" as const, minutes: 0, arrivedAt }
  await writers.ledger.append([{ ...fact, occurredAt: now(), branchId: await writers.marks.findBranch(memberId) }])
}
