import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { inKeyOrder, perKey } from "../../shared/keyed.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"

export type SchoolFigures = { schools: number; demonstrations: number }
export type ClassFigures = { classes: number; personTimes: number }

/** $1 organisations, $2 the day: each with its subtree as the tree stood on that day, and what stood in it. */
const SUBTREES = `organisation_api.version asked JOIN organisation_api.version v
    ON v.path >= asked.path AND v.path < left(asked.path, -1) || '/' AND v.valid_from <= $2::date AND (v.valid_to IS NULL OR v.valid_to > $2::date)`
const ASKED = "asked.organisation_id = ANY($1::uuid[]) AND asked.valid_from <= $2::date AND (asked.valid_to IS NULL OR asked.valid_to > $2::date)"

/** Make the request's loaders of figures by subtree. The caller has already found the subtree within the viewer's scope. */
export function createSubtreeLoaders(database: Database) {
  const figuresOn = <Figures extends object>(name: string, text: string) =>
    perKey(
      (day: string) =>
        new DataLoader<string, Figures | null>(async (ids) => {
          const rows = await database.read<Figures & { organisation_id: string }>(name, text, [toUuids("organisation", ids), day])
          return inKeyOrder(ids, rows, (row) => toTypeId("organisation", row.organisation_id))
        }),
    )
  return {
    /** Community Party schools that a subtree had on a day, and those among them that are demonstration schools today. */
    schoolsOn: figuresOn<SchoolFigures>(
      "schools_by_subtree",
      `SELECT asked.organisation_id, count(*) AS schools, count(*) FILTER (WHERE s.is_demonstration) AS demonstrations
       FROM ${SUBTREES} JOIN courses.party_school s ON s.organisation_id = v.organisation_id AND s.level = 'COMMUNITY' AND s.established_on <= $2::date
       WHERE ${ASKED} GROUP BY 1`,
    ),

    /** Classes at city level begun in the three years up to a day, and the places in them (person-times). */
    classesOn: figuresOn<ClassFigures>(
      "classes_by_subtree",
      `SELECT asked.organisation_id, count(*) AS classes, coalesce(sum((SELECT count(*) FROM courses.class_place p WHERE p.class_id = c.id AND p.state = 'EXPECTED')), 0) AS "personTimes"
       FROM ${SUBTREES} JOIN courses.training_class c ON c.organisation_id = v.organisation_id
         AND c.level = 'CITY' AND c.starts_on > $2::date - interval '3 years' AND c.starts_on <= $2::date
       WHERE ${ASKED} GROUP BY 1`,
    ),
  }
}
