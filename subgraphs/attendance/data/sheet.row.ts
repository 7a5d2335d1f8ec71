import { toTypeId } from "../../shared/typeid.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"

/** What of `attendance.sheet s` makes a stored sheet, in forms that a transaction and a prepared read give alike. */
export const SHEET_COLUMNS = `s.lesson_id, s.organisation_id, s.organisation_path, s.state::text, s.version, s.held_on::text, s.starts_at, s.ends_at, s.periods,
  s.category::text, s.mode::text, s.planned_hours::float8, s.is_counted, s.code_round, s.expected, s.present, s.on_leave, s.absent,
  s.opened_at, s.opened_by, s.closed_at, s.closed_by_id, s.closed_by, s.approved_at, s.approved_by, s.host, s.recorder, s.summary`

export type SheetRow = {
  lesson_id: string
  organisation_id: string
  organisation_path: string
  state: StoredSheet["state"]
  version: number
  held_on: string
  starts_at: Date
  ends_at: Date
  periods: { startsAt: string; endsAt: string }[]
  category: StoredSheet["category"]
  mode: StoredSheet["mode"]
  planned_hours: number
  is_counted: boolean
  code_round: number
  expected: number
  present: number
  on_leave: number
  absent: number
  opened_at: Date
  opened_by: string | null
  closed_at: Date | null
  closed_by_id: string | null
  closed_by: string | null
  approved_at: Date | null
  approved_by: string | null
  host: string | null
  recorder: string | null
  summary: string | null
}

/** Read a stored sheet: ids as clients see them, periods as instants. */
export function toSheet(row: SheetRow): StoredSheet {
  return {
    lessonId: toTypeId("lesson", row.lesson_id),
    organisationId: toTypeId("organisation", row.organisation_id),
    organisationPath: row.organisation_path,
    state: row.state,
    version: row.version,
    heldOn: row.held_on,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    periods: row.periods.map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
    category: row.category,
    mode: row.mode,
    plannedHours: row.planned_hours,
    isCounted: row.is_counted,
    codeRound: row.code_round,
    expected: row.expected,
    present: row.present,
    onLeave: row.on_leave,
    absent: row.absent,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    closedAt: row.closed_at,
    closedById: row.closed_by_id && toTypeId("account", row.closed_by_id),
    closedBy: row.closed_by,
    approvedAt: row.approved_at,
    approvedBy: row.approved_by,
    host: row.host,
    recorder: row.recorder,
    summary: row.summary,
  }
}
