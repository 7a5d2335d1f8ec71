import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Enrolment, EnrolmentState, LessonWithPlaces } from "../domain/enrolment.ts"
import type { EnrolmentSource } from "../domain/expected.ts"
import type { LessonStatus } from "../domain/lesson.ts"
import { createWaitingListWriter } from "./waiting-list.writer.ts"

type LessonRow = {
  id: string
  title: string
  status: LessonStatus
  starts_at: Date
  ends_at: Date
  capacity: number | null
  organiser_path: string
  is_open_to_enrol: boolean
  version: number
  venue_name: string | null
}

const LESSON = `l.id, l.title, l.status::text, l.starts_at, l.ends_at, l.capacity, l.organiser_path, l.is_open_to_enrol, l.version,
  (SELECT v.name FROM courses.venue v WHERE v.id = l.venue_id) AS venue_name`

export type EnrolmentWriter = ReturnType<typeof createEnrolmentWriter>

/** Give and take places at lessons. Whoever does so holds the lesson's lock first: places are counted under it. */
export function createEnrolmentWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  const waiting = createWaitingListWriter(transaction, now, { table: "courses.enrolment", key: "lesson_id", kind: "lesson" })
  return {
    ...waiting,
    ...lessonReads(transaction, now),

    async find(lessonId: string, memberId: string): Promise<Enrolment | null> {
      const row = await transaction.enrolment.findUnique({ where: keyOf(lessonId, memberId) })
      if (!row) return null
      const { state, source, recordedAt, reason } = row
      return { memberId, state, source, recordedAt, reason, waitingPosition: state === "WAITLISTED" ? await waiting.positionOf(lessonId, memberId) : null }
    },

    async countExpected(lessonId: string): Promise<number> {
      return transaction.enrolment.count({ where: { lessonId: toUuid("lesson", lessonId), state: "EXPECTED" } })
    },

    /** Give a place, or the last place among those who wait. */
    async put(lesson: LessonWithPlaces, memberId: string, state: Exclude<EnrolmentState, "WITHDRAWN">, source: EnrolmentSource): Promise<void> {
      await transaction.$executeRawUnsafe(
        `INSERT INTO courses.enrolment (lesson_id, member_id, starts_at, state, source, waiting_number, recorded_at)
         VALUES ($1::uuid, $2::uuid, (SELECT starts_at FROM courses.lesson WHERE id = $1::uuid), $3::courses.enrolment_state, $4::courses.enrolment_source,
           CASE WHEN $3 = 'WAITLISTED' THEN (SELECT coalesce(max(waiting_number), 0) + 1 FROM courses.enrolment WHERE lesson_id = $1::uuid AND state = 'WAITLISTED') END, $5::timestamptz)
         ON CONFLICT (lesson_id, member_id) DO UPDATE SET state = excluded.state, source = excluded.source, waiting_number = excluded.waiting_number,
           recorded_at = excluded.recorded_at, reason = NULL`,
        toUuid("lesson", lesson.id),
        toUuid("member", memberId),
        state,
        source,
        now(),
      )
    },

    async withdraw(lessonId: string, memberId: string, reason: string | null): Promise<void> {
      await transaction.enrolment.update({ where: keyOf(lessonId, memberId), data: { state: "WITHDRAWN", waitingNumber: null, reason, recordedAt: now() } })
    },
  }
}

/** Lock lessons whose places are given or taken, and look beside them. */
function lessonReads(transaction: Prisma.TransactionClient, now: () => Date) {
  return {
    async lockLesson(lessonId: string): Promise<LessonWithPlaces | null> {
      const sql = `SELECT ${LESSON} FROM courses.lesson l WHERE l.id = $1::uuid FOR NO KEY UPDATE OF l`
      const [row] = await transaction.$queryRawUnsafe<LessonRow[]>(sql, toUuid("lesson", lessonId))
      return row ? toLesson(row) : null
    },

    /** Lock the lessons of a class that are still to come, in one order for all, so that two who do so cannot wait for each other. */
    async lockComingOfClass(classId: string): Promise<LessonWithPlaces[]> {
      const rows = await transaction.$queryRawUnsafe<LessonRow[]>(
        `SELECT ${LESSON} FROM courses.lesson l
         WHERE l.training_class_id = $1::uuid AND l.status IN ('DRAFT', 'PUBLISHED') AND l.starts_at > $2::timestamptz ORDER BY l.id FOR NO KEY UPDATE OF l`,
        toUuid("class", classId),
        now(),
      )
      return rows.map(toLesson)
    },

    /** Find other lessons where somebody is expected at a time of this one: at most 20, by their periods. */
    async findClashes(lessonId: string, memberId: string): Promise<string[]> {
      const rows = await transaction.$queryRawUnsafe<{ id: string }[]>(
        `SELECT DISTINCT l.id, l.starts_at FROM courses.lesson_period own
         JOIN courses.enrolment e ON e.member_id = $2::uuid AND e.state = 'EXPECTED' AND e.lesson_id <> own.lesson_id
           AND e.starts_at > own.starts_at - interval '7 days' AND e.starts_at < own.ends_at
         JOIN courses.lesson l ON l.id = e.lesson_id AND l.status IN ('PUBLISHED', 'HELD')
         JOIN courses.lesson_period other ON other.lesson_id = l.id
           AND tstzrange(other.starts_at, other.ends_at, '[)') && tstzrange(own.starts_at, own.ends_at, '[)')
         WHERE own.lesson_id = $1::uuid ORDER BY l.starts_at, l.id LIMIT 20`,
        toUuid("lesson", lessonId),
        toUuid("member", memberId),
      )
      return rows.map(({ id }) => toTypeId("lesson", id))
    },
  }
}

function keyOf(lessonId: string, memberId: string) {
  return { lessonId_memberId: { lessonId: toUuid("lesson", lessonId), memberId: toUuid("member", memberId) } }
}

function toLesson(row: LessonRow): LessonWithPlaces {
  const { title, status, capacity, version } = row
  return {
    id: toTypeId("lesson", row.id),
    title,
    status,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    capacity,
    organiserPath: row.organiser_path,
    isOpenToEnrol: row.is_open_to_enrol,
    version,
    venueName: row.venue_name,
  }
}
