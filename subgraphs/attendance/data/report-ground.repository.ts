import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"

export type ReportGround = { id: string; path: string; name: string }

/** Find what a report is of, under its name of then, and what organisations are called. */
export function createReportGroundRepository(database: Database, viewer: Viewer) {
  return {
    /** Null for what is hidden or not there. Whoever was dissolved since is found under its last name. */
    async findGround(organisationId: string, day: string): Promise<ReportGround | null> {
      const [row] = await database.read<ReportGround>(
        "report_ground",
        `SELECT o.id, o.path, coalesce((SELECT v.name FROM organisation_api.version v WHERE v.organisation_id = o.id AND v.valid_from <= $4::date AND (v.valid_to IS NULL OR v.valid_to > $4::date)), o.name) AS name
         FROM organisation_api.known_organisation o WHERE o.id = $3::uuid AND ${withinScope("o.path")}`,
        [...scopeOf(viewer), toUuid("organisation", organisationId), day],
      )
      return row ? { ...row, id: toTypeId("organisation", row.id) } : null
    },

    /** What organisations are called, of those within the scope. */
    async findNames(organisationIds: readonly string[]): Promise<Map<string, string>> {
      const rows = await database.read<{ id: string; name: string }>(
        "report_organisation_names",
        `SELECT o.id, o.name FROM organisation_api.known_organisation o WHERE o.id = ANY($3::uuid[]) AND ${withinScope("o.path")}`,
        [...scopeOf(viewer), toUuids("organisation", [...new Set(organisationIds)])],
      )
      return new Map(rows.map(({ id, name }) => [toTypeId("organisation", id), name]))
    },

    /** What stands at these paths, by path. */
    async findByPaths(paths: readonly string[]): Promise<Map<string, { id: string; name: string }>> {
      const rows = await database.read<ReportGround>(
        "report_organisations_by_path",
        `SELECT o.id, o.path, o.name FROM organisation_api.known_organisation o WHERE o.path = ANY($3::text[]) AND ${withinScope("o.path")} ORDER BY o.dissolved_on NULLS LAST`,
        [...scopeOf(viewer), paths],
      )
      return new Map(rows.map(({ id, path, name }) => [path, { id: toTypeId("organisation", id), name }]))
    },
  }
}
