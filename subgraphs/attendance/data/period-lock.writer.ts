import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"

/** Days that are locked: from the first to before `toOn`; month null for a whole year. */
export type PeriodToLock = {
  organisationId: string
  organisationPath: string
  year: number
  month: number | null
  fromOn: string
  toOn: string
  reason: string | null
}

/** Taken to its end by whoever locks a period, and shared by whoever opens a sheet: no sheet comes into a period that is being locked. */
const PERIODS = "hashtext('attendance.periods')"

/** Lock periods (锁定), in the transaction of an act. */
export function createPeriodLockWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    /** Keep periods from being locked until this act is done: taken before a sheet is opened, and before asking whether its day is locked. */
    async hold(): Promise<void> {
      await transaction.$queryRawUnsafe(`SELECT 1 FROM pg_advisory_xact_lock_shared(${PERIODS})`)
    },

    async findPath(organisationId: string): Promise<string | null> {
      const [row] = await transaction.$queryRawUnsafe<{ path: string }[]>(
        "SELECT path FROM organisation_api.organisation WHERE id = $1::uuid",
        toUuid("organisation", organisationId),
      )
      return row?.path ?? null
    },

    async findSame({ organisationId, fromOn, toOn }: PeriodToLock): Promise<{ id: string; lockedAt: Date } | null> {
      const where = { organisationId: toUuid("organisation", organisationId), fromOn: dateFromDay(fromOn), toOn: dateFromDay(toOn) }
      const row = await transaction.periodLock.findFirst({ where, select: { id: true, lockedAt: true } })
      return row && { id: toTypeId("lock", row.id), lockedAt: row.lockedAt }
    },

    /**
     * Take the locks of all sheets of the period, so that nothing is written to one meanwhile, and find those that are still open: how many, and the first
     * hundred. Whoever corrects holds a sheet's lock and then asks for locks of its period: the lock that follows is waited for, and seen.
     */
    async findOpen({ organisationPath, fromOn, toOn }: PeriodToLock): Promise<{ open: number; lessonIds: string[] }> {
      const { from, to } = subtreeOf(organisationPath)
      const within = "s.organisation_path >= $1 AND s.organisation_path < $2 AND s.held_on >= $3::date AND s.held_on < $4::date"
      const asked = [from, to, fromOn, toOn] as const
      await transaction.$queryRawUnsafe(`SELECT s.lesson_id FROM attendance.sheet s WHERE ${within} ORDER BY s.lesson_id FOR UPDATE`, ...asked)
      await transaction.$queryRawUnsafe(`SELECT 1 FROM pg_advisory_xact_lock(${PERIODS})`)
      const rows = await transaction.$queryRawUnsafe<{ lesson_id: string; open: number }[]>(
        `SELECT s.lesson_id, (count(*) OVER ())::int AS open FROM attendance.sheet s WHERE ${within} AND s.state IN ('OPEN', 'REOPENED')
         ORDER BY s.starts_at, s.lesson_id LIMIT 100`,
        ...asked,
      )
      return { open: rows[0]?.open ?? 0, lessonIds: rows.map(({ lesson_id }) => toTypeId("lesson", lesson_id)) }
    },

    async lock({ organisationId, organisationPath, year, month, fromOn, toOn, reason }: PeriodToLock): Promise<{ id: string; lockedAt: Date }> {
      const [id, lockedAt] = [newId("lock"), now()]
      const days = { fromOn: dateFromDay(fromOn), toOn: dateFromDay(toOn) }
      const who = { lockedAt, lockedById: toUuid("account", viewer.accountId), lockedBy: viewer.name }
      await transaction.periodLock.create({
        data: { id: toUuid("lock", id), organisationId: toUuid("organisation", organisationId), organisationPath, year, month, ...days, ...who, reason },
      })
      return { id, lockedAt }
    },
  }
}
