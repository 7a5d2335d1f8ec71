import { toTypeId } from "../../shared/typeid.ts"
import type { Designation } from "../domain/designation.ts"

export const DESIGNATION_COLUMNS = `d.id, d.member_id AS "memberId", d.kind::text, d.from_year::int4 AS "fromYear", d.to_year::int4 AS "toYear", d.reason,
  d.document_number AS "documentNumber", d.evidence::text[], d.recorded_at AS "recordedAt", d.recorded_by AS "recordedBy"`

/** Give a row the ids that clients see. */
export function toDesignation(row: Designation): Designation {
  return {
    ...row,
    id: toTypeId("designation", row.id),
    memberId: toTypeId("member", row.memberId),
    evidence: (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid)),
  }
}
