import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { Organisation } from "../domain/organisation.ts"
import { type OrganisationRow, TODAYS_COLUMNS, toOrganisation } from "./organisation.row.ts"

/** Of children `o`: $1/$2 the viewer's subtrees, $3 the paths on the viewer's way up. */
const VISIBLE = `o.dissolved_on IS NULL AND (${withinScope("o.path")} OR o.path = ANY($3::text[]))`

export type ChildrenRepository = ReturnType<typeof createChildrenRepository>

/** Read what lies directly below organisations, many at once, as far as the viewer sees it. */
export function createChildrenRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer)]
  return {
    /** Find one page a parent in the order of the tree, with one row more than the limit where there is more. */
    async findPages(parentIds: readonly string[], { limit, after }: PageRequest): Promise<Organisation[]> {
      const rows = await database.read<OrganisationRow>(
        "children_pages",
        `SELECT page.* FROM unnest($4::uuid[]) AS asked(parent_id) CROSS JOIN LATERAL (
           SELECT ${TODAYS_COLUMNS}
           FROM organisation.organisation o WHERE o.parent_id = asked.parent_id AND ${VISIBLE} AND ($5::text IS NULL OR o.path > $5)
           ORDER BY o.path LIMIT $6
         ) page ORDER BY page.path`,
        [...own, toUuids("organisation", parentIds), after?.[0] ?? null, limit + 1],
      )
      return rows.map((row) => toOrganisation(row, null))
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
