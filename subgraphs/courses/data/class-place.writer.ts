import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { dayFromDate } from "../../shared/calendar.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { ClassPlace, ClassWithPlaces, EnrolmentState } from "../domain/enrolment.ts"
import { createWaitingListWriter } from "./waiting-list.writer.ts"

export type ClassPlaceWriter = ReturnType<typeof createClassPlaceWriter>

/** Give and take places in classes. Whoever does so holds the class's lock first: places are counted under it. */
export function createClassPlaceWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  const waiting = createWaitingListWriter(transaction, now, { table: "courses.class_place", key: "class_id", kind: "class" })
  return {
    ...waiting,
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
      return { memberId, state, recordedAt, reason, waitingPosition: state === "WAITLISTED" ? await waiting.positionOf(classId, memberId) : null }
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
  }
}

function keyOf(classId: string, memberId: string) {
  return { classId_memberId: { classId: toUuid("class", classId), memberId: toUuid("member", memberId) } }
}
