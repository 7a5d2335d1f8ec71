import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { type CheckInCode, type CodedDoor, givesCodes } from "../domain/code-shown.ts"
import { endOfStep, stepOf, textOfCode } from "../domain/check-in-code.ts"

/** Show the code of this moment at a lesson's door, to those who record for its organiser; null for all others, and while none is given out. */
export function showCheckInCode({ viewer, now, codes }: Pick<AttendanceContext, "viewer" | "now" | "codes">, door: CodedDoor | null): CheckInCode | null {
  if (!door || !mayRecord(viewer, door.organiserPath) || !givesCodes(door, now())) return null
  const step = stepOf(now())
  const code = codes.codeAt(door, step)
  return code === null ? null : { code, expiresAt: endOfStep(step), text: textOfCode(door.lessonId, code) }
}
