import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ClassLesson, ClassMark } from "../domain/class-matrix.ts"
import { closedBy, lessonOf, memberOf, stoodAt } from "./books-then.row.ts"

export type ClassRecord = { id: string; organisationId: string; name: string; startsOn: string; endsOn: string }
type LessonRow = Omit<ClassLesson, "part"> & { startsAt: Date }
type MarkRow = { lesson_id: string; member_id: string; branch_id: string | null; is_expected: boolean; state: ClassMark["state"]; entry_id: string | null }

/**
 * $1 which lessons, $2 the moment: who was on their lists then, or recorded. Lists are changed by acts: whoever was put on a list later was not on it, and
 * whoever was taken off later was.
 */
const MARKS = `WITH amended AS (
    SELECT DISTINCT ON (a.lesson_id, a.member_id) a.lesson_id, a.member_id, a.kind = 'EXPECTED_REMOVED' AS was_expected FROM attendance.act a
    WHERE a.lesson_id = ANY($1::uuid[]) AND a.kind IN ('EXPECTED_ADDED', 'EXPECTED_REMOVED') AND a.recorded_at > $2::timestamptz
    ORDER BY a.lesson_id, a.member_id, a.recorded_at, a.id
  ), place AS (
    SELECT p.lesson_id, p.member_id, p.branch_id, coalesce(a.was_expected, p.is_expected) AS is_expected
    FROM attendance.sheet_place p LEFT JOIN amended a ON a.lesson_id = p.lesson_id AND a.member_id = p.member_id WHERE p.lesson_id = ANY($1::uuid[])
  )
  SELECT coalesce(p.lesson_id, e.lesson_id) AS lesson_id, coalesce(p.member_id, e.member_id) AS member_id, coalesce(p.branch_id, e.branch_id) AS branch_id,
    coalesce(p.is_expected, false) AS is_expected, coalesce(e.state::text, 'NOT_MARKED') AS state, e.id AS entry_id
  FROM place p FULL JOIN (
    SELECT e.* FROM attendance.entry e WHERE e.lesson_id = ANY($1::uuid[]) AND NOT e.is_make_up AND ${stoodAt("$2")}
  ) e ON e.lesson_id = p.lesson_id AND e.member_id = p.member_id
  WHERE p.is_expected OR e.id IS NOT NULL`

/** Read training classes with their lessons and who was at them, as the books stood; a class is found within the viewer's scope, the rest by what was found. */
export function createClassMatrixReader(database: Database, viewer: Viewer, localOf: (instant: Date) => { minute: number }) {
  const partOf = (startsAt: Date): ClassLesson["part"] => (localOf(startsAt).minute < 720 ? "上午" : localOf(startsAt).minute < 1080 ? "下午" : "晚上")
  return {
    async findClass(classId: string): Promise<ClassRecord | null> {
      const [row] = await database.read<ClassRecord>(
        "class_of_report",
        `SELECT c.id, c.organisation_id AS "organisationId", c.name, c.starts_on AS "startsOn", c.ends_on AS "endsOn" FROM courses_api.class_record c
         WHERE c.id = $3::uuid AND ${withinScope("c.organisation_path")}`,
        [...scopeOf(viewer), toUuid("class", classId)],
      )
      return row ? { ...row, id: classId, organisationId: toTypeId("organisation", row.organisationId) } : null
    },

    /** Lessons whose sheet was open by then, in their order, with one more than the limit where there are more. */
    async findLessons(classId: string, days: { from: string | null; to: string | null }, asOf: Date, limit: number): Promise<ClassLesson[]> {
      const rows = await database.read<LessonRow>(
        "lessons_of_class",
        `SELECT s.lesson_id AS "lessonId", s.held_on AS "heldOn", s.starts_at AS "startsAt", l.title, s.planned_hours AS "plannedHours", ${closedBy("$2")} AS "isClosed"
         FROM courses_api.lesson l JOIN attendance.sheet s ON s.lesson_id = l.id
         WHERE l.training_class_id = $1::uuid AND s.opened_at <= $2::timestamptz AND ($3::date IS NULL OR s.held_on BETWEEN $3 AND $4)
         ORDER BY s.starts_at, s.lesson_id LIMIT $5`,
        [toUuid("class", classId), asOf, days.from, days.to, limit + 1],
      )
      return rows.map(({ startsAt, ...row }) => ({ ...row, lessonId: lessonOf(row.lessonId), part: partOf(startsAt) }))
    },

    /** Lessons of the class in these days that should have been held by then and have no sheet of then. */
    async countUnrecorded(classId: string, days: { from: string | null; to: string | null }, asOf: Date, timeZone: string): Promise<number> {
      const [row] = await database.read<{ lessons: number }>(
        "unrecorded_of_class",
        `SELECT count(*) AS lessons FROM courses_api.lesson l WHERE l.training_class_id = $1::uuid AND l.status IN ('PUBLISHED', 'HELD') AND l.starts_at <= $2::timestamptz
           AND ($3::date IS NULL OR (l.starts_at AT TIME ZONE $5)::date BETWEEN $3 AND $4)
           AND NOT EXISTS (SELECT FROM attendance.sheet s WHERE s.lesson_id = l.id AND s.opened_at <= $2::timestamptz)`,
        [toUuid("class", classId), asOf, days.from, days.to, timeZone],
      )
      return row?.lessons ?? 0
    },

    async findMarks(lessonIds: readonly string[], asOf: Date): Promise<ClassMark[]> {
      const rows = await database.read<MarkRow>("marks_of_class", MARKS, [toUuids("lesson", lessonIds), asOf])
      return rows.map((row) => ({
        lessonId: lessonOf(row.lesson_id),
        memberId: memberOf(row.member_id),
        branchId: row.branch_id && toTypeId("organisation", row.branch_id),
        isExpected: row.is_expected,
        state: row.state,
        entryId: row.entry_id && toTypeId("entry", row.entry_id),
      }))
    },
  }
}
