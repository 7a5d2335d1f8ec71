import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { Kind, Level, Organisation, Setting } from "../domain/organisation.ts"

type Row = {
  id: string
  parent_id: string
  path: string
  name: string
  short_name: string
  kind: Kind
  level: Level
  setting: Setting
  division_id: string | null
  founded_on: string
}

/** Of children `o`: $1/$2 the viewer's subtrees, $3 the paths on the viewer's way up. */
const VISIBLE = `o.dissolved_on IS NULL AND (${withinScope("o.path")} OR o.path = ANY($3::text[]))`

export type ChildrenRepository = ReturnType<typeof createChildrenRepository>

/** Read what lies directly below organisations, many at once, as far as the viewer sees it. */
export function createChildrenRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer)]
  return {
    /** Find one page a parent in the order of the tree, with one row more than the limit where there is more. */
    async findPages(parentIds: readonly string[], { limit, after }: PageRequest): Promise<Organisation[]> {
      const rows = await database.read<Row>(
        "children_pages",
        `SELECT page.* FROM unnest($4::uuid[]) AS asked(parent_id) CROSS JOIN LATERAL (
           SELECT o.id, o.parent_id, o.path, o.name, o.short_name, o.kind::text, o.level::text, o.setting::text, o.division_id, o.founded_on
           FROM organisation.organisation o WHERE o.parent_id = asked.parent_id AND ${VISIBLE} AND ($5::text IS NULL OR o.path > $5)
           ORDER BY o.path LIMIT $6
         ) page ORDER BY page.path`,
        [...own, toUuids("organisation", parentIds), after?.[0] ?? null, limit + 1],
      )
      return rows.map((row) => ({
        id: toTypeId("organisation", row.id),
        parentId: toTypeId("organisation", row.parent_id),
        path: row.path,
        name: row.name,
        shortName: row.short_name,
        kind: row.kind,
        level: row.level,
        setting: row.setting,
        divisionId: row.division_id,
        foundedOn: row.founded_on,
        asOf: null,
      }))
    },

    async count(parentIds: readonly string[]): Promise<{ parentId: string; children: number }[]> {
      const rows = await database.read<{ parent_id: string; children: number }>(
        "children_counts",
        `SELECT o.parent_id, count(*) AS children FROM organisation.organisation o WHERE o.parent_id = ANY($4::uuid[]) AND ${VISIBLE} GROUP BY 1`,
        [...own, toUuids("organisation", parentIds)],
      )
      return rows.map((row) => ({ parentId: toTypeId("organisation", row.parent_id), children: row.children }))
    },
  }
}
