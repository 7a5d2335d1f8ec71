import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { LessonEventType, NoticeContent, NoticeKind } from "../domain/notice.ts"

type Told = { lessonId: string; version: number; kind: NoticeKind; content: NoticeContent }

/** Write down who must be told what of a lesson, in the transaction that did it: people in notices, subscribers in the outbox. */
export function createNoticeWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  return {
    /** Tell everybody expected at the lesson, and its teachers. Gives how many (persons): members, teachers. A teacher who is a member is told as a member. */
    async tellAll({ lessonId, version, kind, content }: Told): Promise<{ members: number; teachers: number }> {
      const [told] = await transaction.$queryRawUnsafe<{ members: number; teachers: number }[]>(
        `WITH teaching AS (
           SELECT t.id, t.member_id FROM courses.lesson_teacher lt JOIN courses.teacher t ON t.id = lt.teacher_id WHERE lt.lesson_id = $1::uuid
         ), told AS (
           INSERT INTO courses.notice (id, lesson_id, lesson_version, kind, member_id, teacher_id, content, created_at)
           SELECT uuidv7(), $1::uuid, $2, $3::courses.notice_kind, person.member_id, person.teacher_id, $4::jsonb, $5::timestamptz
           FROM (SELECT member_id, NULL::uuid AS teacher_id FROM courses.enrolment WHERE lesson_id = $1::uuid AND state IN ('EXPECTED', 'WAITLISTED')
                 UNION SELECT member_id, NULL FROM teaching WHERE member_id IS NOT NULL
                 UNION ALL SELECT NULL, id FROM teaching WHERE member_id IS NULL) AS person
           RETURNING member_id
         )
         SELECT (SELECT count(*) FROM courses.enrolment WHERE lesson_id = $1::uuid AND state = 'EXPECTED')::int AS members,
                (SELECT count(*) FROM teaching)::int AS teachers, (SELECT count(*) FROM told)::int AS told`,
        toUuid("lesson", lessonId),
        version,
        kind,
        JSON.stringify(content),
        now(),
      )
      return { members: told?.members ?? 0, teachers: told?.teachers ?? 0 }
    },

    /** Tell these people alone, of whom `teacherIds` are teachers from outside. */
    async tell(
      { lessonId, version, kind, content }: Told,
      { memberIds = [], teacherIds = [] }: { memberIds?: string[]; teacherIds?: string[] },
    ): Promise<void> {
      await transaction.$executeRawUnsafe(
        `INSERT INTO courses.notice (id, lesson_id, lesson_version, kind, member_id, teacher_id, content, created_at)
         SELECT uuidv7(), $1::uuid, $2, $3::courses.notice_kind, person.member_id, person.teacher_id, $4::jsonb, $5::timestamptz
         FROM (SELECT unnest($6::uuid[]) AS member_id, NULL::uuid AS teacher_id UNION ALL SELECT NULL, unnest($7::uuid[])) AS person`,
        toUuid("lesson", lessonId),
        version,
        kind,
        JSON.stringify(content),
        now(),
        toUuids("member", memberIds),
        toUuids("teacher", teacherIds),
      )
    },

    /** Put an event in the outbox for whoever subscribes; no person may be named in it. */
    async announce(event: { type: LessonEventType; lessonId: string; organiserPath: string; content: object }): Promise<void> {
      await transaction.outboxEvent.create({
        data: {
          id: toUuid("event", newId("event")),
          type: event.type,
          lessonId: toUuid("lesson", event.lessonId),
          organisationPath: event.organiserPath,
          content: event.content,
          happenedAt: now(),
        },
      })
    },
  }
}
