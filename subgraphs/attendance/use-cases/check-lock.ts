import { type Result, done, refused } from "../../shared/result.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayGovern } from "../domain/attendance.policy.ts"
import type { PeriodLocked } from "../domain/period.ts"

/**
 * Say whether a fact of a day may be written: freely, or after the lock by whoever governs at the place that was locked; the entry then says so.
 *
 * Within a transaction, and after the sheet was held, by whose lock whoever locks the period is kept waiting; without a sheet, all who lock are.
 */
export async function checkLock(
  { viewer }: Pick<AttendanceContext, "viewer">,
  { locks, periods }: Pick<AttendanceWriters, "locks" | "periods">,
  { path, heldOn, hasSheet }: { path: string; heldOn: string; hasSheet: boolean },
): Promise<Result<{ isAfterLock: boolean }, PeriodLocked>> {
  if (!hasSheet) await periods.hold()
  const lock = await locks.findOver(path, heldOn)
  if (!lock) return done({ isAfterLock: false })
  if (mayGovern(viewer, lock.organisationPath)) return done({ isAfterLock: true })
  return refused({ kind: "PeriodLocked", message: lock.message, lockedAt: lock.lockedAt })
}
