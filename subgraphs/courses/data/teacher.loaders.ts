import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Absence, TeacherDetail, TeachingFigures } from "../domain/teacher.ts"
import type { Availability, AvailabilityKind } from "../domain/teacher-hours.ts"
import type { Window } from "./venue.loaders.ts"

type DetailRow = {
  id: string
  organisation_id: string
  organisation_path: string
  member_id: string | null
  is_active: boolean
  lessons_per_month: number | null
  version: number
}
type AvailabilityRow = { teacher_id: string; weekday: number; from_minute: number; to_minute: number; kind: AvailabilityKind }
type AbsenceRow = { teacher_id: string; id: string; starts_at: Date; ends_at: Date; reason: string | null }
type Month = TeachingFigures & { month: string }

/** Make the request's loaders of what is kept of teachers beside the directory. */
export function createTeacherLoaders(database: Database) {
  const rowsOf = <Row extends object>(name: string, text: string, ids: readonly string[], ...values: unknown[]) =>
    database.read<Row>(name, text, [toUuids("teacher", ids), ...values])
  const teacherOf = (row: { teacher_id: string }) => toTypeId("teacher", row.teacher_id)
  return {
    teacherDetailById: new DataLoader<string, TeacherDetail | null>(async (ids) => {
      const text = `SELECT id, organisation_id, organisation_path, member_id, is_active, lessons_per_month, version FROM courses.teacher WHERE id = ANY($1::uuid[])`
      const details = (await rowsOf<DetailRow>("teacher_details", text, ids)).map((row) => ({
        id: toTypeId("teacher", row.id),
        organisationId: toTypeId("organisation", row.organisation_id),
        organisationPath: row.organisation_path,
        memberId: row.member_id && toTypeId("member", row.member_id),
        isActive: row.is_active,
        lessonsPerMonth: row.lessons_per_month,
        version: row.version,
      }))
      return inKeyOrder(ids, details, ({ id }) => id)
    }),

    availabilityByTeacher: new DataLoader<string, Availability[]>(async (ids) => {
      const text = `SELECT teacher_id, weekday, from_minute, to_minute, kind::text FROM courses.teacher_availability
        WHERE teacher_id = ANY($1::uuid[]) ORDER BY weekday, from_minute, kind`
      const groups = groupedInKeyOrder(ids, await rowsOf<AvailabilityRow>("teacher_availability", text, ids), teacherOf)
      return groups.map((rows) => rows.map(({ weekday, from_minute, to_minute, kind }) => ({ weekday, fromMinute: from_minute, toMinute: to_minute, kind })))
    }),

    absencesByTeacher: perKey(
      ({ from, to }: Window) =>
        new DataLoader<string, Absence[]>(async (ids) => {
          const text = `SELECT teacher_id, id, starts_at, ends_at, reason FROM courses.teacher_absence
            WHERE teacher_id = ANY($1::uuid[]) AND starts_at < $3 AND ends_at > $2 ORDER BY starts_at, id`
          const groups = groupedInKeyOrder(ids, await rowsOf<AbsenceRow>("teacher_absences", text, ids, from, to), teacherOf)
          return groups.map((rows) =>
            rows.slice(0, 100).map(({ id, starts_at, ends_at, reason }) => ({ id: toTypeId("absence", id), startsAt: starts_at, endsAt: ends_at, reason })),
          )
        }),
    ),

    /** What teachers taught in each month of a span of days, published lessons to come included. Days are the city's. */
    loadByTeacher: perKey(
      ({ from, to, timeZone }: { from: string; to: string; timeZone: string }) =>
        new DataLoader<string, Month[]>(async (ids) => {
          const text = `SELECT lt.teacher_id, to_char(l.starts_at AT TIME ZONE $4, 'YYYY-MM') AS month, count(*) AS lessons, sum(l.planned_hours) AS hours,
              coalesce(sum((SELECT count(*) FROM courses.enrolment e WHERE e.lesson_id = l.id AND e.state = 'EXPECTED')), 0) AS "personTimes"
            FROM courses.lesson_teacher lt JOIN courses.lesson l ON l.id = lt.lesson_id AND l.status IN ('PUBLISHED', 'HELD')
              AND l.starts_at >= ($2::date)::timestamp AT TIME ZONE $4 AND l.starts_at < ($3::date + 1)::timestamp AT TIME ZONE $4
            WHERE lt.teacher_id = ANY($1::uuid[]) GROUP BY 1, 2 ORDER BY 2`
          const groups = groupedInKeyOrder(ids, await rowsOf<Month & { teacher_id: string }>("teacher_load", text, ids, from, to, timeZone), teacherOf)
          return groups.map((rows) => rows.map(({ month, lessons, hours, personTimes }) => ({ month, lessons, hours, personTimes })))
        }),
    ),
  }
}
