import type { AttendanceRow } from "./attendance-row.ts"
import { type Captured, markOf, saysTheSame } from "./captured.ts"
import type { Door } from "./door.ts"
import type { NewEntry } from "./ledger-fact.ts"
import { waitsForRecorder } from "./standing-entry.ts"

/** So many scans of one person at one lesson are kept; what comes beyond them says nothing new. */
export const MOST_SCANS = 20

/** What somebody who scanned is told. */
export type ScanKept = {
  /** Nothing came of this scan that was not there before. */
  alreadyRecorded: boolean
  /** The sheet is not open yet: the scan counts as soon as it is. */
  takesEffectAtOpening: boolean
  /** Both the leave and the scan are kept, and the recorder says which holds. */
  asksRecorder: boolean
  /** When the scan happened, as it is kept. */
  occurredAt: Date
  attendance: AttendanceRow
}

/** Say what came of a scan that was kept, with what was appended after it. */
export function scanKept(door: Door, scan: Captured & { recordedAt: Date }, due: NewEntry | null): ScanKept {
  const after = { ...door, captures: [...door.captures, scan] }
  const [before, now] = [markOf(door.periods, door.captures), markOf(door.periods, after.captures)]
  const isNew = before && now ? !saysTheSame(before, now) : !door.captures.some(({ kind }) => kind === scan.kind)
  return {
    alreadyRecorded: !isNew,
    takesEffectAtOpening: door.sheet === null,
    asksRecorder: waitsForRecorder(after),
    occurredAt: scan.occurredAt,
    attendance: due ? { ...rowOf(door), ...markIn(due), recordedAt: scan.recordedAt } : rowOf(door),
  }
}

/** The same for a scan that was kept before. */
export function alreadyScanned(door: Door, occurredAt: Date): ScanKept {
  return { alreadyRecorded: true, takesEffectAtOpening: door.sheet === null, asksRecorder: waitsForRecorder(door), occurredAt, attendance: rowOf(door) }
}

function markIn({ state, arrivedAt = null, leftAt = null, minutes, source, occurredAt, line = null }: NewEntry) {
  return { state, arrivedAt, leftAt, minutes, source, occurredAt, line }
}

function rowOf({ lessonId, memberId, branchId, isExpected, standing }: Door): AttendanceRow {
  const {
    state = "NOT_MARKED",
    arrivedAt = null,
    leftAt = null,
    minutes = null,
    source = null,
    occurredAt = null,
    recordedAt = null,
    line = null,
    id = null,
  } = standing ?? {}
  return { lessonId, memberId, branchId, isExpected, state, arrivedAt, leftAt, minutes, source, occurredAt, recordedAt, line, entryId: id }
}
