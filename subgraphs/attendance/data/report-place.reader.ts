import type { Database } from "../../shared/database.ts"
import { findReadablePlaces } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { type Viewer, ancestorsAndSelf } from "../../shared/viewer.ts"
import type { ReportGroup } from "../domain/report-groups.ts"

/** An organisation as it stood on the day of a report. */
export type ReportPlace = ReportGroup & { path: string }

/** Those who belong under an organisation on a day, in words of the tree of that day. */
export type ReportSubtree = { day: string; from: string; to: string }

/**
 * Write the organisations of a subtree as they last stood by a day, dissolved ones included: their books are read, too. `day`, `from` and `to` are parameters.
 *
 * The tree is the one of that day, so that a report says the same after branches have moved.
 */
export function placesThen(day: string, from: string, to: string): string {
  return `SELECT v.organisation_id AS id, v.path, v.name, v.kind, v.level FROM organisation_api.version v
    WHERE v.valid_from <= ${day}::date AND v.path >= ${from} AND v.path < ${to} AND NOT EXISTS (
      SELECT FROM organisation_api.version later WHERE later.organisation_id = v.organisation_id AND later.valid_from <= ${day}::date AND later.valid_from > v.valid_from)`
}

const FIRST = `SELECT v.organisation_id AS id, v.path, v.name, v.kind FROM organisation_api.version v WHERE v.organisation_id = $1::uuid AND v.valid_from <= $2::date
  ORDER BY v.valid_from DESC LIMIT 1`

const ON_THE_WAY = `SELECT v.organisation_id AS id, v.path, v.name, v.kind FROM organisation_api.version v
  WHERE v.path = ANY($1::text[]) AND v.valid_from <= $2::date AND NOT EXISTS (
    SELECT FROM organisation_api.version later WHERE later.organisation_id = v.organisation_id AND later.valid_from <= $2::date AND later.valid_from > v.valid_from)
  ORDER BY v.valid_from`

/** Find organisations as they stood on the day of a report. */
export function createReportPlaceReader(database: Database, viewer: Viewer) {
  return {
    /** What a report is asked of; null where no role of the viewer reaches it now, and where it was not founded yet. */
    async findAsked(organisationId: string, day: string): Promise<ReportPlace | null> {
      const [readable] = await findReadablePlaces(database, viewer, [organisationId])
      if (!readable) return null
      const [row] = await database.read<ReportPlace>("report_place", FIRST, [toUuid("organisation", organisationId), day])
      return row ? { ...row, id: organisationId } : null
    },

    /** Give the way down to each of these paths from below an organisation, the places themselves left out unless said otherwise: one statement. */
    async findWays(paths: readonly string[], below: string, day: string, withThemselves = false): Promise<Map<string, ReportPlace[]>> {
      const wayOf = (path: string) => ancestorsAndSelf(path).filter((above) => above.length > below.length && (withThemselves || above !== path))
      const above = [...new Set(paths.flatMap(wayOf))]
      const rows = above.length === 0 ? [] : await database.read<ReportPlace>("report_ways", ON_THE_WAY, [above, day])
      const places = new Map(rows.map((row) => [row.path, { ...row, id: toTypeId("organisation", row.id) }]))
      return new Map(paths.map((path) => [path, wayOf(path).flatMap((part) => places.get(part) ?? [])]))
    },
  }
}
