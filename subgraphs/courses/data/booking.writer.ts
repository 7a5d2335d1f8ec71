import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"
import { inOrder } from "../domain/lesson-to-place.ts"
import type { Period } from "../domain/period.ts"

/** What a lesson takes up. `soft` are venues and teachers that it takes in spite of another lesson. */
export type Taken = {
  lessonId: string
  periods: readonly Period[]
  venueIds: readonly string[]
  teacherIds: readonly string[]
  isFirm: boolean
  soft: readonly string[]
}

/** Far fewer than the parameters of a statement have room for. */
const ROWS_AT_ONCE = 2_000

function rowsOf({ lessonId, periods, venueIds, teacherIds, isFirm, soft }: Taken) {
  const id = toUuid("lesson", lessonId)
  const resources = [
    ...venueIds.map((venue) => ({ resourceId: toUuid("venue", venue), kind: "VENUE" as const, isFirm: isFirm && !soft.includes(venue) })),
    ...teacherIds.map((teacher) => ({ resourceId: toUuid("teacher", teacher), kind: "TEACHER" as const, isFirm: isFirm && !soft.includes(teacher) })),
  ]
  return resources.flatMap((resource) => inOrder(periods).map(({ startsAt, endsAt }, at) => ({ ...resource, lessonId: id, period: at + 1, startsAt, endsAt })))
}

/** Book venues and teachers for lessons, in the transaction of an act. */
export function createBookingWriter(transaction: Prisma.TransactionClient) {
  /** Write what new lessons take up: a row a period and venue or teacher, in one order, so that two who want the same two rooms never wait for each other. */
  const bookAll = async (taken: readonly Taken[]): Promise<void> => {
    const rows = taken.flatMap(rowsOf).sort((a, b) => (a.resourceId < b.resourceId ? -1 : a.resourceId > b.resourceId ? 1 : 0))
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) await transaction.booking.createMany({ data: rows.slice(at, at + ROWS_AT_ONCE) })
  }

  return {
    bookAll,

    /** Write what a lesson takes up anew. */
    async book(taken: Taken): Promise<void> {
      await transaction.booking.deleteMany({ where: { lessonId: toUuid("lesson", taken.lessonId) } })
      await bookAll([taken])
    },

    /**
     * Hold venues and teachers to the end of the transaction, in one order: who wants one of them meanwhile waits, and then sees what was booked.
     * Whoever books several lessons at once holds all that they take before the first.
     */
    async hold(venueIds: readonly string[], teacherIds: readonly string[]): Promise<void> {
      const lock = (table: string, ids: string[]) =>
        transaction.$queryRawUnsafe(`SELECT 1 AS held FROM courses.${table} WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE`, ids)
      if (venueIds.length > 0) await lock("venue", toUuids("venue", venueIds))
      if (teacherIds.length > 0) await lock("teacher", toUuids("teacher", teacherIds))
    },
  }
}
