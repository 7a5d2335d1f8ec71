import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Category } from "../domain/lesson.ts"

type Named = { id: string; path: string }
type PartsRow = {
  organisations: Named[] | null
  below: (Named & { under: string })[] | null
  teachers: { id: string; path: string; subjects: string[] }[] | null
  courses: { id: string; name: string; category: Category; hours: number; path: string }[] | null
  venues: string[] | null
}
/** What demands name, as it stands: `below` are the organisations with a Party school at or below an asked one, `under`. */
export type PlanParts = { [Part in keyof PartsRow]: NonNullable<PartsRow[Part]> }

export type AskedParts = { organisationIds: string[]; underIds: string[]; teacherIds: string[]; subjects: string[]; courseIds: string[]; venueIds: string[] }

/** $1 organisations, $2 those below which schools are meant, $3 teachers, $4 subjects, $5 courses, $6 venues. */
const PARTS = `SELECT
  (SELECT json_agg(json_build_object('id', o.id, 'path', o.path)) FROM organisation_api.organisation o WHERE o.id = ANY($1::uuid[] || $2::uuid[])) AS organisations,
  (SELECT json_agg(json_build_object('id', s.organisation_id, 'path', s.organisation_path, 'under', u.id) ORDER BY s.organisation_path)
   FROM organisation_api.organisation u JOIN courses.party_school s ON s.organisation_path >= u.path AND s.organisation_path < left(u.path, -1) || '/'
   WHERE u.id = ANY($2::uuid[])) AS below,
  (SELECT json_agg(json_build_object('id', t.id, 'path', t.organisation_path, 'subjects', t.subjects) ORDER BY t.id) FROM courses.teacher t
   WHERE t.is_active AND (t.id = ANY($3::uuid[]) OR t.subjects && $4::text[])) AS teachers,
  (SELECT json_agg(json_build_object('id', c.id, 'name', c.name, 'category', c.category, 'hours', c.hours, 'path', c.organisation_path))
   FROM courses.course c WHERE c.id = ANY($5::uuid[]) AND c.is_offered) AS courses,
  (SELECT json_agg(v.id) FROM courses.venue v WHERE v.id = ANY($6::uuid[]) AND v.is_in_use) AS venues`

/** Read what the demands of a plan name. Nothing is left out for the viewer here: what may be used is judged with the paths. */
export function createPlanPartsRepository(ask: Ask) {
  return {
    /** Find all that demands name, in one statement. */
    async find(asked: AskedParts): Promise<PlanParts> {
      const [row] = await ask<PartsRow>("plan_parts", PARTS, [
        toUuids("organisation", asked.organisationIds),
        toUuids("organisation", asked.underIds),
        toUuids("teacher", asked.teacherIds),
        asked.subjects,
        toUuids("course", asked.courseIds),
        toUuids("venue", asked.venueIds),
      ])
      const organisation = <Row extends { id: string }>(one: Row) => ({ ...one, id: toTypeId("organisation", one.id) })
      return {
        organisations: (row?.organisations ?? []).map(organisation),
        below: (row?.below ?? []).map((one) => ({ ...organisation(one), under: toTypeId("organisation", one.under) })),
        teachers: (row?.teachers ?? []).map((one) => ({ ...one, id: toTypeId("teacher", one.id) })),
        courses: (row?.courses ?? []).map((one) => ({ ...one, id: toTypeId("course", one.id), hours: Number(one.hours) })),
        venues: (row?.venues ?? []).map((id) => toTypeId("venue", id)),
      }
    },
  }
}
