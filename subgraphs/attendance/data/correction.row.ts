import { toTypeId } from "../../shared/typeid.ts"
import type { Correction } from "../domain/correction.ts"

/** What of `attendance.correction c` makes a correction. */
export const CORRECTION_COLUMNS = `c.id, c.lesson_id, c.member_id, c.state::text, c.asked, c.reason, c.evidence, c.entry_id, c.requested_at, c.requested_by_id, c.requested_by,
  c.decided_at, c.decided_by, c.decision_note`

export type CorrectionRow = {
  id: string
  lesson_id: string
  member_id: string
  state: Correction["progress"]
  asked: { state: Correction["state"]; arrivedAt: string | null; leftAt: string | null }
  reason: string
  evidence: string[] | null
  entry_id: string | null
  requested_at: Date
  requested_by_id: string
  requested_by: string
  decided_at: Date | null
  decided_by: string | null
  decision_note: string | null
}

/** Read a correction: what it asks for is taken out of its JSON. */
export function toCorrection(row: CorrectionRow): Correction {
  return {
    id: toTypeId("correction", row.id),
    lessonId: toTypeId("lesson", row.lesson_id),
    memberId: toTypeId("member", row.member_id),
    progress: row.state,
    state: row.asked.state,
    arrivedAt: row.asked.arrivedAt === null ? null : new Date(row.asked.arrivedAt),
    leftAt: row.asked.leftAt === null ? null : new Date(row.asked.leftAt),
    reason: row.reason,
    evidence: (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid)),
    entryId: row.entry_id && toTypeId("entry", row.entry_id),
    requestedAt: row.requested_at,
    requestedById: toTypeId("account", row.requested_by_id),
    requestedBy: row.requested_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionNote: row.decision_note,
  }
}
