import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import type { HoursRisk } from "../domain/risk.ts"

/** $1 and $2 are the viewer's; $3 the year, $4 and $5 the subtree, $6 what turns hours till now into hours of the year. */
const AT_RISK = `FROM (
    SELECT h.*, trunc(h.credited * $6::numeric, 2) AS projected, greatest(0, h.required - trunc(h.credited * $6::numeric, 2)) AS gap,
           greatest(0, h.required_intensive_sessions - h.intensive_sessions) AS missing
    FROM attendance.annual_hours h
    WHERE h.year = $3::int2 AND h.organisation_path >= $4 AND h.organisation_path < $5 AND h.is_required
  ) h JOIN people_api.member m ON m.id = h.member_id AND ${withinScope("m.branch_path")}
  WHERE (h.gap > 0 OR h.missing > 0)`

type Row = Omit<HoursRisk, "hasOnlineLeft" | "reportedOn" | "asOf"> & { onlineRaw: number; onlineCounted: number }

export type Asked = { path: string; year: number; factor: number; reportedOn: string; asOf: Date }
/** Find who will miss the requirement of a year, the largest gap first, among people within the viewer's scope. */
export function createHoursRiskRepository(database: Database, viewer: Viewer) {
  const valuesOf = ({ path, year, factor }: Omit<Asked, "reportedOn" | "asOf">) => {
    const { from, to } = subtreeOf(path)
    return [...scopeOf(viewer), year, from, to, factor]
  }
  return {
    /** One page, with one row more than the limit where there is more. */
    async findPage(asked: Asked, { limit, after }: PageRequest): Promise<HoursRisk[]> {
      const [gap = null, id = null] = after ?? []
      const rows = await database.read<Row>(
        "hours_at_risk_page",
        `SELECT h.member_id AS "memberId", h.organisation_id AS "branchId", h.organisation_path AS "branchPath", h.year::int4, h.role::text,
                h.rule_set_id AS "ruleSetId", h.required, h.credited, h.projected, h.gap, h.missing AS "missingSessions",
                h.online_raw AS "onlineRaw", h.online_counted AS "onlineCounted"
         ${AT_RISK} AND ($7::numeric IS NULL OR (-h.gap, h.member_id) > (-$7::numeric, $8::uuid)) ORDER BY -h.gap, h.member_id LIMIT $9`,
        [...valuesOf(asked), gap, id && toUuid("member", id), limit + 1],
      )
      return rows.map(({ onlineRaw, onlineCounted, ...row }) => ({
        ...row,
        memberId: toTypeId("member", row.memberId),
        branchId: toTypeId("organisation", row.branchId),
        ruleSetId: toTypeId("rules", row.ruleSetId),
        hasOnlineLeft: onlineRaw === onlineCounted,
        reportedOn: asked.reportedOn,
        asOf: asked.asOf,
      }))
    },

    async count(asked: Asked): Promise<number> {
      const [row] = await database.read<{ people: number }>("hours_at_risk_count", `SELECT count(*) AS people ${AT_RISK}`, valuesOf(asked))
      return row?.people ?? 0
    },
  }
}
