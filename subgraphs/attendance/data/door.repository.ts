import type { Database } from "../../shared/database.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Captured } from "../domain/captured.ts"
import type { Door } from "../domain/door.ts"
import type { NewEntry } from "../domain/ledger-fact.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { type CaptureRow, type StandingRow, capturedFrom, standingFrom } from "./capture.row.ts"
import { entryRowOf } from "./ledger.writer.ts"

type Times = { startsAt: string; endsAt: string }
type Row = {
  status: string
  starts_at: Date
  ends_at: Date
  periods: Times[] | null
  state: StoredSheet["state"] | null
  held_on: string
  category: StoredSheet["category"]
  planned_hours: number
  code_round: number | null
  branch_id: string | null
  seen: { is_expected: boolean; is_locked: boolean }
  is_enrolled: boolean
  captures: CaptureRow[] | null
  standing: StandingRow | null
  holder: string | null
  kept: { lesson_id: string; member_id: string; kind: Captured["kind"]; occurred_at: string } | null
}

const PERIODS_OF_LESSON = `(SELECT jsonb_agg(jsonb_build_object('startsAt', p.starts_at, 'endsAt', p.ends_at) ORDER BY p.number) FROM courses_api.lesson_period p WHERE p.lesson_id = l.id)`

/** All that decides about one scan, in one statement. Before the opening the list is the lesson's own. */
const DOOR = `SELECT l.status, coalesce(s.starts_at, l.starts_at) AS starts_at, coalesce(s.ends_at, l.ends_at) AS ends_at, coalesce(s.periods, ${PERIODS_OF_LESSON}) AS periods,
    s.state::text, s.held_on, s.category::text, s.planned_hours, s.code_round, p.branch_id, to_jsonb(d) AS seen,
    EXISTS (SELECT FROM courses_api.enrolment n WHERE n.lesson_id = l.id AND n.member_id = $2::uuid AND n.state = 'EXPECTED') AS is_enrolled,
    (SELECT jsonb_agg(to_jsonb(c)) FROM attendance.capture c WHERE c.lesson_id = l.id AND c.member_id = $2::uuid) AS captures,
    (SELECT to_jsonb(e) || jsonb_build_object('entry_id', e.id) FROM attendance.entry e WHERE e.id = d.standing_id) AS standing,
    (SELECT v.member_id FROM attendance.door_device v WHERE v.lesson_id = l.id AND v.device = $5::bytea) AS holder,
    (SELECT to_jsonb(k) FROM attendance.capture k WHERE k.recorded_by = $3::uuid AND k.client_key = $4) AS kept
  FROM courses_api.lesson l
  LEFT JOIN attendance.sheet s ON s.lesson_id = l.id
  LEFT JOIN attendance.sheet_place p ON p.lesson_id = l.id AND p.member_id = $2::uuid
  CROSS JOIN LATERAL attendance.at_door(l.id, $2::uuid) d
  WHERE l.id = $1::uuid`

export type NewScan = Pick<Captured, "kind" | "occurredAt" | "clientKey"> & { device: Buffer | null }
/**
 * Read and keep scans at the door, one statement each, outside any change: no lock is held while anything travels between the program and the database.
 */
export function createDoorRepository(database: Database, viewer: Viewer, now: () => Date) {
  const account = toUuid("account", viewer.accountId)
  return {
    /** Read what a member's scan meets; null when there is no such lesson. */
    async find(lessonId: string, memberId: string, { clientKey, device }: Pick<NewScan, "clientKey" | "device">): Promise<Door | null> {
      const values = [toUuid("lesson", lessonId), toUuid("member", memberId), account, clientKey, device]
      const [row] = await database.read<Row>("door", DOOR, values)
      return row ? doorFrom(row, lessonId, memberId) : null
    },

    /** Make the capture that a scan will be kept as. */
    captured: ({ kind, occurredAt, clientKey }: Omit<NewScan, "device">): Captured & { recordedAt: Date } => ({
      id: newId("capture"),
      kind,
      occurredAt,
      clientKey,
      recordedAt: now(),
      source: "CODE",
      state: null,
      arrivedAt: null,
      leftAt: null,
      minutes: null,
      line: null,
      evidence: [],
    }),

    /**
     * Keep a scan with what is due after it, together and for good once this returns DONE. CHANGED: something else stands by now, nothing was kept; read again.
     * DEVICE: another person came with the device meanwhile, nothing was kept.
     */
    async keep({ lessonId, memberId, seen }: Door, scan: Captured, device: Buffer | null, due: NewEntry | null) {
      const who = { recorded_at: now(), recorded_by: account, recorder_name: viewer.name }
      const capture = {
        id: toUuid("capture", scan.id),
        lesson_id: toUuid("lesson", lessonId),
        member_id: toUuid("member", memberId),
        kind: scan.kind,
        source: scan.source,
        occurred_at: scan.occurredAt,
        client_key: scan.clientKey,
        evidence: [],
        device: device && `\\x${device.toString("hex")}`,
        ...who,
      }
      const entry = due && { ...entryRowOf(due, newId("entry")), ...who }
      const [row] = await database.read<{ outcome: "DONE" | "CHANGED" | "DEVICE" }>(
        "keep_scan",
        "SELECT attendance.keep_scan($1::jsonb, $2::jsonb, $3::jsonb) AS outcome",
        [JSON.stringify(seen), JSON.stringify(capture), entry && JSON.stringify(entry)],
      )
      return row?.outcome ?? "CHANGED"
    },
  }
}

function doorFrom(row: Row, lessonId: string, memberId: string): Door {
  const { state, held_on, category, planned_hours, kept } = row
  return {
    lessonId,
    memberId,
    isOn: row.status === "PUBLISHED" || row.status === "HELD",
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    codeRound: row.code_round ?? 0,
    sheet: state && { state, heldOn: held_on, category, plannedHours: planned_hours },
    periods: (row.periods ?? []).map(({ startsAt, endsAt }) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) })),
    isExpected: state === null ? row.is_enrolled : row.seen.is_expected,
    isLocked: row.seen.is_locked,
    branchId: row.branch_id && toTypeId("organisation", row.branch_id),
    standing: row.standing && standingFrom(row.standing),
    captures: (row.captures ?? []).map(capturedFrom),
    isDeviceOfAnother: row.holder !== null && row.holder !== toUuid("member", memberId),
    kept: kept && {
      lessonId: toTypeId("lesson", kept.lesson_id),
      memberId: toTypeId("member", kept.member_id),
      kind: kept.kind,
      occurredAt: new Date(kept.occurred_at),
    },
    seen: row.seen,
  }
}
