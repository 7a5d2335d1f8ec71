import type { Database } from "../../shared/database.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, waysUp } from "../../shared/viewer.ts"
import type { Organisation } from "../domain/organisation.ts"
import { type TreeFilter, filterOf, namedBy } from "./organisation.repository.ts"
import { type OrganisationRow, toOrganisation } from "./organisation.row.ts"

const COLUMNS =
  "v.organisation_id AS id, v.parent_id, v.path, v.name, v.short_name, v.kind::text, v.level::text, v.setting::text, v.division_id, o.founded_on, o.dissolved_on"
const VERSIONS = "organisation.organisation_version v JOIN organisation.organisation o ON o.id = v.organisation_id"

/** Versions of the day $4. */
const ON_THE_DAY = "v.valid_from <= $4::date AND (v.valid_to IS NULL OR v.valid_to > $4::date)"

/** The paths that were the way up on the day $4 to what is on the viewer's way up ($3) today: made once a statement. */
const WAYS_UP_THEN = `ARRAY(
  SELECT array_to_string(w.segments[1:step], '.') || '.'
  FROM (
    SELECT string_to_array(rtrim(v.path, '.'), '.') AS segments FROM ${VERSIONS} WHERE o.path = ANY($3::text[]) AND ${ON_THE_DAY}
  ) w CROSS JOIN LATERAL generate_series(1, cardinality(w.segments)) AS step
)`

/**
 * Of versions `v` of organisations `o`: the viewer sees the place where it stood, or where it stands now (its last place, when it is
 * no more). $1/$2 the viewer's subtrees, $3 the paths on the viewer's way up, $4 the day.
 */
const VISIBLE = `${ON_THE_DAY} AND (${withinScope("v.path")} OR ${withinScope("o.path")} OR o.path = ANY($3::text[]) OR v.path = ANY(${WAYS_UP_THEN}))`

/**
 * The visible versions of the day behind $7, at most $8 of each stretch, all without a limit: $5 the level and $6 the kind, where asked.
 * What stands within the viewer's subtrees today and stood elsewhere has a closed version: those are few, and are looked through.
 */
function listed(filter: TreeFilter): string {
  const matches = `${ON_THE_DAY} ${filterOf("v", filter, 5)} AND v.path > $7::text`
  const columns = "v.organisation_id, v.valid_from, v.path"
  return `SELECT page.* FROM unnest($1::text[], $2::text[]) AS scope(from_path, to_path) CROSS JOIN LATERAL (
      SELECT ${columns} FROM organisation.organisation_version v
      WHERE v.path >= scope.from_path AND v.path < scope.to_path AND ${matches} ORDER BY v.path LIMIT $8
    ) page
    UNION ALL (
      SELECT ${columns} FROM unnest($1::text[], $2::text[]) AS scope(from_path, to_path)
      JOIN organisation.organisation o ON o.path >= scope.from_path AND o.path < scope.to_path
      JOIN organisation.organisation_version v ON v.organisation_id = o.id AND v.valid_to IS NOT NULL
      WHERE ${matches} AND NOT ${withinScope("v.path")} ORDER BY v.path LIMIT $8
    )
    UNION ALL
    SELECT ${columns} FROM ${VERSIONS} WHERE v.path = ANY(${WAYS_UP_THEN}) AND ${matches} AND NOT ${withinScope("v.path")} AND NOT ${withinScope("o.path")}`
}

export type VersionRepository = ReturnType<typeof createVersionRepository>
export type TreeOfADay = ReturnType<VersionRepository["on"]>

/** Read the tree as it stood on a day, within what the viewer sees: the history of a subtree belongs to its readers. */
export function createVersionRepository(database: Database, viewer: Viewer) {
  const own = [...scopeOf(viewer), waysUp(viewer)]
  return {
    on: (day: string) => {
      const reading = { database, own: [...own, day], day }
      return { ...findingIn(reading), ...childrenIn(reading), ...listIn(reading) }
    },
  }
}

/** `own` are the parameters $1 to $4. */
type Reading = { database: Database; own: readonly unknown[]; day: string }

function findingIn({ database, own, day }: Reading) {
  const read = async (name: string, condition: string, value: unknown) => {
    const rows = await database.read<OrganisationRow>(name, `SELECT ${COLUMNS} FROM ${VERSIONS} WHERE ${condition} AND ${VISIBLE}`, [...own, value])
    return rows.map((row) => toOrganisation(row, day))
  }
  return {
    /** Find those among these ids that stood on the day for the viewer, each with its parent of that day, in one statement. */
    findByIdsWithParents: (ids: readonly string[]) =>
      read(
        "versions_by_id",
        `v.organisation_id = ANY($5::uuid[] || ARRAY(SELECT v.parent_id FROM organisation.organisation_version v WHERE v.organisation_id = ANY($5::uuid[]) AND ${ON_THE_DAY}))`,
        toUuids("organisation", ids),
      ),

    findByPaths: (paths: readonly string[]) => read("versions_by_path", "v.path = ANY($5::text[])", paths),
  }
}

function childrenIn({ database, own, day }: Reading) {
  return {
    /** Find one page a parent in the order of the tree, with one row more than the limit where there is more. */
    async findPages(parentIds: readonly string[], { limit, after }: PageRequest): Promise<Organisation[]> {
      const rows = await database.read<OrganisationRow>(
        "versions_children_pages",
        `SELECT page.* FROM unnest($5::uuid[]) AS asked(parent_id) CROSS JOIN LATERAL (
           SELECT ${COLUMNS} FROM ${VERSIONS}
           WHERE v.parent_id = asked.parent_id AND ${VISIBLE} AND ($6::text IS NULL OR v.path > $6) ORDER BY v.path LIMIT $7
         ) page ORDER BY page.path`,
        [...own, toUuids("organisation", parentIds), after?.[0] ?? null, limit + 1],
      )
      return rows.map((row) => toOrganisation(row, day))
    },

    async count(parentIds: readonly string[]): Promise<{ parentId: string; children: number }[]> {
      const rows = await database.read<{ parent_id: string; children: number }>(
        "versions_children_counts",
        `SELECT v.parent_id, count(*) AS children FROM ${VERSIONS} WHERE v.parent_id = ANY($5::uuid[]) AND ${VISIBLE} GROUP BY 1`,
        [...own, toUuids("organisation", parentIds)],
      )
      return rows.map((row) => ({ parentId: toTypeId("organisation", row.parent_id), children: row.children }))
    },

    /** Say which of these had an organisation below them that the viewer sees. */
    async findIdsWithChildren(ids: readonly string[]): Promise<Set<string>> {
      const rows = await database.read<{ id: string }>(
        "versions_with_children",
        `SELECT asked.id FROM unnest($5::uuid[]) AS asked(id) WHERE EXISTS (SELECT FROM ${VERSIONS} WHERE v.parent_id = asked.id AND ${VISIBLE})`,
        [...own, toUuids("organisation", ids)],
      )
      return new Set(rows.map((row) => toTypeId("organisation", row.id)))
    },
  }
}

function listIn({ database, own, day }: Reading) {
  return {
    /** List organisations in the order that the tree had, optionally of one level or kind. */
    async list(filter: TreeFilter, { limit, after }: PageRequest): Promise<Page<Organisation>> {
      const asked = [...own, filter.level, filter.kind]
      const rows = await database.read<OrganisationRow>(
        namedBy("versions_listed", filter),
        `SELECT ${COLUMNS} FROM (SELECT * FROM (${listed(filter)}) stretches ORDER BY stretches.path LIMIT $8) page
         JOIN organisation.organisation_version v USING (organisation_id, valid_from) JOIN organisation.organisation o ON o.id = v.organisation_id
         ORDER BY v.path`,
        [...asked, after?.[0] ?? "", limit + 1],
      )
      const count = async () => {
        const text = `SELECT count(*) AS listed FROM (${listed(filter)}) stretches`
        const counted = await database.read<{ listed: number }>(namedBy("versions_counted", filter), text, [...asked, "", null])
        return counted[0]?.listed ?? 0
      }
      return pageOf(
        rows.map((row) => toOrganisation(row, day)),
        limit,
        ({ path }) => [path],
        count,
      )
    },
  }
}
