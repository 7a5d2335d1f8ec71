import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { RoleInYear } from "../domain/rule-set.ts"
import type { YearAccount } from "../domain/year-account.ts"

type Row = {
  member_id: string
  role: RoleInYear
  is_required: boolean
  required: number
  intensive: number
  collective: number
  online_raw: number
  online_counted: number
  make_up: number
  credited: number
  intensive_sessions: number
  required_intensive_sessions: number
  rule_set_id: string
}

export type YearAccountRepository = ReturnType<typeof createYearAccountRepository>

/** Read the hours of people within the viewer's scope: those in the subtrees of the viewer's grants, and the viewer. */
export function createYearAccountRepository(database: Database, viewer: Viewer) {
  return {
    async findByMembers(memberIds: readonly string[], year: number): Promise<YearAccount[]> {
      const rows = await database.read<Row>(
        "year_accounts",
        `SELECT h.member_id, h.role::text, h.is_required, h.required, h.intensive, h.collective, h.online_raw, h.online_counted, h.make_up, h.credited,
                h.intensive_sessions, h.required_intensive_sessions, h.rule_set_id
         FROM attendance.annual_hours h JOIN people_api.member m ON m.id = h.member_id
         WHERE h.member_id = ANY($4::uuid[]) AND h.year = $5 AND (m.id = $3::uuid OR ${withinScope("m.branch_path")})`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("member", memberIds), year],
      )
      return rows.map((row) => ({
        memberId: toTypeId("member", row.member_id),
        year,
        role: row.role,
        isRequired: row.is_required,
        required: row.required,
        intensive: row.intensive,
        collective: row.collective,
        onlineRaw: row.online_raw,
        onlineCounted: row.online_counted,
        makeUp: row.make_up,
        credited: row.credited,
        intensiveSessions: row.intensive_sessions,
        requiredIntensiveSessions: row.required_intensive_sessions,
        ruleSetId: toTypeId("rules", row.rule_set_id),
      }))
    },
  }
}
