import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { YearWeekFigures } from "../domain/chart.ts"
import type { TeacherLabel, TeacherLoad, TeacherReach, TeachingTotal } from "../domain/teacher-load.ts"
import { HELD_THEN, type SpanThen, closedBy, spanValues, stoodAt } from "./books-then.row.ts"
import { WEEK } from "./week.row.ts"

const LOADS = `SELECT t.teacher_id AS "teacherId", count(*) AS lessons, sum(held.planned_hours) AS hours, min(held.held_on) AS "firstOn", max(held.held_on) AS "lastOn"
  FROM held JOIN courses_api.teaching t ON t.lesson_id = held.lesson_id GROUP BY t.teacher_id`

const CAME = `attendance.entry e ON e.lesson_id = held.lesson_id AND e.state IN ('PRESENT', 'LATE', 'LEFT_EARLY', 'ONLINE') AND NOT e.is_make_up AND ${stoodAt("$5")}`

/** Read who taught the lessons that were held in a subtree, as the books stood; of a subtree whose organisation was found within the viewer's scope before. */
export function createTeacherLoadReader(database: Database) {
  return {
    /** One page, who taught most first, with one row more than the limit where there is more. */
    async findPage(span: SpanThen, { limit, after }: PageRequest): Promise<TeacherLoad[]> {
      const [hours = null, id = null] = after ?? []
      const rows = await database.read<TeacherLoad>(
        "teacher_loads",
        `WITH ${HELD_THEN} SELECT * FROM (${LOADS}) load WHERE $6::numeric IS NULL OR (-load.hours, load."teacherId") > (-$6::numeric, $7::uuid)
         ORDER BY -load.hours, load."teacherId" LIMIT $8`,
        [...spanValues(span), hours, id && toUuid("teacher", id), limit + 1],
      )
      return rows.map((row) => ({ ...row, teacherId: toTypeId("teacher", row.teacherId) }))
    },

    async count(span: SpanThen): Promise<number> {
      const text = `WITH ${HELD_THEN} SELECT count(DISTINCT t.teacher_id) AS teachers FROM held JOIN courses_api.teaching t ON t.lesson_id = held.lesson_id`
      return (await database.read<{ teachers: number }>("teacher_load_count", text, spanValues(span)))[0]?.teachers ?? 0
    },

    /** Who was there when these teachers taught. */
    async findReach(span: SpanThen, teacherIds: readonly string[]): Promise<Map<string, TeacherReach>> {
      const rows = await database.read<TeacherReach & { id: string }>(
        "teacher_reach",
        `WITH ${HELD_THEN} SELECT t.teacher_id AS id, count(*) AS "personTimes", count(DISTINCT e.member_id) AS persons
         FROM held JOIN courses_api.teaching t ON t.lesson_id = held.lesson_id JOIN ${CAME} WHERE t.teacher_id = ANY($6::uuid[]) GROUP BY 1`,
        [...spanValues(span), toUuids("teacher", teacherIds)],
      )
      return new Map(rows.map(({ id, personTimes, persons }) => [toTypeId("teacher", id), { personTimes, persons }]))
    },

    async total(span: SpanThen): Promise<TeachingTotal> {
      const [row] = await database.read<TeachingTotal>(
        "teaching_total",
        `WITH ${HELD_THEN}, taught AS (SELECT * FROM held WHERE EXISTS (SELECT FROM courses_api.teaching t WHERE t.lesson_id = held.lesson_id)),
           came AS (SELECT count(*) AS times, count(DISTINCT e.member_id) AS persons FROM taught held JOIN ${CAME})
         SELECT (SELECT count(DISTINCT t.teacher_id) FROM held JOIN courses_api.teaching t ON t.lesson_id = held.lesson_id) AS teachers,
           (SELECT count(*) FROM taught) AS lessons, (SELECT coalesce(sum(planned_hours), 0) FROM taught) AS hours, came.times AS "personTimes", came.persons FROM came`,
        spanValues(span),
      )
      return row ?? { teachers: 0, lessons: 0, hours: 0, personTimes: 0, persons: 0 }
    },

    /** The lessons that are in the total, by the week in which they were held. */
    findWeeks(span: SpanThen): Promise<YearWeekFigures[]> {
      return database.read<YearWeekFigures>(
        "teaching_weeks",
        `WITH ${HELD_THEN} SELECT ${WEEK("held.held_on")}, s.category::text, count(*)::int AS lessons FROM held JOIN attendance.sheet s ON s.lesson_id = held.lesson_id
         WHERE EXISTS (SELECT FROM courses_api.teaching t WHERE t.lesson_id = held.lesson_id) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
        spanValues(span),
      )
    },

    ...besideLoads(database),
  }
}

/** What is said besides the loads: what is missing in them, and what teachers are called. */
function besideLoads(database: Database) {
  return {
    /** Lessons that were held without a teacher on record, and those whose sheet was not closed by then. */
    async findMissing(span: SpanThen): Promise<{ untaught: number; open: number }> {
      const [row] = await database.read<{ untaught: number; open: number }>(
        "teaching_missing",
        `WITH ${HELD_THEN} SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT FROM courses_api.teaching t WHERE t.lesson_id = held.lesson_id)) AS untaught,
           count(*) FILTER (WHERE NOT ${closedBy("$5")}) AS open FROM held JOIN attendance.sheet s ON s.lesson_id = held.lesson_id`,
        spanValues(span),
      )
      return row ?? { untaught: 0, open: 0 }
    },

    /** What teachers are called. Whoever has a teacher's id may know it: the announcement of a lesson names them. */
    async findLabels(teacherIds: readonly string[]): Promise<Map<string, TeacherLabel>> {
      const rows = await database.read<TeacherLabel & { id: string }>(
        "teacher_labels",
        "SELECT t.id, t.name, t.category, t.unit FROM courses_api.teacher_record t WHERE t.id = ANY($1::uuid[])",
        [toUuids("teacher", teacherIds)],
      )
      return new Map(rows.map(({ id, ...label }) => [toTypeId("teacher", id), label]))
    },
  }
}
