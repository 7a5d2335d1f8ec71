import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"

export type PersonLabel = { id: string; name: string; code: string }
/** An organisation as it was called on a day, with where it stood in the tree then. */
export type PlaceThen = { id: string; path: string; name: string }

/** The version of that day, or the last before. */
const ON_DAY = `SELECT v.path, v.name FROM organisation_api.version v WHERE v.organisation_id = o.id AND v.valid_from <= $2::date ORDER BY v.valid_from DESC LIMIT 1`

/** Read what people and organisations are called, for the columns of reports. One statement for any number of them. */
export function createLabelReader(database: Database, viewer: Viewer) {
  return {
    /** People whom the viewer may read: those of the viewer's subtrees, and the viewer. The names of others are nobody's business here. */
    async findPeople(memberIds: readonly string[]): Promise<Map<string, PersonLabel>> {
      const rows = await database.read<PersonLabel>(
        "names_of_report",
        `SELECT n.member_id AS id, n.name, n.code FROM people_api.member_name n JOIN people_api.member m ON m.id = n.member_id
         WHERE n.member_id = ANY($4::uuid[]) AND (m.id = $3::uuid OR ${withinScope("m.branch_path")})`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("member", memberIds)],
      )
      return new Map(rows.map((row) => [toTypeId("member", row.id), { ...row, id: toTypeId("member", row.id) }]))
    },

    /** Organisations by their names and paths of that day; of one that was not there on it, those of now. */
    async findPlaces(organisationIds: readonly string[], day: string): Promise<Map<string, PlaceThen>> {
      const rows = await database.read<PlaceThen>(
        "places_of_report",
        `SELECT o.id, coalesce(v.path, o.path) AS path, coalesce(v.name, o.name) AS name FROM organisation_api.known_organisation o
         LEFT JOIN LATERAL (${ON_DAY}) v ON true WHERE o.id = ANY($1::uuid[])`,
        [toUuids("organisation", organisationIds), day],
      )
      return new Map(rows.map((row) => [toTypeId("organisation", row.id), { ...row, id: toTypeId("organisation", row.id) }]))
    },

    /** Of a person whom the viewer may read, the branch where the person belonged on a day, or took part; the present one where nothing is known of it. */
    async findBranchThen(memberId: string, day: string): Promise<string | null> {
      const [row] = await database.read<{ branch_id: string | null }>(
        "branch_of_report",
        `SELECT coalesce((SELECT s.organisation_id FROM people_api.membership s WHERE s.member_id = m.id AND s.from_on <= $5::date AND (s.to_on IS NULL OR s.to_on > $5::date)
           ORDER BY s.participation = 'DIRECT' DESC, s.from_on DESC, s.id LIMIT 1), m.branch_id) AS branch_id
         FROM people_api.member m WHERE m.id = $4::uuid AND (m.id = $3::uuid OR ${withinScope("m.branch_path")})`,
        [...scopeOf(viewer), ownMember(viewer), toUuid("member", memberId), day],
      )
      return row?.branch_id ? toTypeId("organisation", row.branch_id) : null
    },
  }
}
