import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { type Viewer, subtreeOf } from "../../shared/viewer.ts"
import { listedAt, stoodIn } from "./as-of.row.ts"
import type { Standing } from "../domain/attendance-row.ts"

/** A sheet with its lesson, as the books stood. */
export type SheetHead = {
  title: string
  code: string | null
  startsAt: Date
  endsAt: Date
  host: string | null
  recorder: string | null
  openedBy: string | null
  filedAt: Date | null
  closedBy: string | null
  approvedBy: string | null
}
export type SheetLineOfReport = {
  memberId: string
  branchId: string | null
  name: string | null
  branch: string | null
  isExpected: boolean
  state: Standing
  arrivedAt: Date | null
  leftAt: Date | null
  minutes: number | null
  source: string | null
  recordedAt: Date | null
  recorder: string | null
  page: number | null
  line: number | null
  reason: string | null
  changes: number
}

const HEAD = `SELECT l.title, l.code, s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.opened_by AS "openedBy",
    CASE WHEN changed.before IS NULL THEN s.host ELSE changed.before ->> 'host' END AS host, CASE WHEN changed.before IS NULL THEN s.recorder ELSE changed.before ->> 'recorder' END AS recorder,
    CASE WHEN filed.at <= $6::timestamptz THEN filed.at END AS "filedAt", CASE WHEN s.closed_at <= $6::timestamptz THEN s.closed_by END AS "closedBy",
    CASE WHEN s.approved_at <= $6::timestamptz THEN s.approved_by END AS "approvedBy"
  FROM attendance.sheet s JOIN courses_api.lesson l ON l.id = s.lesson_id
  LEFT JOIN LATERAL (SELECT a.before FROM attendance.act a WHERE a.lesson_id = s.lesson_id AND a.kind = 'SHEET_DETAILS' AND a.recorded_at > $6::timestamptz
    ORDER BY a.recorded_at, a.id LIMIT 1) changed ON true
  CROSS JOIN LATERAL (SELECT coalesce((SELECT min(a.recorded_at) FROM attendance.act a WHERE a.lesson_id = s.lesson_id AND a.kind = 'SHEET_CLOSED'), s.closed_at) AS at) filed
  WHERE s.lesson_id = $3::uuid AND ${withinScope("s.organisation_path")} AND s.organisation_path >= $4 AND s.organisation_path < $5 AND s.opened_at <= $6::timestamptz`

/** $3 the lesson, $4 as of when, $5 when it was filed, $6 the place behind which the page begins, $7 how many. Names only of who is in the scope. */
const LINES = `SELECT found.*, n.name, o.name AS branch FROM (
    SELECT coalesce(p.member_id, e.member_id) AS "memberId", coalesce(p.branch_id, e.branch_id) AS "branchId", p.member_id IS NOT NULL AS "isExpected",
      coalesce(e.state::text, 'NOT_MARKED') AS state, e.arrived_at AS "arrivedAt", e.left_at AS "leftAt", e.minutes, e.source::text, e.recorded_at AS "recordedAt", e.recorder_name AS recorder,
      c.page, coalesce(c.line, e.line) AS line, e.reason,
      (SELECT count(*) FROM attendance.entry x WHERE x.lesson_id = $3::uuid AND x.member_id = coalesce(p.member_id, e.member_id) AND NOT x.is_make_up
         AND x.recorded_at <= $4::timestamptz AND x.recorded_at > $5::timestamptz) AS changes
    FROM (${listedAt("$3::uuid", "$4::timestamptz")}) p
    FULL JOIN (SELECT e.* FROM attendance.entry e WHERE ${stoodIn("$3::uuid", "$4::timestamptz")}) e ON e.member_id = p.member_id
    LEFT JOIN attendance.capture c ON c.id = e.capture_id
  ) found
  LEFT JOIN people_api.member m ON m.id = found."memberId" AND ${withinScope("m.branch_path")}
  LEFT JOIN people_api.member_name n ON n.member_id = m.id LEFT JOIN organisation_api.known_organisation o ON o.id = found."branchId"
  WHERE $6::uuid IS NULL OR found."memberId" > $6::uuid ORDER BY found."memberId" LIMIT $7`

/** Read one sheet as it stood at a moment (单次课签到台账), within the viewer's scope. */
export function createSheetReportRepository(database: Database, viewer: Viewer) {
  return {
    /** Null for a sheet that is hidden, not below the organisation, or was not open yet. */
    async findHead(lessonId: string, path: string, asOf: Date): Promise<SheetHead | null> {
      const { from, to } = subtreeOf(path)
      const [head] = await database.read<SheetHead>("sheet_report_head", HEAD, [...scopeOf(viewer), toUuid("lesson", lessonId), from, to, asOf])
      return head ?? null
    },

    /** People of a sheet that was found before, by their ids. */
    async findLines(
      lessonId: string,
      { asOf, filedAt }: { asOf: Date; filedAt: Date | null },
      after: string | null,
      limit: number,
    ): Promise<SheetLineOfReport[]> {
      const place = after && toUuid("member", after)
      const rows = await database.read<SheetLineOfReport>("sheet_report_lines", LINES, [
        ...scopeOf(viewer),
        toUuid("lesson", lessonId),
        asOf,
        filedAt,
        place,
        limit,
      ])
      return rows.map((row) => ({ ...row, memberId: toTypeId("member", row.memberId), branchId: row.branchId && toTypeId("organisation", row.branchId) }))
    },
  }
}
