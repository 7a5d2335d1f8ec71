import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { groupedInKeyOrder } from "../../shared/keyed.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Captured } from "../domain/captured.ts"
import type { Accounted, StandingEntry } from "../domain/standing-entry.ts"
import { STANDS } from "./attendance.row.ts"
import { type CaptureRow, type StandingRow, capturedFrom, standingFrom } from "./capture.row.ts"

/** A capture to be kept; who records it, and when, is added as it is written. Nobody's device: devices are of the door. */
export type NewCapture = Omit<Captured, "id"> & { memberId: string; paperId?: string | null; page?: number | null; remark?: string | null }

const COLUMNS = `id uuid, member_id uuid, kind attendance.capture_kind, state attendance.state, arrived_at timestamptz, left_at timestamptz, minutes smallint,
  source attendance.source, occurred_at timestamptz, client_key text, paper_id uuid, page smallint, line smallint, remark text, evidence uuid[]`
const NAMES = COLUMNS.replace(/(\w+) [^,]+(,|$)/g, "$1$2")

/** The lock under which a lesson's sheet is opened and its captures are settled; the door shares it while there is no sheet. */
export const DOOR_LOCK = "hashtextextended($1::uuid::text, 0)"

/** Keep what is captured, and read all of it together with what stands in the ledger; in the transaction of an act. */
export function createCaptureWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  return {
    /**
     * Keep captures of a lesson, in one statement. Those whose client key this recorder has used already are left out: they are there.
     * Gives how many were new.
     */
    async add(lessonId: string, captures: readonly NewCapture[]): Promise<number> {
      if (captures.length === 0) return 0
      return transaction.$executeRawUnsafe(
        `INSERT INTO attendance.capture (${NAMES}, lesson_id, recorded_at, recorded_by, recorder_name)
         SELECT ${NAMES}, $1::uuid, $3::timestamptz, $4::uuid, $5 FROM jsonb_to_recordset($2::jsonb) AS c(${COLUMNS})
         ON CONFLICT (recorded_by, client_key) DO NOTHING`,
        toUuid("lesson", lessonId),
        JSON.stringify(captures.map(rowOf)),
        now().toISOString(),
        toUuid("account", viewer.accountId),
        viewer.name,
      )
    },

    /** Say of people whether they are on a lesson's list, and whether the viewer may know of them at all; of those who are neither, nothing. */
    async findPeople(lessonId: string, memberIds: readonly string[]): Promise<Map<string, { isExpected: boolean; isKnown: boolean }>> {
      const rows = await transaction.$queryRawUnsafe<{ member_id: string; is_expected: boolean; is_known: boolean }[]>(
        `SELECT a.member_id, coalesce(p.is_expected, false) AS is_expected, m.id IS NOT NULL AS is_known FROM (SELECT DISTINCT unnest($4::uuid[]) AS member_id) a
         LEFT JOIN attendance.sheet_place p ON p.lesson_id = $3::uuid AND p.member_id = a.member_id
         LEFT JOIN people_api.member m ON m.id = a.member_id AND ${withinScope("m.branch_path")}
         WHERE p.is_expected OR m.id IS NOT NULL`,
        ...scopeOf(viewer),
        toUuid("lesson", lessonId),
        toUuids("member", memberIds),
      )
      return new Map(rows.map((row) => [toTypeId("member", row.member_id), { isExpected: row.is_expected, isKnown: row.is_known }]))
    },

    /** Find those of these client keys under which the viewer captured something else: of another lesson or person, or no mark. */
    async findTaken(lessonId: string, marks: readonly { clientKey: string; memberId: string }[]): Promise<Set<string>> {
      const rows = await transaction.$queryRawUnsafe<{ client_key: string }[]>(
        `SELECT c.client_key FROM unnest($3::text[], $4::uuid[]) AS a(client_key, member_id) JOIN attendance.capture c ON c.client_key = a.client_key
         WHERE c.recorded_by = $2::uuid AND (c.lesson_id <> $1::uuid OR c.member_id <> a.member_id OR c.kind <> 'MARK')`,
        toUuid("lesson", lessonId),
        toUuid("account", viewer.accountId),
        marks.map(({ clientKey }) => clientKey),
        marks.map(({ memberId }) => toUuid("member", memberId)),
      )
      return new Set(rows.map((row) => row.client_key))
    },

    /** Make all codes at a lesson's door other ones. Take the sheet's lock before. */
    async renewCodes(lessonId: string): Promise<void> {
      await transaction.$executeRawUnsafe(
        "UPDATE attendance.sheet SET code_round = code_round + 1, version = version + 1 WHERE lesson_id = $1::uuid",
        toUuid("lesson", lessonId),
      )
    },

    /** Read what was captured about these people, with their places and what stands. Take the sheet's lock, or its making, before: three statements. */
    async account(lessonId: string, memberIds: readonly string[]): Promise<Accounted[]> {
      const asked = [toUuid("lesson", lessonId), toUuids("member", memberIds)] as const
      // Scans from before the opening, on their way as the sheet is opened, are waited for: whoever comes after sees the sheet.
      await transaction.$queryRawUnsafe(`SELECT 1 FROM pg_advisory_xact_lock(${DOOR_LOCK})`, asked[0])
      const people = await transaction.$queryRawUnsafe<PersonRow[]>(PEOPLE, ...asked)
      const captures = await transaction.$queryRawUnsafe<(CaptureRow & { member_id: string })[]>(CAPTURES, ...asked)
      const captured = groupedInKeyOrder(
        people.map((row) => row.member_id),
        captures,
        (row) => row.member_id,
      )
      return people.map((row, at) => ({
        memberId: toTypeId("member", row.member_id),
        branchId: row.branch_id && toTypeId("organisation", row.branch_id),
        isExpected: row.is_expected,
        standing: standingOf(row),
        captures: (captured[at] ?? []).map(capturedFrom),
      }))
    },
  }
}

export type CaptureWriter = ReturnType<typeof createCaptureWriter>

type PersonRow = { member_id: string; branch_id: string | null; is_expected: boolean } & (StandingRow | { entry_id: null })

/** Each asked once, whether on the list or not. The branch of who is not on it is where they take part now. */
const PEOPLE = `SELECT a.member_id, coalesce(p.branch_id, m.branch_id) AS branch_id, coalesce(p.is_expected, false) AS is_expected,
    e.id AS entry_id, e.state::text, e.arrived_at, e.left_at, e.minutes, e.source::text, e.line, e.evidence, e.capture_id, e.leave_id, e.reason, e.occurred_at, e.recorded_at
  FROM unnest($2::uuid[]) AS a(member_id)
  LEFT JOIN attendance.sheet_place p ON p.lesson_id = $1::uuid AND p.member_id = a.member_id
  LEFT JOIN people_api.member m ON m.id = a.member_id
  LEFT JOIN LATERAL (SELECT e.* FROM attendance.entry e WHERE e.lesson_id = $1::uuid AND e.member_id = a.member_id AND ${STANDS}) e ON true`

const CAPTURES = `SELECT c.id, c.member_id, c.kind::text, c.state::text, c.arrived_at, c.left_at, c.minutes, c.source::text, c.occurred_at, c.recorded_at, c.client_key,
    c.line, c.evidence
  FROM attendance.capture c WHERE c.lesson_id = $1::uuid AND c.member_id = ANY($2::uuid[])`

function standingOf(row: PersonRow): StandingEntry | null {
  return row.entry_id === null ? null : standingFrom(row)
}

function rowOf(capture: NewCapture) {
  return {
    id: toUuid("capture", newId("capture")),
    member_id: toUuid("member", capture.memberId),
    kind: capture.kind,
    state: capture.state,
    arrived_at: capture.arrivedAt,
    left_at: capture.leftAt,
    minutes: capture.minutes,
    source: capture.source,
    occurred_at: capture.occurredAt,
    client_key: capture.clientKey,
    paper_id: capture.paperId ? toUuid("paper", capture.paperId) : null,
    page: capture.page ?? null,
    line: capture.line,
    remark: capture.remark ?? null,
    evidence: toUuids("evidence", capture.evidence),
  }
}
