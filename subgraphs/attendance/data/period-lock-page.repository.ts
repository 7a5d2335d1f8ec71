import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { type PathRange, ancestorsAndSelf } from "../../shared/viewer.ts"
import type { PeriodLock } from "../domain/period.ts"

type LockRow = {
  id: string
  organisation_id: string
  year: number
  month: number | null
  from_on: string
  until_on: string
  locked_at: Date
  locked_by: string
  reason: string | null
}

/** Read the locks that bear on a path that the viewer may read. */
export function createPeriodLockPageRepository(database: Database) {
  return {
    /** Those over this path and those below it, newest days first. */
    async findLocks(path: string, { from, to }: PathRange, { limit, after }: PageRequest): Promise<PeriodLock[]> {
      const rows = await database.read<LockRow>(
        "period_locks",
        `SELECT l.id, l.organisation_id, l.year, l.month, l.from_on::text, (l.to_on - 1)::text AS until_on, l.locked_at, l.locked_by, l.reason ${BEARING}
           AND ($4::date IS NULL OR (l.from_on, l.id) < ($4, $5::uuid)) ORDER BY l.from_on DESC, l.id DESC LIMIT $6`,
        [ancestorsAndSelf(path), from, to, after?.[0] ?? null, after?.[1] ? toUuid("lock", after[1]) : null, limit + 1],
      )
      return rows.map((row) => ({
        id: toTypeId("lock", row.id),
        organisationId: toTypeId("organisation", row.organisation_id),
        year: row.year,
        month: row.month,
        fromOn: row.from_on,
        untilOn: row.until_on,
        lockedAt: row.locked_at,
        lockedBy: row.locked_by,
        reason: row.reason,
      }))
    },

    async countLocks(path: string, { from, to }: PathRange): Promise<number> {
      const rows = await database.read<{ locks: number }>("period_lock_count", `SELECT count(*)::int AS locks ${BEARING}`, [ancestorsAndSelf(path), from, to])
      return rows[0]?.locks ?? 0
    },
  }
}

const BEARING = `FROM attendance.period_lock l
  WHERE (l.organisation_path = ANY($1::text[]) OR (l.organisation_path >= $2 AND l.organisation_path < $3))`
