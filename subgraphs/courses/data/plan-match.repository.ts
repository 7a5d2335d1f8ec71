import type { Database } from "../../shared/database.ts"
import { type Kind, toTypeId } from "../../shared/typeid.ts"
import { type Viewer, ancestorsAndSelf, subtreeOf } from "../../shared/viewer.ts"
import type { Audience } from "../domain/audience.ts"
import { mayPlan } from "../domain/courses.policy.ts"
import type { Category, LessonStatus, Mode } from "../domain/lesson.ts"
import type { KnownLesson } from "../domain/lesson-plan.ts"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"
import type { KnownClass, KnownCourse, KnownPlace, KnownTeacher, KnownVenue } from "../domain/plan-names.ts"

type LessonRow = {
  id: string
  status: LessonStatus
  version: number
  organiserId: string
  title: string
  category: Category
  mode: Mode
  plannedHours: number
  capacity: number | null
  schoolId: string | null
  courseId: string | null
  trainingClassId: string | null
  venueId: string | null
  code: string | null
  place: string | null
  remark: string | null
  isCounted: boolean
  isOpenToEnrol: boolean
  audience: Audience | null
  periods: { startsAt: string; endsAt: string }[]
  siteIds: string[]
  teacherIds: string[]
  coOrganisers: CoOrganiser[]
}

/** $1/$2 the subtree of the plan's organisation, $3 numbers, $4 beginnings. */
const LESSONS = `SELECT l.id, l.status::text, l.version, l.organiser_id AS "organiserId", l.title, l.category::text, l.mode::text, l.planned_hours AS "plannedHours", l.capacity,
    l.school_id AS "schoolId", l.course_id AS "courseId", l.training_class_id AS "trainingClassId", l.venue_id AS "venueId", l.code, l.place, l.remark,
    l.is_counted AS "isCounted", l.is_open_to_enrol AS "isOpenToEnrol", l.audience,
    (SELECT json_agg(json_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at) ORDER BY p.number) FROM courses.lesson_period p WHERE p.lesson_id = l.id) AS periods,
    ARRAY(SELECT s.venue_id::text FROM courses.lesson_site s WHERE s.lesson_id = l.id ORDER BY 1) AS "siteIds",
    ARRAY(SELECT t.teacher_id::text FROM courses.lesson_teacher t WHERE t.lesson_id = l.id ORDER BY t.position, t.teacher_id) AS "teacherIds",
    (SELECT coalesce(json_agg(json_build_object('organisationId', o.organisation_id, 'name', o.name) ORDER BY o.number), '[]')
      FROM courses.lesson_co_organiser o WHERE o.lesson_id = l.id) AS "coOrganisers"
  FROM courses.lesson l WHERE l.organiser_path >= $1 AND l.organiser_path < $2 AND (l.code = ANY($3::text[]) OR l.starts_at = ANY($4::timestamptz[]))
  ORDER BY l.id`

/** $1/$2 the subtree, $3 the paths above it, $4/$5 the subtrees in which the viewer plans. */
const VENUES = `SELECT v.id, v.organisation_path AS path, v.name, v.is_in_use AS "isInUse", shared.paths FROM courses.venue v
  CROSS JOIN LATERAL (SELECT ARRAY(SELECT o.path FROM courses.venue_sharing s JOIN organisation_api.organisation o ON o.id = s.organisation_id WHERE s.venue_id = v.id) AS paths) shared
  WHERE (v.organisation_path >= $1 AND v.organisation_path < $2) OR v.organisation_path = ANY($3::text[])
    OR EXISTS (SELECT FROM unnest(shared.paths) AS path WHERE path = ANY($3::text[]) OR (path >= $1 AND path < $2))
    OR EXISTS (SELECT FROM unnest($4::text[], $5::text[]) AS mine(from_path, to_path) WHERE v.organisation_path >= mine.from_path AND v.organisation_path < mine.to_path)
  ORDER BY v.name, v.id`

/**
 * Find what rows of a lesson plan can be about, for whoever plans at an organisation: a statement for each kind of thing, whatever the
 * number of rows. Classes are those of the organisation's line for which the viewer plans.
 */
export function createPlanMatchRepository(database: Database, viewer: Viewer) {
  return {
    /** Find the organisations at or below a path. */
    async findPlaces(path: string): Promise<KnownPlace[]> {
      const { from, to } = subtreeOf(path)
      const rows = await database.read<KnownPlace>(
        "lesson_plan_places",
        `SELECT o.id, o.path, o.name, o.short_name AS "shortName" FROM organisation_api.organisation o WHERE o.path >= $1 AND o.path < $2 ORDER BY o.name, o.id`,
        [from, to],
      )
      return rows.map((row) => ({ ...row, id: toTypeId("organisation", row.id) }))
    },

    async findClasses(path: string): Promise<KnownClass[]> {
      const { from, to } = subtreeOf(path)
      const rows = await database.read<KnownClass>(
        "lesson_plan_classes",
        `SELECT c.id, c.organisation_path AS path, c.name, c.year, c.state::text AS state FROM courses.training_class c
         WHERE (c.organisation_path >= $1 AND c.organisation_path < $2) OR c.organisation_path = ANY($3::text[]) ORDER BY c.year DESC, c.name, c.id`,
        [from, to, ancestorsAndSelf(path)],
      )
      return rows.filter((row) => mayPlan(viewer, row.path)).map((row) => ({ ...row, id: toTypeId("class", row.id) }))
    },

    /** Find the teachers of these names, wherever they are kept: the pool is open to all. */
    async findTeachers(names: readonly string[]): Promise<KnownTeacher[]> {
      const rows = await database.read<KnownTeacher>(
        "lesson_plan_teachers",
        `SELECT t.id, t.organisation_path AS path, t.name, t.unit, t.title, t.is_active AS "isActive" FROM courses.teacher t WHERE t.name = ANY($1::text[]) ORDER BY t.name, t.unit, t.id`,
        [names],
      )
      return rows.map((row) => ({ ...row, id: toTypeId("teacher", row.id) }))
    },

    async findVenues(path: string): Promise<KnownVenue[]> {
      const { from, to } = subtreeOf(path)
      const mine = viewer.grants.filter((grant) => mayPlan(viewer, grant.path)).map((grant) => subtreeOf(grant.path))
      const values = [from, to, ancestorsAndSelf(path), mine.map((range) => range.from), mine.map((range) => range.to)]
      const rows = await database.read<Omit<KnownVenue, "isKept">>("lesson_plan_venues", VENUES, values)
      return rows.map((row) => ({ ...row, id: toTypeId("venue", row.id), isKept: mayPlan(viewer, row.path) }))
    },

    async findCourses(path: string, names: readonly string[]): Promise<KnownCourse[]> {
      const { from, to } = subtreeOf(path)
      const rows = await database.read<KnownCourse>(
        "lesson_plan_courses",
        `SELECT min(c.id::text) AS id, c.name FROM courses.course c WHERE c.name = ANY($4::text[]) AND c.is_offered
           AND ((c.organisation_path >= $1 AND c.organisation_path < $2) OR c.organisation_path = ANY($3::text[])) GROUP BY c.name HAVING count(*) = 1`,
        [from, to, ancestorsAndSelf(path), names],
      )
      return rows.map((row) => ({ ...row, id: toTypeId("course", row.id) }))
    },

    /** Find the lessons of the subtree that have one of these numbers or begin at one of these times. */
    async findLessons(path: string, codes: readonly string[], starts: readonly Date[]): Promise<KnownLesson[]> {
      const { from, to } = subtreeOf(path)
      return (await database.read<LessonRow>("lesson_plan_lessons", LESSONS, [from, to, codes, starts])).map(toKnown)
    },
  }
}

function toKnown({ id, status, version, ...row }: LessonRow): KnownLesson {
  const idOf = (kind: Kind, uuid: string | null) => uuid && toTypeId(kind, uuid)
  return {
    id: toTypeId("lesson", id),
    status,
    version,
    lesson: {
      ...row,
      organiserId: toTypeId("organisation", row.organiserId),
      schoolId: idOf("school", row.schoolId),
      courseId: idOf("course", row.courseId),
      trainingClassId: idOf("class", row.trainingClassId),
      venueId: idOf("venue", row.venueId),
      siteIds: row.siteIds.map((uuid) => toTypeId("venue", uuid)),
      teacherIds: row.teacherIds.map((uuid) => toTypeId("teacher", uuid)),
      coOrganisers: row.coOrganisers.map(({ organisationId, name }) => ({ organisationId: idOf("organisation", organisationId), name })),
      periods: row.periods.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
    },
  }
}
