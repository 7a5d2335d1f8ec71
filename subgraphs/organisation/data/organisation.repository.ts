import type { PrismaClient } from "../../../prisma/organisation/generated/client.ts"
import type { Database } from "../../shared/database.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { Division, Kind, Level, Organisation } from "../domain/organisation.ts"
import { type OrganisationRow, TODAYS_COLUMNS, toOrganisation } from "./organisation.row.ts"

/** Of organisations `o` that were found by a key: $1/$2 the viewer's subtrees, $3 the paths on the viewer's way up. */
const VISIBLE = `o.dissolved_on IS NULL AND (${withinScope("o.path")} OR o.path = ANY($3::text[]))`

/** What a list may hold; each choice is a statement of its own, so that its index is used. */
export type TreeFilter = { level: Level | null; kind: Kind | null }

/**
 * The visible organisations behind $6, at most $7 of each stretch, all without a limit: $4 the level and $5 the kind, where asked.
 * Each of the viewer's subtrees is a stretch of an index; a condition that holds for any of them would read the whole tree.
 */
function listed(filter: TreeFilter): string {
  const matches = `o.dissolved_on IS NULL ${filterOf("o", filter, 4)} AND o.path > $6::text`
  return `SELECT page.* FROM unnest($1::text[], $2::text[]) AS scope(from_path, to_path) CROSS JOIN LATERAL (
      SELECT o.id, o.path FROM organisation.organisation o WHERE o.path >= scope.from_path AND o.path < scope.to_path AND ${matches} ORDER BY o.path LIMIT $7
    ) page
    UNION ALL
    SELECT o.id, o.path FROM organisation.organisation o WHERE o.path = ANY($3::text[]) AND ${matches} AND NOT ${withinScope("o.path")}`
}

/** The condition of a list's filter on `alias`: its values are the parameters `first` (level) and the next one (kind), asked or not. */
export function filterOf(alias: string, { level, kind }: TreeFilter, first: number): string {
  const conditionOf = (value: string | null, parameter: number, column: string) =>
    value === null ? `AND $${parameter}::text IS NULL` : `AND ${alias}.${column} = $${parameter}::text::organisation.${column}`
  return `${conditionOf(level, first, "level")} ${conditionOf(kind, first + 1, "kind")}`
}

/** What a statement of this filter is called. */
export function namedBy(name: string, { level, kind }: TreeFilter): string {
  return `${name}${level === null ? "" : "_of_level"}${kind === null ? "" : "_of_kind"}`
}

export type OrganisationRepository = ReturnType<typeof createOrganisationRepository>

/** Read the tree within what the viewer sees: the subtrees of the viewer's grants and the way up from the viewer's places. */
export function createOrganisationRepository(database: Database, prisma: PrismaClient, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer)]
  const find = async (name: string, condition: string, value: unknown): Promise<Organisation[]> => {
    const rows = await database.read<OrganisationRow>(name, `SELECT ${TODAYS_COLUMNS} FROM organisation.organisation o WHERE ${condition} AND ${VISIBLE}`, [
      ...own,
      value,
    ])
    return rows.map((row) => toOrganisation(row, null))
  }
  return {
    /** Find those among these ids that exist for the viewer, each with its parent, in one statement. */
    findByIdsWithParents: (ids: readonly string[]) =>
      find(
        "organisations_by_id",
        "o.id = ANY($4::uuid[] || ARRAY(SELECT c.parent_id FROM organisation.organisation c WHERE c.id = ANY($4::uuid[])))",
        toUuids("organisation", ids),
      ),

    findByPaths: (paths: readonly string[]) => find("organisations_by_path", "o.path = ANY($4::text[])", paths),

    /** List organisations in the order of the tree, optionally of one level or kind. */
    async list(filter: TreeFilter, { limit, after }: PageRequest): Promise<Page<Organisation>> {
      const asked = [...own, filter.level, filter.kind]
      const rows = await database.read<OrganisationRow>(
        namedBy("organisations_listed", filter),
        `SELECT ${TODAYS_COLUMNS} FROM (SELECT * FROM (${listed(filter)}) stretches ORDER BY path LIMIT $7) page
         JOIN organisation.organisation o ON o.id = page.id ORDER BY o.path`,
        [...asked, after?.[0] ?? "", limit + 1],
      )
      const count = async () => {
        const text = `SELECT count(*) AS listed FROM (${listed(filter)}) stretches`
        const counted = await database.read<{ listed: number }>(namedBy("organisations_counted", filter), text, [...asked, "", null])
        return counted[0]?.listed ?? 0
      }
      return pageOf(
        rows.map((row) => toOrganisation(row, null)),
        limit,
        ({ path }) => [path],
        count,
      )
    },

    /** Say which of these have an organisation below them that the viewer sees. */
    async findIdsWithChildren(ids: readonly string[]): Promise<Set<string>> {
      const rows = await database.read<{ id: string }>(
        "organisations_with_children",
        `SELECT asked.id FROM unnest($4::uuid[]) AS asked(id) WHERE EXISTS (SELECT FROM organisation.organisation o WHERE o.parent_id = asked.id AND ${VISIBLE})`,
        [...own, toUuids("organisation", ids)],
      )
      return new Set(rows.map((row) => toTypeId("organisation", row.id)))
    },

    async findDivisions(ids: readonly string[]): Promise<Division[]> {
      return prisma.division.findMany({ where: { id: { in: [...ids] } }, select: { id: true, code: true, name: true, level: true } })
    },
  }
}
