import type { Database } from "../../shared/database.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { EnrolmentCounts, Lesson, TimetableFilter } from "../domain/lesson.ts"
import { placeInTime } from "../domain/place-in-time.ts"
import { LESSON_COLUMNS, LESSON_VENUE, type LessonRow, toLesson } from "./lesson.row.ts"

/**
 * What exists for the viewer ($1/$2 subtrees, $3 paths on the way up, $4 own member): every lesson of the subtrees, the
 * published ones of the organisations above, and those where the viewer is expected. The same everywhere.
 */
export const VISIBLE = `(${withinScope("l.organiser_path")}
  OR l.status <> 'DRAFT' AND (l.organiser_path = ANY($3::text[])
    OR EXISTS (SELECT FROM courses.enrolment e WHERE e.lesson_id = l.id AND e.member_id = $4::uuid AND e.state = 'EXPECTED')))`

/** $5 and $6 the window, $7 the organisation whose subtree organises, $8 the venue, $9 the teacher. */
const IN_TIMETABLE = `l.starts_at >= $5 AND l.starts_at < $6
  AND ($7::uuid IS NULL OR EXISTS (SELECT FROM organisation_api.organisation o WHERE o.id = $7::uuid
    AND l.organiser_path >= o.path AND l.organiser_path < left(o.path, -1) || '/'))
  AND ($8::uuid IS NULL OR l.venue_id = $8::uuid)
  AND ($9::uuid IS NULL OR EXISTS (SELECT FROM courses.lesson_teacher lt WHERE lt.lesson_id = l.id AND lt.teacher_id = $9::uuid))
  AND ${VISIBLE}`

export type LessonRepository = ReturnType<typeof createLessonRepository>

/** Read lessons within what the viewer sees. */
export function createLessonRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer), ownMember(viewer)]
  return {
    async findByIds(ids: readonly string[]): Promise<Lesson[]> {
      const rows = await database.read<LessonRow>(
        "lessons_by_id",
        `SELECT ${LESSON_COLUMNS} FROM courses.lesson l ${LESSON_VENUE} WHERE l.id = ANY($5::uuid[]) AND ${VISIBLE}`,
        [...own, toUuids("lesson", ids)],
      )
      return rows.map(toLesson)
    },

    /** List the lessons that start in a window, in time order. */
    async listTimetable(filter: TimetableFilter, { limit, after }: PageRequest): Promise<Page<Lesson>> {
      const values = [
        ...own,
        filter.from,
        filter.to,
        filter.organisationId && toUuid("organisation", filter.organisationId),
        filter.venueId && toUuid("venue", filter.venueId),
        filter.teacherId && toUuid("teacher", filter.teacherId),
      ]
      const rows = await database.read<LessonRow>(
        "timetable",
        `SELECT ${LESSON_COLUMNS} FROM courses.lesson l ${LESSON_VENUE}
         WHERE ${IN_TIMETABLE} AND ($10::timestamptz IS NULL OR (l.starts_at, l.id) > ($10, $11::uuid))
         ORDER BY l.starts_at, l.id LIMIT $12`,
        [...values, ...placeOf(after), limit + 1],
      )
      const count = () =>
        database.read<{ lessons: number }>("timetable_count", `SELECT count(*) AS lessons FROM courses.lesson l WHERE ${IN_TIMETABLE}`, values)
      return pageOf<Lesson>(rows.map(toLesson), limit, placeInTime, async () => (await count())[0]?.lessons ?? 0)
    },

    /** Count the places taken and the people waiting, lesson by lesson. */
    async countEnrolments(ids: readonly string[]): Promise<EnrolmentCounts[]> {
      const rows = await database.read<{ lesson_id: string; enrolled: number; waitlisted: number }>(
        "enrolment_counts",
        `SELECT lesson_id, count(*) FILTER (WHERE state = 'EXPECTED') AS enrolled, count(*) FILTER (WHERE state = 'WAITLISTED') AS waitlisted
         FROM courses.enrolment WHERE lesson_id = ANY($1::uuid[]) GROUP BY lesson_id`,
        [toUuids("lesson", ids)],
      )
      return rows.map((row) => ({ lessonId: toTypeId("lesson", row.lesson_id), enrolled: row.enrolled, waitlisted: row.waitlisted }))
    },
  }
}

/** Read a place in time out of a cursor, as the two parameters that stand for it. */
export function placeOf(after: readonly string[] | null): readonly [Date | null, string | null] {
  const [start = "", id = ""] = after ?? []
  return after ? [new Date(start), toUuid("lesson", id)] : [null, null]
}
