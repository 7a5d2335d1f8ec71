import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { CourseDefaults, LessonNames, LessonParts } from "../domain/lesson-parts.ts"

type Named = { id: string; path: string }
type Row = {
  organiser: (Named & { name: string }) | null
  venues: (Named & { name: string; isInUse: boolean; isShared: boolean })[] | null
  teachers: { id: string; isActive: boolean; memberId: string | null }[] | null
  school: Named | null
  class: (Named & { state: string }) | null
  course: (Named & { isOffered: boolean }) | null
  organisations: (Named & { name: string })[] | null
  members: { id: string; paths: string[] }[] | null
}

/**
 * $1 the organiser, $2 venues, $3 teachers, $4 school, $5 class, $6 course, $7 organisations of the audience and co-organisers, $8 members by name.
 * A venue is shared with the organiser when it is kept at or above it, or by sharing it with an organisation at or above it.
 */
const PARTS_OF_ONE = `WITH organiser AS MATERIALIZED (SELECT o.id, o.path, o.name FROM organisation_api.organisation o WHERE o.id = $1::uuid)
SELECT
  (SELECT json_build_object('id', o.id, 'path', o.path, 'name', o.name) FROM organiser o) AS organiser,
  (SELECT json_agg(json_build_object('id', v.id, 'path', v.organisation_path, 'name', v.name, 'isInUse', v.is_in_use, 'isShared',
     EXISTS (SELECT FROM organiser o WHERE starts_with(o.path, v.organisation_path)
       OR EXISTS (SELECT FROM courses.venue_sharing s JOIN organisation_api.organisation a ON a.id = s.organisation_id WHERE s.venue_id = v.id AND starts_with(o.path, a.path)))))
   FROM courses.venue v WHERE v.id = ANY($2::uuid[])) AS venues,
  (SELECT json_agg(json_build_object('id', t.id, 'isActive', t.is_active, 'memberId', t.member_id)) FROM courses.teacher t WHERE t.id = ANY($3::uuid[])) AS teachers,
  (SELECT json_build_object('id', s.id, 'path', s.organisation_path) FROM courses.party_school s WHERE s.id = $4::uuid) AS school,
  (SELECT json_build_object('id', c.id, 'path', c.organisation_path, 'state', c.state) FROM courses.training_class c WHERE c.id = $5::uuid) AS class,
  (SELECT json_build_object('id', c.id, 'path', c.organisation_path, 'isOffered', c.is_offered) FROM courses.course c WHERE c.id = $6::uuid) AS course,
  (SELECT json_agg(json_build_object('id', o.id, 'path', o.path, 'name', o.name)) FROM organisation_api.organisation o WHERE o.id = ANY($7::uuid[])) AS organisations,
  (SELECT json_agg(json_build_object('id', m.id, 'paths', (SELECT json_agg(p.path) FROM (SELECT m.branch_path AS path UNION SELECT ms.organisation_path
     FROM people_api.membership ms WHERE ms.member_id = m.id AND ms.to_on IS NULL) p WHERE p.path IS NOT NULL)))
   FROM people_api.member m WHERE m.id = ANY($8::uuid[])) AS members`

const COLUMNS = ["organiser", "venues", "teachers", "school", "class", "course", "organisations", "members"]
/** $1 what each of many lessons names, by the columns' names. */
const PARTS = `SELECT wanted.n, found.* FROM jsonb_to_recordset($1::jsonb) AS wanted(n int, organiser uuid, venues uuid[], teachers uuid[], school uuid, class uuid, course uuid,
    organisations uuid[], members uuid[])
  CROSS JOIN LATERAL (${PARTS_OF_ONE.replace(/\$(\d)/g, (_, at: string) => `wanted.${COLUMNS[Number(at) - 1] ?? ""}`)}) AS found ORDER BY wanted.n`

/** Read what a lesson is put together of. Nothing is left out for the viewer here: what may be used is judged with the paths. */
export function createLessonPartsRepository(ask: Ask) {
  /** Find all that each of many lessons names, in one statement, in the order asked; what several name alike is read once. */
  const findAll = async (lessons: readonly LessonNames[]): Promise<LessonParts[]> => {
    const keys = lessons.map((lesson) => JSON.stringify(namesOf(lesson)))
    const distinct = [...new Set(keys)]
    if (distinct.length === 0) return []
    const asked = `[${distinct.map((names, n) => `{"n":${n},${names.slice(1)}`).join(",")}]`
    const rows = await ask<Row>("lesson_parts", PARTS, [asked])
    const byKey = new Map(distinct.map((key, n) => [key, rows[n]]))
    return keys.map((key) => {
      const row = byKey.get(key)
      if (!row) throw new Error("the parts of a lesson were not read")
      return toParts(row)
    })
  }

  return {
    async findCourse(id: string): Promise<CourseDefaults | null> {
      const rows = await ask<CourseDefaults>("course_defaults", "SELECT name, category::text, hours::float8 FROM courses.course WHERE id = $1::uuid", [
        toUuid("course", id),
      ])
      return rows[0] ?? null
    },

    /** Find all that a lesson names, in one statement. */
    async find(lesson: LessonNames): Promise<LessonParts> {
      const [parts] = await findAll([lesson])
      if (!parts) throw new Error("the parts of a lesson were not read")
      return parts
    },

    findAll,
  }
}

function namesOf(lesson: LessonNames) {
  const { organisations = [], members = [] } = lesson.audience ?? {}
  const partners = lesson.coOrganisers.flatMap(({ organisationId }) => organisationId ?? [])
  return {
    organiser: toUuid("organisation", lesson.organiserId),
    venues: toUuids("venue", [...(lesson.venueId ? [lesson.venueId] : []), ...lesson.siteIds]),
    teachers: toUuids("teacher", lesson.teacherIds),
    school: lesson.schoolId && toUuid("school", lesson.schoolId),
    class: lesson.trainingClassId && toUuid("class", lesson.trainingClassId),
    course: lesson.courseId && toUuid("course", lesson.courseId),
    organisations: toUuids("organisation", [...organisations, ...partners]),
    members: toUuids("member", members),
  }
}

function toParts(row: Row): LessonParts {
  return {
    organiser: row.organiser ? { ...row.organiser, id: toTypeId("organisation", row.organiser.id) } : null,
    venues: (row.venues ?? []).map((venue) => ({ ...venue, id: toTypeId("venue", venue.id) })),
    teachers: (row.teachers ?? []).map((teacher) => ({ ...teacher, id: toTypeId("teacher", teacher.id) })),
    school: row.school,
    trainingClass: row.class,
    course: row.course,
    organisations: (row.organisations ?? []).map((place) => ({ ...place, id: toTypeId("organisation", place.id) })),
    members: (row.members ?? []).map(({ id, paths }) => ({ id: toTypeId("member", id), paths: paths ?? [] })),
  }
}
