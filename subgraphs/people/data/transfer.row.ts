import { toTypeId } from "../../shared/typeid.ts"
import type { Transfer, TransferEnd, TransferState } from "../domain/transfer.ts"

export type TransferRow = {
  id: string
  member_id: string
  member_name: string
  state: TransferState
  letter_number: string
  from_id: string | null
  from_path: string | null
  from_name: string
  to_id: string | null
  to_path: string | null
  to_name: string
  started_on: string
  valid_until: string
  dues_paid_to: string | null
  received_on: string | null
  receipt_on: string | null
  refused_reason: string | null
  remark: string | null
}

/** How a letter `t` stands on a day: one that nobody decided on in time has expired. */
export const stateOf = (day: string): string => `CASE WHEN t.state = 'STARTED' AND t.valid_until < ${day} THEN 'EXPIRED' ELSE t.state::text END`

/** Select list of a letter `t`, its state as it is stored. Days are text however they are read. */
export const TRANSFER_COLUMNS = `t.id, t.member_id, t.member_name, t.state::text AS state, t.letter_number, t.from_id, t.from_path, t.from_name, t.to_id, t.to_path, t.to_name,
  t.started_on::text, t.valid_until::text, t.dues_paid_to::text, t.received_on::text, t.receipt_on::text, t.refused_reason, t.remark`

export function toTransfer(row: TransferRow): Transfer {
  return {
    id: toTypeId("transfer", row.id),
    memberId: toTypeId("member", row.member_id),
    memberName: row.member_name,
    state: row.state,
    letterNumber: row.letter_number,
    origin: toEnd(row.from_id, row.from_path, row.from_name),
    destination: toEnd(row.to_id, row.to_path, row.to_name),
    startedOn: row.started_on,
    validUntil: row.valid_until,
    duesPaidTo: row.dues_paid_to && row.dues_paid_to.slice(0, 7),
    receivedOn: row.received_on,
    receiptOn: row.receipt_on,
    refusedReason: row.refused_reason,
    remark: row.remark,
  }
}

function toEnd(id: string | null, path: string | null, name: string): TransferEnd {
  return { id: id && toTypeId("organisation", id), path, name }
}
