import { toTypeId } from "../../shared/typeid.ts"
import type { AttendanceChange } from "../domain/correction.ts"

/**
 * The condition that an entry `e` is a change of what had been recorded: a correction, which gives its reason, or whatever came after its sheet had been closed. What
 * follows from scans while a sheet is open is none. Its first line is the condition of the index `entry_changes`.
 */
export const CHANGED = `(e.replaces_id IS NOT NULL OR e.reason IS NOT NULL) AND e.lesson_id IS NOT NULL AND NOT e.is_make_up
  AND (e.reason IS NOT NULL OR e.recorded_at > s.closed_at
    OR EXISTS (SELECT FROM attendance.act c WHERE c.lesson_id = e.lesson_id AND c.kind = 'SHEET_CLOSED' AND c.recorded_at < e.recorded_at))`

/** Where a change is read from: what stood before, and what both were worth, as it was kept with the correction. */
export const CHANGE_SOURCES = `FROM attendance.entry e JOIN attendance.sheet s ON s.lesson_id = e.lesson_id LEFT JOIN attendance.entry b ON b.id = e.replaces_id
  LEFT JOIN attendance.act a ON a.subject_id = e.id AND a.kind = 'CORRECTION_DECIDED'`

export const CHANGE_COLUMNS = (timeZone: string) => `e.id, e.recorded_at, e.lesson_id, e.member_id, e.source::text, e.replaces_id IS NOT NULL AS is_replacing,
  b.state::text AS before, e.state::text AS after, b.minutes AS minutes_before, e.minutes AS minutes_after, (a.before ->> 'hours')::float8 AS hours_before,
  (a.after ->> 'hours')::float8 AS hours_after, e.reason, e.evidence, e.recorder_name, e.approver_name, e.is_after_lock,
  (e.recorded_at AT TIME ZONE ${timeZone})::date - e.held_on AS days_after`

export type ChangeRow = {
  id: string
  recorded_at: Date
  lesson_id: string
  member_id: string
  source: string
  is_replacing: boolean
  before: AttendanceChange["before"] | null
  after: AttendanceChange["after"]
  minutes_before: number | null
  minutes_after: number
  hours_before: number | null
  hours_after: number | null
  reason: string | null
  evidence: string[] | null
  recorder_name: string | null
  approver_name: string | null
  is_after_lock: boolean
  days_after: number
}

/** Read a change: its kind follows from its source and from what it replaces. */
export function toChange(row: ChangeRow): AttendanceChange {
  return {
    id: toTypeId("entry", row.id),
    at: row.recorded_at,
    lessonId: toTypeId("lesson", row.lesson_id),
    memberId: toTypeId("member", row.member_id),
    kind: row.source === "LEAVE" ? "LEAVE_ADDED" : row.is_replacing ? "CORRECTED" : "ADDED",
    before: row.before ?? "NOT_MARKED",
    after: row.after,
    minutesBefore: row.minutes_before,
    minutesAfter: row.minutes_after,
    hoursBefore: row.hours_before,
    hoursAfter: row.hours_after,
    reason: row.reason,
    evidence: (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid)),
    actor: row.recorder_name,
    approvedBy: row.approver_name,
    daysAfterLesson: row.days_after,
    afterLock: row.is_after_lock,
  }
}
