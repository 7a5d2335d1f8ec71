import { toTypeId } from "../../shared/typeid.ts"
import type { FloatingDirection, FloatingMode, FloatingRecord } from "../domain/floating.ts"

export type FloatingRow = {
  id: string
  member_id: string
  direction: FloatingDirection
  mode: FloatingMode
  since: string
  until: string | null
  destination: string
  host_name: string | null
  card_number: string | null
  last_contact_on: string | null
  next_contact_due_on: string | null
  expected_return_on: string | null
  no_transfer_reason: string | null
}

/** Select list of a record `f`; days are text however they are read. */
export const FLOATING_COLUMNS = `f.id, f.member_id, f.direction::text AS direction, f.mode::text AS mode, f.since::text, f.until::text, f.destination, f.host_name,
  f.card_number, f.last_contact_on::text, f.next_contact_due_on::text, f.expected_return_on::text, f.no_transfer_reason`

export function toFloating(row: FloatingRow): FloatingRecord {
  return {
    id: toTypeId("floating", row.id),
    memberId: toTypeId("member", row.member_id),
    direction: row.direction,
    mode: row.mode,
    since: row.since,
    until: row.until,
    destination: row.destination,
    hostName: row.host_name,
    cardNumber: row.card_number,
    lastContactOn: row.last_contact_on,
    nextContactDue: row.next_contact_due_on,
    expectedReturnOn: row.expected_return_on,
    noTransferReason: row.no_transfer_reason,
  }
}
