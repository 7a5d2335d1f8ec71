import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Participation } from "../domain/member.ts"
import type { Membership } from "../domain/membership.ts"

type MembershipRow = {
  id: string
  member_id: string
  organisation_id: string
  organisation_name: string | null
  participation: Participation
  from_on: string
  to_on: string | null
}

/** Nobody's history is longer; the statement ends there all the same. */
const MOST = 100

/** Read where people belonged and took part, the newest first: of people whom the viewer may read, on a day where one is given. */
export function createMembershipHistories(database: Database, viewer: Viewer) {
  return async (memberIds: readonly string[], day: string | null): Promise<Membership[]> => {
    const rows = await database.read<MembershipRow>(
      "membership_histories",
      `SELECT s.*, o.name AS organisation_name FROM people.member m
       CROSS JOIN LATERAL (
         SELECT s.id, s.member_id, s.organisation_id, s.participation::text, s.from_on, s.to_on FROM people.membership s
         WHERE s.member_id = m.id AND ($5::date IS NULL OR (s.from_on <= $5::date AND (s.to_on IS NULL OR s.to_on > $5::date)))
         ORDER BY s.from_on DESC, s.participation, s.id LIMIT ${MOST}
       ) s
       LEFT JOIN organisation_api.known_organisation o ON o.id = s.organisation_id
       WHERE m.id = ANY($4::uuid[]) AND (m.id = $3::uuid OR ${withinScope("m.branch_path")})
       ORDER BY s.from_on DESC, s.participation, s.id`,
      [...scopeOf(viewer), ownMember(viewer), toUuids("member", memberIds), day],
    )
    return rows.map((row) => ({
      id: toTypeId("membership", row.id),
      memberId: toTypeId("member", row.member_id),
      organisation: row.organisation_name === null ? null : { id: toTypeId("organisation", row.organisation_id), name: row.organisation_name },
      participation: row.participation,
      from: row.from_on,
      to: row.to_on,
    }))
  }
}
