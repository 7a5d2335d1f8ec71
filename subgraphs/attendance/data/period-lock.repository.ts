import type { Ask } from "../../shared/ask.ts"
import { toTypeId } from "../../shared/typeid.ts"
import { ancestorsAndSelf } from "../../shared/viewer.ts"

/** What locks a day at a place: the widest lock over it, which is changed by those who govern there. */
export type LockOver = { id: string; organisationPath: string; lockedAt: Date; message: string }

/**
 * Read which days are locked (锁定); on a transaction or the database.
 *
 * Within a transaction, ask after the sheet's lock was taken: whoever locks a period takes the locks of its sheets first, so that no fact is written beside
 * a lock that has just come.
 */
export function createPeriodLockRepository(read: Ask) {
  return {
    /** Find what locks the facts of a day (YYYY-MM-DD) of lessons that the organisation at this path holds; null when nothing does. */
    async findOver(path: string, day: string): Promise<LockOver | null> {
      const [row] = await read<{ id: string; organisation_path: string; locked_at: Date; from_on: string; until_on: string; locked_by: string }>(
        "period_lock_over",
        `SELECT id, organisation_path, locked_at, from_on::text, (to_on - 1)::text AS until_on, locked_by
         FROM attendance.period_lock WHERE organisation_path = ANY($1::text[]) AND from_on <= $2::date AND to_on > $2::date
         ORDER BY length(organisation_path), locked_at LIMIT 1`,
        [ancestorsAndSelf(path), day],
      )
      if (!row) return null
      const message = `The days ${row.from_on} to ${row.until_on} were locked by ${row.locked_by}: what is recorded of them changes only by a correction that is approved above.`
      return { id: toTypeId("lock", row.id), organisationPath: row.organisation_path, lockedAt: row.locked_at, message }
    },
  }
}
