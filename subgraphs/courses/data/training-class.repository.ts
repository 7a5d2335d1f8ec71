import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { SchoolLevel, TrainingClass } from "../domain/lesson.ts"

type Row = {
  id: string
  organisation_id: string
  level: SchoolLevel
  year: number
  name: string
  starts_on: string
  ends_on: string
  planned_places: number
  hours: number
}

const COLUMNS = "c.id, c.organisation_id, c.level::text, c.year, c.name, c.starts_on, c.ends_on, c.planned_places, c.hours"

/** $1/$2 the viewer's subtrees, $3 the paths on the way up. */
const VISIBLE = `(${withinScope("c.organisation_path")} OR c.organisation_path = ANY($3::text[]))`

export type TrainingClassRepository = ReturnType<typeof createTrainingClassRepository>

/** Read the training classes of the organisations that the viewer sees. */
export function createTrainingClassRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer)]
  return {
    async findByIds(ids: readonly string[]): Promise<TrainingClass[]> {
      const sql = `SELECT ${COLUMNS} FROM courses.training_class c WHERE c.id = ANY($4::uuid[]) AND ${VISIBLE}`
      return (await database.read<Row>("classes_by_id", sql, [...own, toUuids("class", ids)])).map(toClass)
    },

    /** Find one page an organisation, the latest class first, with one row more than the limit where there is more. */
    async findPages(organisationIds: readonly string[], { limit, after }: PageRequest): Promise<TrainingClass[]> {
      const [day, id] = after ?? []
      const rows = await database.read<Row>(
        "class_pages",
        `SELECT page.* FROM unnest($4::uuid[]) AS asked(organisation_id) CROSS JOIN LATERAL (
           SELECT ${COLUMNS} FROM courses.training_class c
           WHERE c.organisation_id = asked.organisation_id AND ${VISIBLE} AND ($5::date IS NULL OR (c.starts_on, c.id) < ($5, $6::uuid))
           ORDER BY c.starts_on DESC, c.id DESC LIMIT $7
         ) page ORDER BY page.starts_on DESC, page.id DESC`,
        [...own, toUuids("organisation", organisationIds), day ?? null, id ? toUuid("class", id) : null, limit + 1],
      )
      return rows.map(toClass)
    },

    async countByOrganisations(organisationIds: readonly string[]): Promise<{ organisationId: string; classes: number }[]> {
      const rows = await database.read<{ organisation_id: string; classes: number }>(
        "class_counts",
        `SELECT c.organisation_id, count(*) AS classes FROM courses.training_class c WHERE c.organisation_id = ANY($4::uuid[]) AND ${VISIBLE} GROUP BY 1`,
        [...own, toUuids("organisation", organisationIds)],
      )
      return rows.map((row) => ({ organisationId: toTypeId("organisation", row.organisation_id), classes: row.classes }))
    },
  }
}

function toClass(row: Row): TrainingClass {
  return {
    id: toTypeId("class", row.id),
    organisationId: toTypeId("organisation", row.organisation_id),
    level: row.level,
    year: row.year,
    name: row.name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    plannedPlaces: row.planned_places,
    hours: row.hours,
  }
}
