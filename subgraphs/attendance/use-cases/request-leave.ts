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
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { type LeaveKind, tooLateFor } from "../domain/leave.ts"

/** It is too late to ask; the message says what can be done instead. */
export type TooLate = { kind: "TooLate"; message: string }
type Asked = {
  lesson: string
  member?: string | null
  kind: LeaveKind
  reason: string
  evidence?: readonly string[] | null
  isEmergency?: boolean | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ leaveId: string }, TooLate | NotAllowed | InvalidInput | InvalidState>>

const NO_SUCH = "There is no lesson of this id where the person is expected, or you may not ask for them."

/**
 * Ask for leave from one lesson: of oneself, or of somebody for whom the viewer records, at their branch or at the lesson's organiser.
 *
 * Before the lesson begins; afterwards in an emergency only, while the sheet is not closed. One leave a lesson, any number a day. Who asked, and that it
 * was somebody else, stays visible.
 *
 * @throws {BadInput} when an id is none.
 */
export function requestLeave(context: Pick<AttendanceContext, "viewer" | "now" | "change">, input: Asked): Answer {
  const { viewer, now } = context
  const lessonId = requireId("input.lesson", input.lesson, "lesson")
  const memberId = input.member == null ? viewer.memberId : requireId("input.member", input.member, "member")
  return context.change({ mutation: "requestLeave", input }, async (writers): Answer => {
    const ground = memberId && (await writers.leaves.ground(lessonId, memberId))
    if (!ground || !ground.isExpected || ground.status === "DRAFT") return notAllowed(NO_SUCH)
    const records = mayRecord(viewer, ground.organiserPath) || (ground.branchPath !== null && mayRecord(viewer, ground.branchPath))
    if (memberId !== viewer.memberId && !records) return notAllowed(NO_SUCH)
    if (ground.status === "CANCELLED") return invalidState("CANCELLED", "The lesson is cancelled: nobody needs leave from it.")
    const tooLate = tooLateFor(ground, now(), input.isEmergency ?? false)
    if (tooLate) return refused({ kind: "TooLate", message: tooLate })
    const problems: FieldProblem[] = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)
    const evidence = await writers.evidence.keep(input.evidence ?? [], { organisationPath: ground.branchPath ?? ground.organiserPath, memberId })
    if (!evidence.ok) return evidence

    const { kind } = input
    const reason = input.reason.trim()
    const isAfterwards = now().getTime() >= ground.startsAt.getTime()
    const leaveId = await writers.leaves.add({ lessonId, memberId, branchId: ground.branchId, kind, reason, evidence: evidence.value, isAfterwards })
    if (leaveId === null) return invalidState("REQUESTED", "There is a leave from this lesson already. Withdraw it to ask anew.")
    await writers.ledger.note([
      {
        kind: "LEAVE_REQUESTED",
        subjectUuid: toUuid("leave", leaveId),
        lessonId,
        memberId,
        after: { state: "REQUESTED", kind, isAfterwards },
        reason,
        evidence: evidence.value,
      },
    ])
    return done({ leaveId })
  })
}
