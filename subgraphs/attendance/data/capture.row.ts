import { toTypeId } from "../../shared/typeid.ts"
import type { Captured } from "../domain/captured.ts"
import type { StandingEntry } from "../domain/standing-entry.ts"

/** A capture as the database gives it. Instants are dates, or text where they come inside JSON. */
export type CaptureRow = Pick<Captured, "kind" | "state" | "minutes" | "source" | "line"> & {
  id: string
  arrived_at: Date | string | null
  left_at: Date | string | null
  occurred_at: Date | string
  recorded_at: Date | string
  client_key: string
  evidence: string[] | null
}

export type StandingRow = Pick<StandingEntry, "state" | "minutes" | "source" | "line"> & {
  entry_id: string
  arrived_at: Date | string | null
  left_at: Date | string | null
  evidence: string[] | null
  capture_id: string | null
  leave_id: string | null
  reason: string | null
  occurred_at: Date | string
  recorded_at: Date | string
}

export function capturedFrom(row: CaptureRow): Captured & { recordedAt: Date } {
  return {
    id: toTypeId("capture", row.id),
    kind: row.kind,
    state: row.state,
    arrivedAt: instant(row.arrived_at),
    leftAt: instant(row.left_at),
    minutes: row.minutes,
    source: row.source,
    occurredAt: new Date(row.occurred_at),
    recordedAt: new Date(row.recorded_at),
    clientKey: row.client_key,
    line: row.line,
    evidence: evidenceFrom(row.evidence),
  }
}

export function standingFrom(row: StandingRow): StandingEntry {
  return {
    id: toTypeId("entry", row.entry_id),
    state: row.state,
    arrivedAt: instant(row.arrived_at),
    leftAt: instant(row.left_at),
    minutes: row.minutes,
    source: row.source,
    line: row.line,
    evidence: evidenceFrom(row.evidence),
    isDecision: row.capture_id === null && (row.source === "LEAVE" || row.leave_id !== null || row.reason !== null),
    occurredAt: new Date(row.occurred_at),
    recordedAt: new Date(row.recorded_at),
  }
}

const instant = (value: Date | string | null) => (value === null ? null : new Date(value))
const evidenceFrom = (uuids: readonly string[] | null) => (uuids ?? []).map((uuid) => toTypeId("evidence", uuid))
