import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { type Kind, newId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { NewAct, NewEntry } from "../domain/ledger-fact.ts"

const ENTRY_COLUMNS = `id uuid, lesson_id uuid, member_id uuid, state attendance.state, category attendance.lesson_category, minutes smallint, planned_hours numeric,
  held_on date, occurred_at timestamptz, source attendance.source, is_make_up boolean, replaces_id uuid, reason text, branch_id uuid, arrived_at timestamptz, left_at timestamptz,
  capture_id uuid, leave_id uuid, make_up_id uuid, training_id uuid, line smallint, evidence uuid[], approved_by_id uuid, approver_name text, is_after_lock boolean`
const ENTRY_NAMES = ENTRY_COLUMNS.replace(/(\w+) [^,]+(,|$)/g, "$1$2")

const ACT_COLUMNS = `id uuid, kind attendance.act_kind, subject_id uuid, lesson_id uuid, member_id uuid, organisation_id uuid, before jsonb, after jsonb, reason text,
  evidence uuid[], occurred_at timestamptz`
const ACT_NAMES = ACT_COLUMNS.replace(/(\w+) [^,]+(,|$)/g, "$1$2")

/** Append to the ledger (考勤台账), in the transaction of an act. Nothing in it is ever changed: a correction names the entry that it replaces. */
export function createLedgerWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const recorder = toUuid("account", viewer.accountId)
  return {
    /**
     * Append facts, in one statement; gives their ids in the same order. A second first fact about a person at a lesson, and a second replacement of one
     * entry, fail as unique violations: read who stands there under the sheet's lock before.
     */
    async append(entries: readonly NewEntry[]): Promise<string[]> {
      if (entries.length === 0) return []
      const ids = entries.map(() => newId("entry"))
      const rows = entries.map((entry, at) => entryRowOf(entry, ids[at] as string))
      await transaction.$executeRawUnsafe(
        `INSERT INTO attendance.entry (${ENTRY_NAMES}, recorded_at, recorded_by, recorder_name)
         SELECT ${ENTRY_NAMES}, $2::timestamptz, $3::uuid, $4 FROM jsonb_to_recordset($1::jsonb) AS e(${ENTRY_COLUMNS})`,
        JSON.stringify(rows),
        now().toISOString(),
        recorder,
        viewer.name,
      )
      return ids
    },

    /** Keep what was done, in one statement. */
    async note(acts: readonly NewAct[]): Promise<void> {
      if (acts.length === 0) return
      const rows = acts.map((act) => ({
        id: toUuid("act", newId("act")),
        kind: act.kind,
        subject_id: act.subjectUuid ?? null,
        lesson_id: uuid("lesson", act.lessonId),
        member_id: uuid("member", act.memberId),
        organisation_id: uuid("organisation", act.organisationId),
        before: act.before ?? null,
        after: act.after ?? null,
        reason: act.reason ?? null,
        evidence: toUuids("evidence", act.evidence ?? []),
        occurred_at: act.occurredAt ?? now(),
      }))
      await transaction.$executeRawUnsafe(
        `INSERT INTO attendance.act (${ACT_NAMES}, recorded_at, recorded_by, recorder_name)
         SELECT ${ACT_NAMES}, $2::timestamptz, $3::uuid, $4 FROM jsonb_to_recordset($1::jsonb) AS a(${ACT_COLUMNS})`,
        JSON.stringify(rows),
        now().toISOString(),
        recorder,
        viewer.name,
      )
    },
  }
}

export type LedgerWriter = ReturnType<typeof createLedgerWriter>

const uuid = (kind: Kind, id: string | null | undefined) => (id == null ? null : toUuid(kind, id))

/** A fact as a row of its table, without who records it and when. */
export function entryRowOf(entry: NewEntry, id: string) {
  return {
    id: toUuid("entry", id),
    lesson_id: uuid("lesson", entry.lessonId),
    member_id: toUuid("member", entry.memberId),
    state: entry.state,
    category: entry.category,
    minutes: entry.minutes,
    planned_hours: entry.plannedHours,
    held_on: entry.heldOn,
    occurred_at: entry.occurredAt,
    source: entry.source,
    is_make_up: entry.isMakeUp ?? false,
    replaces_id: uuid("entry", entry.replacesId),
    reason: entry.reason ?? null,
    branch_id: uuid("organisation", entry.branchId),
    arrived_at: entry.arrivedAt ?? null,
    left_at: entry.leftAt ?? null,
    capture_id: uuid("capture", entry.captureId),
    leave_id: uuid("leave", entry.leaveId),
    make_up_id: uuid("makeup", entry.makeUpId),
    training_id: uuid("training", entry.trainingId),
    line: entry.line ?? null,
    evidence: toUuids("evidence", entry.evidence ?? []),
    approved_by_id: uuid("account", entry.approvedBy?.accountId),
    approver_name: entry.approvedBy?.name ?? null,
    is_after_lock: entry.isAfterLock ?? false,
  }
}
