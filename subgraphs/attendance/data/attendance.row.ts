import { toTypeId } from "../../shared/typeid.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"

/** The condition that an entry `e` stands: no other replaces it, and it is no make-up. */
export const STANDS = "NOT e.is_make_up AND NOT EXISTS (SELECT FROM attendance.entry later WHERE later.replaces_id = e.id)"

/** What of a place `p` and the standing entry `e` makes a row; either may be missing, in forms that a transaction and a prepared read give alike. */
export const ATTENDANCE_COLUMNS = `coalesce(p.lesson_id, e.lesson_id) AS lesson_id, coalesce(p.member_id, e.member_id) AS member_id, coalesce(p.branch_id, e.branch_id) AS branch_id,
  coalesce(p.is_expected, false) AS is_expected, e.id AS entry_id, coalesce(e.state::text, 'NOT_MARKED') AS state, e.arrived_at, e.left_at, e.minutes, e.source::text,
  e.occurred_at, e.recorded_at, e.line`

export type StandingRow = {
  lesson_id: string
  member_id: string
  branch_id: string | null
  is_expected: boolean
  entry_id: string | null
  state: AttendanceRow["state"]
  arrived_at: Date | null
  left_at: Date | null
  minutes: number | null
  source: AttendanceRow["source"]
  occurred_at: Date | null
  recorded_at: Date | null
  line: number | null
}

/** Read how somebody stands; where nothing is recorded, nothing is known. */
export function toAttendance(row: StandingRow): AttendanceRow {
  return {
    lessonId: toTypeId("lesson", row.lesson_id),
    memberId: toTypeId("member", row.member_id),
    branchId: row.branch_id && toTypeId("organisation", row.branch_id),
    isExpected: row.is_expected,
    state: row.state,
    arrivedAt: row.arrived_at,
    leftAt: row.left_at,
    minutes: row.minutes,
    source: row.source,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    line: row.line,
    entryId: row.entry_id && toTypeId("entry", row.entry_id),
  }
}
