import { type Result, done } from "../../shared/result.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { PRESENT_STATES, countRows } from "../domain/attendance-row.ts"
import type { LessonGround } from "../domain/lesson-ground.ts"
import type { PeriodLocked } from "../domain/period.ts"
import { checkLock } from "./check-lock.ts"

/**
 * Make an approved leave show: what it obliges to, and where the sheet is opened, the fact that the person is on leave. The sheet's lock is held.
 *
 * Who is not marked is on leave from now on; who was marked absent, too, with the leave as the reason, on a closed sheet as a correction by whoever
 * approved. Where something else stands (the person came after all), both are kept: the recorder decides.
 */
export async function applyLeave(
  context: Pick<AttendanceContext, "viewer" | "now">,
  writers: AttendanceWriters,
  ground: LessonGround,
  { leaveId, evidence }: { leaveId: string; evidence: readonly string[] },
): Promise<Result<null, PeriodLocked>> {
  const { lessonId, memberId, branchId, heldOn } = ground
  const { viewer, now } = context
  const [mark] = ground.sheetState === null ? [] : await writers.marks.findOfSheet(lessonId, [memberId])
  const stands = mark?.isExpected ? mark.state : null
  if (stands === "NOT_MARKED" || stands === "ABSENT") {
    const lock = await checkLock(context, writers, { path: ground.organiserPath, heldOn, hasSheet: ground.sheetState !== null })
    if (!lock.ok) return lock
    await writers.ledger.append([
      {
        ...{ lessonId, memberId, branchId, heldOn, leaveId, evidence, state: "ON_LEAVE", source: "LEAVE", minutes: 0, occurredAt: now() },
        ...{ category: ground.category, plannedHours: ground.plannedHours, isAfterLock: lock.value.isAfterLock },
        replacesId: mark?.entryId ?? null,
        reason: stands === "ABSENT" ? "请假已批准" : null,
        approvedBy: { accountId: viewer.accountId, name: viewer.name },
      },
    ])
    if (ground.sheetState === "CLOSED" || ground.sheetState === "APPROVED") await recount(writers, ground)
  }
  if (stands !== null && PRESENT_STATES.includes(stands)) return done(null)
  await writers.makeUps.oblige([{ lessonId, memberId, branchId, leaveId, heldOn, state: "ON_LEAVE" }])
  await writers.makeUps.linkLeave(lessonId, memberId, leaveId)
  return done(null)
}

async function recount({ sheets, marks, hours }: AttendanceWriters, { lessonId, memberId, heldOn }: LessonGround): Promise<void> {
  await sheets.recount(lessonId, countRows(await marks.findOfSheet(lessonId)))
  await hours.recompute([memberId], [Number(heldOn.slice(0, 4))])
}
