import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { Course, CourseKind, CourseMaterial } from "../domain/course.ts"
import type { Category, Lesson } from "../domain/lesson.ts"
import { VISIBLE, placeOf } from "./lesson.repository.ts"
import { LESSON_COLUMNS, LESSON_VENUE, type LessonRow, toLesson } from "./lesson.row.ts"

type CourseRow = {
  id: string
  organisation_id: string
  organisation_path: string
  name: string
  kind: CourseKind
  category: Category
  topic: string | null
  syllabus: string | null
  hours: number
  is_offered: boolean
  version: number
  materials: CourseMaterial[] | null
}
type LessonsRequest = { of: "school" | "class"; from: Date | null; to: Date | null } & PageRequest

/** Make the request's loaders of courses, and of the lessons of schools and classes as far as the viewer sees them. */
export function createDirectoryLoaders(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer), ownMember(viewer)]
  const lessonsOf = (of: LessonsRequest["of"]) =>
    `l.${of === "school" ? "school_id" : "training_class_id"} = asked.id AND ($6::timestamptz IS NULL OR l.starts_at >= $6) AND ($7::timestamptz IS NULL OR l.starts_at < $7) AND ${VISIBLE}`
  return {
    courseById: new DataLoader<string, Course | null>(async (ids) => {
      const text = `SELECT c.id, c.organisation_id, c.organisation_path, c.name, c.kind::text, c.category::text, c.topic, c.syllabus, c.hours, c.is_offered, c.version,
          (SELECT json_agg(json_build_object('title', m.title, 'url', m.url) ORDER BY m.number) FROM courses.course_material m WHERE m.course_id = c.id) AS materials
        FROM courses.course c WHERE c.id = ANY($1::uuid[])`
      const courses = (await database.read<CourseRow>("courses_by_id", text, [toUuids("course", ids)])).map(toCourse)
      return inKeyOrder(ids, courses, ({ id }) => id)
    }),

    /** The loader of one page of lessons a school or class, in time order, with one row more than the limit where there is more. */
    lessonPages: perKey(
      ({ of, from, to, limit, after }: LessonsRequest) =>
        new DataLoader<string, Lesson[]>(async (ids) => {
          const rows = await database.read<LessonRow & { asked_id: string }>(
            `lessons_by_${of}`,
            `SELECT asked.id AS asked_id, page.* FROM unnest($5::uuid[]) AS asked(id) CROSS JOIN LATERAL (
               SELECT ${LESSON_COLUMNS} FROM (SELECT l.* FROM courses.lesson l WHERE ${lessonsOf(of)} AND ($8::timestamptz IS NULL OR (l.starts_at, l.id) > ($8, $9::uuid))
                 ORDER BY l.starts_at, l.id LIMIT $10) l ${LESSON_VENUE} ORDER BY l.starts_at, l.id
             ) page`,
            [...own, toUuids(of, ids), from, to, ...placeOf(after), limit + 1],
          )
          return groupedInKeyOrder(ids, rows, (row) => toTypeId(of, row.asked_id)).map((list) => list.map(toLesson))
        }),
    ),
    lessonCounts: perKey(
      ({ of, from, to }: Pick<LessonsRequest, "of" | "from" | "to">) =>
        new DataLoader<string, number>(async (ids) => {
          const text = `SELECT asked.id, (SELECT count(*) FROM courses.lesson l WHERE ${lessonsOf(of)}) AS lessons FROM unnest($5::uuid[]) AS asked(id)`
          const rows = await database.read<{ id: string; lessons: number }>(`lesson_counts_by_${of}`, text, [...own, toUuids(of, ids), from, to])
          return inKeyOrder(ids, rows, ({ id }) => toTypeId(of, id)).map((row) => row?.lessons ?? 0)
        }),
    ),

    /** Times that organisations keep free themselves, from a moment on: at most 50 each. */
    blockedTimesByOrganisation: perKey(
      (from: Date) =>
        new DataLoader<string, { id: string; startsAt: Date; endsAt: Date; reason: string }[]>(async (ids) => {
          const text = `SELECT organisation_id, id, starts_at AS "startsAt", ends_at AS "endsAt", reason FROM courses.blocked_time
            WHERE organisation_id = ANY($1::uuid[]) AND ends_at > $2 ORDER BY starts_at, id`
          type Row = { organisation_id: string; id: string; startsAt: Date; endsAt: Date; reason: string }
          const rows = await database.read<Row>("blocked_times", text, [toUuids("organisation", ids), from])
          return ids.map((asked) =>
            rows
              .filter((row) => toTypeId("organisation", row.organisation_id) === asked)
              .slice(0, 50)
              .map(({ id, startsAt, endsAt, reason }) => ({ id: toTypeId("blocked", id), startsAt, endsAt, reason })),
          )
        }),
    ),
  }
}

function toCourse(row: CourseRow): Course {
  const { name, kind, category, topic, syllabus, hours, version } = row
  const [id, organisationId] = [toTypeId("course", row.id), toTypeId("organisation", row.organisation_id)]
  const organisationPath = row.organisation_path
  return {
    id,
    organisationId,
    organisationPath,
    name,
    kind,
    category,
    topic,
    syllabus,
    hours,
    isOffered: row.is_offered,
    version,
    materials: row.materials ?? [],
  }
}
