import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { dayFromDate } from "../../shared/calendar.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { ClassPlace, ClassWithPlaces, EnrolmentState } from "../domain/enrolment.ts"

export type ClassPlaceWriter = ReturnType<typeof createClassPlaceWriter>

/** Give and take places in classes. Whoever does so holds the class's lock first: places are counted under it. */
export function createClassPlaceWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  return {
    async lockClass(classId: string): Promise<ClassWithPlaces | null> {
      const id = toUuid("class", classId)
      await transaction.$queryRawUnsafe("SELECT FROM courses.training_class WHERE id = $1::uuid FOR NO KEY UPDATE", id)
      const row = await transaction.trainingClass.findUnique({ where: { id } })
      return row && { id: classId, state: row.state, endsOn: dayFromDate(row.endsOn), plannedPlaces: row.plannedPlaces, organisationPath: row.organisationPath }
    },

    async find(classId: string, memberId: string): Promise<ClassPlace | null> {
      const row = await transaction.classPlace.findUnique({ where: keyOf(classId, memberId) })
      if (!row) return null
      const { state, recordedAt, reason } = row
      return { memberId, state, recordedAt, reason, waitingPosition: state === "WAITLISTED" ? await this.positionOf(classId, memberId) : null }
    },

    async countExpected(classId: string): Promise<number> {
      return transaction.classPlace.count({ where: { classId: toUuid("class", classId), state: "EXPECTED" } })
    },

    async put(classId: string, memberId: string, state: Exclude<EnrolmentState, "WITHDRAWN">): Promise<void> {
      await transaction.$executeRawUnsafe(
        `INSERT INTO courses.class_place (class_id, member_id, state, waiting_number, recorded_at)
         VALUES ($1::uuid, $2::uuid, $3::courses.enrolment_state,
           CASE WHEN $3 = 'WAITLISTED' THEN (SELECT coalesce(max(waiting_number), 0) + 1 FROM courses.class_place WHERE class_id = $1::uuid AND state = 'WAITLISTED') END, $4::timestamptz)
         ON CONFLICT (class_id, member_id) DO UPDATE SET state = excluded.state, waiting_number = excluded.waiting_number, recorded_at = excluded.recorded_at, reason = NULL`,
        toUuid("class", classId),
        toUuid("member", memberId),
        state,
        now(),
      )
    },

    async withdraw(classId: string, memberId: string, reason: string | null): Promise<void> {
      await transaction.classPlace.update({ where: keyOf(classId, memberId), data: { state: "WITHDRAWN", waitingNumber: null, reason, recordedAt: now() } })
    },

    /** Give a place to the first so many who wait, in their order; gives who they are. */
    async promote(classId: string, places: number): Promise<string[]> {
      const rows = await transaction.$queryRawUnsafe<{ member_id: string }[]>(
        `UPDATE courses.class_place p SET state = 'EXPECTED', waiting_number = NULL, recorded_at = $3::timestamptz
         FROM (SELECT member_id FROM courses.class_place WHERE class_id = $1::uuid AND state = 'WAITLISTED'
               ORDER BY waiting_number NULLS FIRST, member_id LIMIT $2::int) AS first
         WHERE p.class_id = $1::uuid AND p.member_id = first.member_id RETURNING p.member_id`,
        toUuid("class", classId),
        places,
        now(),
      )
      return rows.map((row) => toTypeId("member", row.member_id))
    },

    /** The place of somebody among those who wait, from 1. */
    async positionOf(classId: string, memberId: string): Promise<number | null> {
      const [row] = await transaction.$queryRawUnsafe<{ position: number }[]>(
        `SELECT position FROM (SELECT member_id, (row_number() OVER (ORDER BY waiting_number NULLS FIRST, member_id))::int AS position
           FROM courses.class_place WHERE class_id = $1::uuid AND state = 'WAITLISTED') AS waiting WHERE member_id = $2::uuid`,
        toUuid("class", classId),
        toUuid("member", memberId),
      )
      return row?.position ?? null
    },
  }
}

function keyOf(classId: string, memberId: string) {
  return { classId_memberId: { classId: toUuid("class", classId), memberId: toUuid("member", memberId) } }
}
