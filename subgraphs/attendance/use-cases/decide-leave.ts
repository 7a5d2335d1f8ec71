import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayKeepBooks } from "../domain/attendance.policy.ts"
import type { PeriodLocked } from "../domain/period.ts"
import { applyLeave } from "./apply-leave.ts"

type Asked = { leave: string; approve: boolean; note?: string | null; clientMutationKey?: string | null }
type Answer = Promise<Result<{ leaveId: string }, NotAllowed | InvalidInput | InvalidState | PeriodLocked>>

/**
 * Decide on a leave: for whoever keeps the books of the person's branch or of the lesson's organiser, and never on one's own.
 *
 * An approved one obliges to a make-up at once, and says so on the sheet where it is open or closed already; of many who decide at once, one does.
 *
 * @throws {BadInput} when the id is none.
 */
export function decideLeave(context: Pick<AttendanceContext, "viewer" | "now" | "change">, input: Asked): Answer {
  const { viewer } = context
  const leaveId = requireId("input.leave", input.leave, "leave")
  return context.change({ mutation: "decideLeave", input }, async (writers): Answer => {
    const { leaves, ledger } = writers
    const leave = await leaves.lock(leaveId)
    if (!leave) return notAllowed()
    const { lessonId, memberId, evidence } = leave
    await leaves.holdOpening(lessonId)
    const ground = await leaves.ground(lessonId, memberId)
    const keepsBooks = ground && (mayKeepBooks(viewer, ground.branchPath) || mayKeepBooks(viewer, ground.organiserPath))
    if (!ground || !keepsBooks) return notAllowed()
    if (memberId === viewer.memberId) return notAllowed("Nobody decides on their own leave: ask somebody else who keeps the books, or the organisation above.")
    if (leave.state !== "REQUESTED") return invalidState(leave.state, `The leave is ${leave.state.toLowerCase()} already.`)
    if (input.approve && ground.status === "CANCELLED") return invalidState("CANCELLED", "The lesson is cancelled: nobody needs leave from it.")
    const problems = problemsOfOptionalText("note", input.note, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)

    const state = input.approve ? "APPROVED" : "REFUSED"
    const note = trimmed(input.note)
    await leaves.decide(leaveId, state, note)
    const subjectUuid = toUuid("leave", leaveId)
    const act = { subjectUuid, lessonId, memberId, before: { state: "REQUESTED" }, after: { state }, reason: note, evidence }
    await ledger.note([{ kind: "LEAVE_DECIDED", ...act }])
    if (!input.approve) return done({ leaveId })
    const applied = await applyLeave(context, writers, ground, { leaveId, evidence })
    return applied.ok ? done({ leaveId }) : applied
  })
}
