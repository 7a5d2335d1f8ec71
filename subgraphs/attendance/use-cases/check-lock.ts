import { type Result, done, refused } from "../../shared/result.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayGovern } from "../domain/attendance.policy.ts"
import type { PeriodLocked } from "../domain/period-locked.ts"

/**
 * Say whether a fact of a day may be written: freely, or after the lock by whoever governs at the place that was locked; the entry then says so.
 *
 * Within a transaction, and after the sheet was held: see PeriodLockRepository.
 */
export async function checkLock(
  { viewer }: Pick<AttendanceContext, "viewer">,
  { locks }: Pick<AttendanceWriters, "locks">,
  path: string,
  heldOn: string,
): Promise<Result<{ isAfterLock: boolean }, PeriodLocked>> {
  const lock = await locks.findOver(path, heldOn)
  if (!lock) return done({ isAfterLock: false })
  if (mayGovern(viewer, lock.organisationPath)) return done({ isAfterLock: true })
  return refused({ kind: "PeriodLocked", message: lock.message, lockedAt: lock.lockedAt })
}
