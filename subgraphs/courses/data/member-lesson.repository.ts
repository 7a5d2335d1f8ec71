import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { Lesson, When } from "../domain/lesson.ts"
import { placeOf, VISIBLE } from "./lesson.repository.ts"
import { LESSON_COLUMNS, LESSON_VENUE, type LessonRow, toLesson } from "./lesson.row.ts"

/** $1 to $4 are the viewer's, as in VISIBLE; $5 whose lessons: people outside are as good as absent. */
const ASKED = `unnest($5::uuid[]) AS asked(member_id) JOIN people_api.member m ON m.id = asked.member_id
  AND (m.id = $4::uuid OR ${withinScope("m.branch_path")})`

/** For each choice of time: which enrolments, and in which order. $6 is now. */
const TIMES: Record<When, { condition: string; order: "ASC" | "DESC" }> = {
  UPCOMING: { condition: "e.starts_at >= $6::timestamptz AND l.status <> 'CANCELLED'", order: "ASC" },
  PAST: { condition: "e.starts_at < $6::timestamptz", order: "DESC" },
  ALL: { condition: "$6::timestamptz IS NOT NULL", order: "ASC" },
}

const EXPECTED = (when: When) => `FROM courses.enrolment e JOIN courses.lesson l ON l.id = e.lesson_id
  WHERE e.member_id = asked.member_id AND e.state = 'EXPECTED' AND ${TIMES[when].condition} AND ${VISIBLE}`

export type MemberLessonRepository = ReturnType<typeof createMemberLessonRepository>

/** Read the lessons at which members are expected, for members within the viewer's scope. */
export function createMemberLessonRepository(database: Database, viewer: Viewer, now: Date) {
  const own = [...scopeOf(viewer), waysUp(viewer), ownMember(viewer)]
  return {
    /** Find one page a member, with one row more than the limit where there is more. A member the viewer may not read is left out. */
    async findPages(memberIds: readonly string[], when: When, { limit, after }: PageRequest): Promise<{ memberId: string; lessons: Lesson[] }[]> {
      const { order } = TIMES[when]
      const rows = await database.read<LessonRow & { asked_id: string }>(
        `member_lessons_${when.toLowerCase()}`,
        `SELECT asked.member_id AS asked_id, page.* FROM ${ASKED} LEFT JOIN LATERAL (
           SELECT ${LESSON_COLUMNS} FROM (
             SELECT l.* ${EXPECTED(when)} AND ($7::timestamptz IS NULL OR (e.starts_at, e.lesson_id) ${order === "ASC" ? ">" : "<"} ($7, $8::uuid))
             ORDER BY e.starts_at ${order}, e.lesson_id ${order} LIMIT $9
           ) l ${LESSON_VENUE} ORDER BY l.starts_at ${order}, l.id ${order}
         ) page ON true`,
        [...own, toUuids("member", memberIds), now, ...placeOf(after), limit + 1],
      )
      const pages = new Map<string, Lesson[]>()
      for (const row of rows) {
        const lessons = pages.get(row.asked_id) ?? []
        if (row.id !== null) lessons.push(toLesson(row))
        pages.set(row.asked_id, lessons)
      }
      return [...pages].map(([memberId, lessons]) => ({ memberId: toTypeId("member", memberId), lessons }))
    },

    async count(memberIds: readonly string[], when: When): Promise<{ memberId: string; lessons: number }[]> {
      const rows = await database.read<{ member_id: string; lessons: number }>(
        `member_lessons_${when.toLowerCase()}_count`,
        `SELECT asked.member_id, (SELECT count(*) ${EXPECTED(when)}) AS lessons FROM ${ASKED}`,
        [...own, toUuids("member", memberIds), now],
      )
      return rows.map((row) => ({ memberId: toTypeId("member", row.member_id), lessons: row.lessons }))
    },
  }
}
