import type { Database } from "../../shared/database.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Officer, Post } from "../domain/organisation.ts"

type Row = {
  id: string
  organisation_id: string
  post: Post
  member_id: string
  member_path: string | null
  since: string
  until: string | null
  is_part_time: boolean
  source_unit: string | null
  is_combined: boolean
}

export type OfficerRepository = ReturnType<typeof createOfficerRepository>

/** Read who holds which post on a day, of organisations that the caller has found for the viewer. */
export function createOfficerRepository(database: Database) {
  return {
    /** Find the officers of these organisations, each with the organisation's id, in the order of their posts. */
    async findByOrganisations(ids: readonly string[], day: string): Promise<(Officer & { organisationId: string })[]> {
      const rows = await database.read<Row>(
        "officers_by_organisation",
        `SELECT o.id, o.organisation_id, o.post::text, o.member_id, m.branch_path AS member_path, o.since, o.until, o.is_part_time, o.source_unit,
                o.post = 'SECRETARY' AND EXISTS (
                  SELECT FROM organisation.community_director d
                  WHERE d.organisation_id = o.organisation_id AND d.member_id = o.member_id AND d.since <= $2 AND (d.until IS NULL OR d.until > $2)
                ) AS is_combined
         FROM organisation.office o LEFT JOIN people_api.member m ON m.id = o.member_id
         WHERE o.organisation_id = ANY($1::uuid[]) AND o.since <= $2::date AND (o.until IS NULL OR o.until > $2::date)
         ORDER BY o.organisation_id, o.post, o.since, o.id`,
        [toUuids("organisation", ids), day],
      )
      return rows.map((row) => ({
        id: toTypeId("office", row.id),
        organisationId: toTypeId("organisation", row.organisation_id),
        post: row.post,
        memberId: toTypeId("member", row.member_id),
        memberPath: row.member_path,
        since: row.since,
        until: row.until,
        isPartTime: row.is_part_time,
        sourceUnit: row.source_unit,
        isCombinedWithDirector: row.is_combined,
      }))
    },
  }
}
