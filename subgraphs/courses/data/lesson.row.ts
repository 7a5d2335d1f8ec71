import { toTypeId } from "../../shared/typeid.ts"
import type { Category, Lesson, LessonStatus, Mode, Teacher, TeacherCategory, VenueKind } from "../domain/lesson.ts"

/** A lesson as one row, with its venue's columns beside it and its teachers as JSON. */
export type LessonRow = {
  id: string
  title: string
  category: Category
  mode: Mode
  status: LessonStatus
  starts_at: Date
  ends_at: Date
  planned_hours: number
  capacity: number | null
  cancelled_reason: string | null
  version: number
  school_id: string | null
  training_class_id: string | null
  organiser_id: string
  organiser_path: string
  venue_id: string | null
  venue_organisation_id: string | null
  venue_name: string | null
  venue_kind: VenueKind | null
  venue_capacity: number | null
  venue_equipment: string[] | null
  teachers: TeacherRow[] | null
}

type TeacherRow = { id: string; name: string; category: TeacherCategory; unit: string; title: string | null; subjects: string[] }

/** Select list and joins of a lesson `l`: one statement brings the lesson, its venue and its teachers. */
export const LESSON_COLUMNS = `l.id, l.title, l.category::text, l.mode::text, l.status::text, l.starts_at, l.ends_at, l.planned_hours, l.capacity,
  l.cancelled_reason, l.version, l.school_id, l.training_class_id, l.organiser_id, l.organiser_path, l.venue_id, v.organisation_id AS venue_organisation_id,
  v.name AS venue_name, v.kind::text AS venue_kind, v.capacity AS venue_capacity, v.equipment AS venue_equipment,
  (SELECT json_agg(json_build_object('id', t.id, 'name', t.name, 'category', t.category, 'unit', t.unit, 'title', t.title, 'subjects', t.subjects)
     ORDER BY lt.position, t.id)
   FROM courses.lesson_teacher lt JOIN courses.teacher t ON t.id = lt.teacher_id WHERE lt.lesson_id = l.id) AS teachers`

export const LESSON_VENUE = "LEFT JOIN courses.venue v ON v.id = l.venue_id"

/** Turn a row into a lesson: its venue is null where the join found none, its teachers are in the order of the announcement. */
export function toLesson(row: LessonRow): Lesson {
  return {
    id: toTypeId("lesson", row.id),
    title: row.title,
    category: row.category,
    mode: row.mode,
    status: row.status,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    plannedHours: row.planned_hours,
    capacity: row.capacity,
    cancelledReason: row.cancelled_reason,
    version: row.version,
    schoolId: row.school_id && toTypeId("school", row.school_id),
    trainingClassId: row.training_class_id && toTypeId("class", row.training_class_id),
    organiserId: toTypeId("organisation", row.organiser_id),
    organiserPath: row.organiser_path,
    venue: toVenue(row),
    teachers: (row.teachers ?? []).map(toTeacher),
  }
}

function toVenue(row: LessonRow): Lesson["venue"] {
  const { venue_id, venue_organisation_id, venue_name, venue_kind, venue_capacity, venue_equipment } = row
  if (venue_id === null || venue_organisation_id === null || venue_name === null || venue_kind === null || venue_capacity === null) return null
  return {
    id: toTypeId("venue", venue_id),
    organisationId: toTypeId("organisation", venue_organisation_id),
    name: venue_name,
    kind: venue_kind,
    capacity: venue_capacity,
    equipment: venue_equipment ?? [],
  }
}

export function toTeacher(row: TeacherRow): Teacher {
  return { id: toTypeId("teacher", row.id), name: row.name, category: row.category, unit: row.unit, title: row.title, subjects: row.subjects }
}
