import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"

type Answer = Promise<Result<{ leaveId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Take a leave back: the person's own, or that of somebody for whom the viewer records. While nobody has decided on it at any time; once it is approved,
 * before the lesson, and before its sheet was opened with it. What it obliged to is lifted.
 *
 * @throws {BadInput} when the id is none.
 */
export function withdrawLeave(
  context: Pick<AttendanceContext, "viewer" | "now" | "change">,
  input: { leave: string; clientMutationKey?: string | null },
): Answer {
  const { viewer, now } = context
  const leaveId = requireId("input.leave", input.leave, "leave")
  return context.change({ mutation: "withdrawLeave", input }, async ({ leaves, makeUps, ledger }): Answer => {
    const leave = await leaves.lock(leaveId)
    if (!leave) return notAllowed()
    const { lessonId, memberId, state } = leave
    await leaves.holdOpening(lessonId)
    const ground = await leaves.ground(lessonId, memberId)
    const records = ground && (mayRecord(viewer, ground.organiserPath) || (ground.branchPath !== null && mayRecord(viewer, ground.branchPath)))
    if (!ground || (memberId !== viewer.memberId && !records)) return notAllowed()
    if (state === "REFUSED" || state === "WITHDRAWN") return invalidState(state, `The leave is ${state.toLowerCase()}: there is nothing to withdraw.`)
    const hasBegun = now().getTime() >= ground.startsAt.getTime() || ground.sheetState !== null
    if (state === "APPROVED" && hasBegun)
      return invalidState(state, "The lesson or its recording has begun: whoever records it writes down who came after all.")

    await leaves.withdraw(leaveId)
    if (state === "APPROVED") await makeUps.lift(lessonId, [memberId], "销假")
    const subjectUuid = toUuid("leave", leaveId)
    await ledger.note([{ kind: "LEAVE_WITHDRAWN", subjectUuid, lessonId, memberId, before: { state }, after: { state: "WITHDRAWN" } }])
    return done({ leaveId })
  })
}
