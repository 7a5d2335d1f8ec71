import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { toUuid } from "../../shared/typeid.ts"
import { FEWEST_ANSWERS } from "../domain/feedback.ts"
import type { LessonStatus } from "../domain/lesson.ts"

/** Among so many others a new answer is hidden. */
const HIDDEN_AMONG = 50

/**
 * Take answers in so that the tables do not say whose is which.
 *
 * Who has answered stands in one table, what in another, with random ids and no times. Both rows are written in one transaction, which PostgreSQL
 * notes in each (`xmin`), and new rows go behind old ones: so up to fifty others of the lesson are written anew with it, in random order under new ids,
 * and share both. An answer is shown together with two others, never alone: whoever reads before and after somebody answers learns nothing by
 * the difference. What remains is for whoever runs the database: the first answer of a lesson, old row versions until they are vacuumed, the
 * write-ahead log and backups taken between two answers.
 */
export function createFeedbackWriter(transaction: Prisma.TransactionClient) {
  return {
    /** Find a lesson at which this member is expected, and lock it: answers to one lesson are taken one after another. */
    async lockExpected(lessonId: string, memberId: string): Promise<{ status: LessonStatus; endsAt: Date } | null> {
      const [lesson] = await transaction.$queryRawUnsafe<{ status: LessonStatus; ends_at: Date }[]>(
        `SELECT l.status::text AS status, l.ends_at FROM courses.lesson l
         JOIN courses.enrolment e ON e.lesson_id = l.id AND e.member_id = $2::uuid AND e.state = 'EXPECTED'
         WHERE l.id = $1::uuid AND l.status <> 'DRAFT' FOR NO KEY UPDATE OF l`,
        toUuid("lesson", lessonId),
        toUuid("member", memberId),
      )
      return lesson ? { status: lesson.status, endsAt: lesson.ends_at } : null
    },

    /** Add an answer; false, with nothing added, where this member has given one. */
    async add(lessonId: string, memberId: string, answer: { rating: number; comment: string | null }): Promise<boolean> {
      const lesson = toUuid("lesson", lessonId)
      const given = { lessonId: lesson, memberId: toUuid("member", memberId) }
      const { count } = await transaction.feedbackGiven.createMany({ data: [given], skipDuplicates: true })
      if (count === 0) return false
      await transaction.$executeRawUnsafe(
        `WITH others AS (
           DELETE FROM courses.feedback WHERE id IN (SELECT id FROM courses.feedback WHERE lesson_id = $1::uuid ORDER BY is_shown, random() LIMIT ${HIDDEN_AMONG})
           RETURNING rating, comment, is_shown
         )
         INSERT INTO courses.feedback (id, lesson_id, rating, comment, is_shown)
         SELECT gen_random_uuid(), $1::uuid, rating, comment, is_shown OR (SELECT count(*) FROM others WHERE NOT is_shown) >= ${FEWEST_ANSWERS - 1} FROM (
           SELECT rating, comment, is_shown FROM others UNION ALL SELECT $2::smallint, $3::text, false
         ) AS answers ORDER BY random()`,
        lesson,
        answer.rating,
        answer.comment,
      )
      return true
    },
  }
}
