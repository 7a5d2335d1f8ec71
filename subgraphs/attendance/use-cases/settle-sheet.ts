import type { AttendanceWriters } from "../context.ts"
import { type AttendanceRow, PRESENT_STATES } from "../domain/attendance-row.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"

/**
 * Draw what follows from a closed sheet's facts about these people: whoever was absent or on leave owes what the rules ask to be made up, whoever was there,
 * or was taken off the list, owes it no more, and their year's hours are made again. Doing it again changes nothing.
 */
export async function settleSheet(writers: AttendanceWriters, sheet: StoredSheet, rows: readonly AttendanceRow[]): Promise<void> {
  const missing = rows.filter(({ state, isExpected }) => isExpected && (state === "ABSENT" || state === "ON_LEAVE"))
  const there = rows.filter(({ state }) => PRESENT_STATES.includes(state) || state === "OBSERVER")
  const unlisted = rows.filter((row) => !row.isExpected && !there.includes(row))
  await writers.makeUps.oblige(
    missing.map(({ memberId, branchId, state }) => ({
      lessonId: sheet.lessonId,
      memberId,
      branchId,
      leaveId: null,
      heldOn: sheet.heldOn,
      state: state === "ON_LEAVE" ? ("ON_LEAVE" as const) : ("ABSENT" as const),
    })),
  )
  await writers.makeUps.lift(
    sheet.lessonId,
    there.map(({ memberId }) => memberId),
  )
  await writers.makeUps.lift(
    sheet.lessonId,
    unlisted.map(({ memberId }) => memberId),
    "不在名单",
  )
  await writers.hours.recompute(
    rows.filter(({ entryId }) => entryId !== null).map(({ memberId }) => memberId),
    [Number(sheet.heldOn.slice(0, 4))],
  )
}
