import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { LessonEventType, NoticeContent, NoticeKind } from "../domain/notice.ts"

type Told = { lessonId: string; version: number; kind: NoticeKind; content: NoticeContent }

/** What is told; everybody on the lesson's list and its teachers, or, with `only`, these people. */
export type Telling = Told & { only?: People }
export type People = { memberIds?: string[]; teacherIds?: string[] }
/** How many were told (persons), each once: members who have a place, and teachers. */
export type Affected = { members: number; teachers: number }
const NOBODY: Affected = { members: 0, teachers: 0 }
type LessonEvent = { type: LessonEventType; lessonId: string; organiserPath: string; content: object }

/**
 * $1 the lessons by their time, $2 the moment. A notice a person and `thread`: about the first lesson of it that concerns the person, with how many do and when
 * the last of them begins. Counted for each `part`.
 */
const TELL = `WITH lesson AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS l(n int, thread text, part int, id uuid, version int, kind text, content jsonb, members uuid[], teachers uuid[])
  ), listed AS MATERIALIZED (
    SELECT l.n, l.thread, l.part, e.member_id, e.state = 'EXPECTED' AS has_place FROM lesson l
      CROSS JOIN LATERAL (SELECT * FROM courses.enrolment e WHERE e.lesson_id = l.id AND e.state IN ('EXPECTED', 'WAITLISTED') OFFSET 0) e WHERE l.members IS NULL
  ), teaching AS MATERIALIZED (
    SELECT l.n, l.thread, l.part, t.id, t.member_id FROM lesson l
      CROSS JOIN LATERAL (SELECT * FROM courses.lesson_teacher lt WHERE lt.lesson_id = l.id OFFSET 0) lt JOIN courses.teacher t ON t.id = lt.teacher_id WHERE l.members IS NULL
  ), person AS (
    SELECT thread, member_id, teacher_id, min(n) AS first, max(n) AS last, count(DISTINCT n)::int AS count FROM (
      SELECT n, thread, member_id, NULL::uuid AS teacher_id FROM listed
      UNION ALL SELECT n, thread, member_id, NULL FROM teaching WHERE member_id IS NOT NULL
      UNION ALL SELECT n, thread, NULL, id FROM teaching WHERE member_id IS NULL
      UNION ALL SELECT n, thread, unnest(members), NULL FROM lesson
      UNION ALL SELECT n, thread, NULL, unnest(teachers) FROM lesson
    ) told GROUP BY 1, 2, 3
  ), told AS (
    INSERT INTO courses.notice (id, lesson_id, lesson_version, kind, member_id, teacher_id, content, created_at)
    SELECT uuidv7(), l.id, l.version, l.kind::courses.notice_kind, p.member_id, p.teacher_id,
      CASE WHEN p.count > 1 THEN l.content || jsonb_build_object('series', jsonb_build_object('count', p.count, 'until', final.content -> 'startsAt')) ELSE l.content END, $2
    FROM person p JOIN lesson l ON l.n = p.first JOIN lesson final ON final.n = p.last
  )
  SELECT part.part, coalesce(m.count, 0)::int AS members, coalesce(t.count, 0)::int AS teachers
  FROM (SELECT DISTINCT part FROM lesson) part
    LEFT JOIN (SELECT part, count(DISTINCT member_id) AS count FROM listed WHERE has_place GROUP BY 1) m ON m.part = part.part
    LEFT JOIN (SELECT part, count(DISTINCT id) AS count FROM teaching GROUP BY 1) t ON t.part = part.part`

/** Write down who must be told what of a lesson, in the transaction that did it: people in notices, subscribers in the outbox. */
export function createNoticeWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  /**
   * Tell people of lessons, in one statement: of EACH by itself, or of all TOGETHER, which is one notice a person and kind. Gives how many were told: of each
   * lesson in the order given, or of all together as the only one.
   */
  const tellMany = async (tellings: readonly Telling[], how: "EACH" | "TOGETHER"): Promise<Affected[]> => {
    if (tellings.length === 0) return []
    const isEach = how === "EACH"
    const numbered = tellings.map((telling, at) => ({ telling, part: isEach ? at : 0 }))
    const inTime = numbered.sort((a, b) => (a.telling.content.startsAt < b.telling.content.startsAt ? -1 : 1))
    const lessons = inTime.map(({ telling: { lessonId, version, kind, content, only }, part }, n) => ({
      n,
      thread: isEach ? String(n) : kind,
      part,
      id: toUuid("lesson", lessonId),
      version,
      kind,
      content,
      members: only ? toUuids("member", only.memberIds ?? []) : null,
      teachers: only ? toUuids("teacher", only.teacherIds ?? []) : null,
    }))
    const rows = await transaction.$queryRawUnsafe<(Affected & { part: number })[]>(TELL, JSON.stringify(lessons), now())
    const byPart = new Map(rows.map(({ part, members, teachers }) => [part, { members, teachers }]))
    return (isEach ? tellings : [null]).map((_, part) => byPart.get(part) ?? NOBODY)
  }

  const announceAll = async (events: readonly LessonEvent[]): Promise<void> => {
    if (events.length === 0) return
    const data = events.map(({ type, lessonId, organiserPath, content }) => ({
      id: toUuid("event", newId("event")),
      type,
      lessonId: toUuid("lesson", lessonId),
      organisationPath: organiserPath,
      content,
      happenedAt: now(),
    }))
    await transaction.outboxEvent.createMany({ data })
  }

  return {
    tellMany,

    /** Tell everybody expected at the lesson, and its teachers. Gives how many (persons): members, teachers. A teacher who is a member is told as a member. */
    async tellAll(told: Told): Promise<Affected> {
      const [affected] = await tellMany([told], "EACH")
      return affected ?? NOBODY
    },

    /** Tell these people alone, of whom `teacherIds` are teachers from outside. */
    async tell(told: Told, only: People): Promise<void> {
      await tellMany([{ ...told, only }], "EACH")
    },

    /** Put an event in the outbox for whoever subscribes; no person may be named in it. */
    async announce(event: LessonEvent): Promise<void> {
      await announceAll([event])
    },

    announceAll,
  }
}
