import { toTypeId } from "../../shared/typeid.ts"
import type { PaperSheet } from "../domain/paper-sheet.ts"
import type { SheetLine } from "../domain/reconciliation.ts"

/** What of `attendance.paper_sheet p` and its `attendance.sheet s` makes a paper sheet, in forms that a transaction and a prepared read give alike. */
export const PAPER_COLUMNS = `p.id, p.lesson_id, p.pages, p.evidence, p.expected, p.present, p.on_leave, p.absent, p.host, p.recorder, p.checked_on::text,
  p.recorded_at, p.recorded_by, p.applied_at, p.version, s.starts_at, s.ends_at`

export type PaperRow = {
  id: string
  lesson_id: string
  pages: number
  evidence: string[] | null
  expected: number | null
  present: number | null
  on_leave: number | null
  absent: number | null
  host: string | null
  recorder: string | null
  checked_on: string | null
  recorded_at: Date
  recorded_by: string
  applied_at: Date | null
  version: number
  starts_at: Date
  ends_at: Date
}

/** Make a paper sheet of its row, which holds the time of its lesson, too. */
export function toPaper(row: PaperRow): PaperSheet {
  return {
    id: toTypeId("paper", row.id),
    lessonId: toTypeId("lesson", row.lesson_id),
    pages: row.pages,
    evidence: (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid)),
    expected: row.expected,
    present: row.present,
    onLeave: row.on_leave,
    absent: row.absent,
    host: row.host,
    recorder: row.recorder,
    checkedOn: row.checked_on,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    appliedAt: row.applied_at,
    version: row.version,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }
}

/** What of `attendance.paper_line l` makes a line. */
export const LINE_COLUMNS = `l.paper_id, l.page, l.line, l."column", l.written_name, l.member_id, l.is_illegible, l.has_signed, l.arrived_at, l.left_at, l.remark, l.applied_at`

export type LineRow = {
  paper_id: string
  page: number
  line: number
  column: number
  written_name: string | null
  member_id: string | null
  is_illegible: boolean
  has_signed: boolean
  arrived_at: Date | null
  left_at: Date | null
  remark: string | null
  applied_at: Date | null
}

/** Make a line of its row. */
export function toLine(row: LineRow): SheetLine {
  return {
    paperId: toTypeId("paper", row.paper_id),
    page: row.page,
    line: row.line,
    column: row.column,
    writtenName: row.written_name,
    memberId: row.member_id && toTypeId("member", row.member_id),
    isIllegible: row.is_illegible,
    hasSigned: row.has_signed,
    arrivedAt: row.arrived_at,
    leftAt: row.left_at,
    remark: row.remark,
    appliedAt: row.applied_at,
  }
}
