import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { askWithin } from "../../shared/ask.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { StoredMakeUpState } from "../domain/make-up.ts"
import { type MakeUpForm, makeUpRulesOf } from "../domain/rule-options.ts"
import type { LedgerWriter } from "./ledger.writer.ts"
import { type MakeUpRules, findMakeUpRules } from "./make-up-rules.repository.ts"

/** An absence that obliges to a make-up. With a leave it is one on leave, without it one without. `heldOn` is the lesson's day. */
export type Absence = { lessonId: string; memberId: string; branchId: string | null; leaveId: string | null; heldOn: string; state?: "ON_LEAVE" | "ABSENT" }
export type StoredMakeUp = { id: string; lessonId: string; memberId: string; state: StoredMakeUpState; dueOn: string; entryId: string | null }
export type Completion = { form: MakeUpForm; completedOn: string; minutes: number; evidence: string[]; note: string | null; entryId: string }

type Obliged = { id: string; lesson_id: string; member_id: string; due_on: string }

/** Keep what absences oblige to (补课), in the transaction of an act. One person owes one make-up for one lesson. */
export function createMakeUpWriter(transaction: Prisma.TransactionClient, viewer: Viewer, ledger: LedgerWriter, now: () => Date) {
  return {
    ...obligations(transaction, viewer, ledger, now),
    ...obligationReads(transaction),
    ...settlements(transaction, viewer, now),
  }
}

/** Come into being, and go again. */
function obligations(transaction: Prisma.TransactionClient, viewer: Viewer, ledger: LedgerWriter, now: () => Date) {
  return {
    /**
     * Oblige people to make up for what they missed; gives how many obligations are new, or stand again after they were lifted. What is done or exempted
     * stays as it is, and what is due, too, unless the lesson came to be later than it was planned: then so does the deadline. The deadline, and who owes
     * anything at all, is what the rule set of the lesson's organiser and day says.
     */
    async oblige(absences: readonly Absence[]): Promise<number> {
      const rules = await findMakeUpRules(askWithin(transaction), absences)
      const rows = absences.flatMap((absence) => rowOf(absence, rules.get(absence.lessonId)))
      if (rows.length === 0) return 0
      const kept = await transaction.$queryRawUnsafe<(Obliged & { was: StoredMakeUpState | null })[]>(
        `INSERT INTO attendance.make_up AS kept (id, lesson_id, member_id, branch_id, leave_id, state, due_on, created_at, evidence)
         SELECT id, lesson_id, member_id, branch_id, leave_id, 'DUE', due_on, $2::timestamptz, '{}'
         FROM jsonb_to_recordset($1::jsonb) AS a(id uuid, lesson_id uuid, member_id uuid, branch_id uuid, leave_id uuid, due_on date) ORDER BY lesson_id, member_id
         ON CONFLICT (lesson_id, member_id) DO UPDATE SET state = 'DUE', version = kept.version + 1, due_on = excluded.due_on,
           leave_id = coalesce(excluded.leave_id, kept.leave_id), note = NULL, settled_at = NULL, settled_by_id = NULL, settled_by = NULL
         WHERE kept.state = 'LIFTED' OR (kept.state = 'DUE' AND excluded.due_on > kept.due_on)
         RETURNING new.id, new.lesson_id, new.member_id, new.due_on::text, old.state::text AS was`,
        JSON.stringify(rows),
        now().toISOString(),
      )
      const obliged = kept.filter(({ was }) => was !== "DUE")
      await ledger.note(obliged.map((row) => ({ kind: "MAKE_UP_DUE", ...subjectOf(row), after: { state: "DUE", dueOn: row.due_on } })))
      return obliged.length
    },

    /** Lift what is due of people who were there after all, or are no longer on leave; gives how many obligations went. What was done or exempted stays. */
    async lift(lessonId: string, memberIds: readonly string[], reason = "到课"): Promise<number> {
      if (memberIds.length === 0) return 0
      const lifted = await transaction.$queryRawUnsafe<Obliged[]>(
        `UPDATE attendance.make_up m SET state = 'LIFTED', version = m.version + 1, note = $3, settled_at = $4::timestamptz, settled_by_id = $5::uuid, settled_by = $6
         WHERE m.lesson_id = $1::uuid AND m.member_id = ANY($2::uuid[]) AND m.state = 'DUE' RETURNING m.id, m.lesson_id, m.member_id, m.due_on::text`,
        toUuid("lesson", lessonId),
        toUuids("member", memberIds),
        reason,
        now().toISOString(),
        toUuid("account", viewer.accountId),
        viewer.name,
      )
      await ledger.note(lifted.map((row) => ({ kind: "MAKE_UP_LIFTED", ...subjectOf(row), before: { state: "DUE", dueOn: row.due_on }, reason })))
      return lifted.length
    },
  }
}

function obligationReads(transaction: Prisma.TransactionClient) {
  return {
    /** Say which leave an obligation follows from, where it stood before the leave was decided on. */
    async linkLeave(lessonId: string, memberId: string, leaveId: string): Promise<void> {
      await transaction.makeUp.updateMany({
        where: { lessonId: toUuid("lesson", lessonId), memberId: toUuid("member", memberId) },
        data: { leaveId: toUuid("leave", leaveId), version: { increment: 1 } },
      })
    },

    /** Whose obligation it is, and for which lesson, before it is held: the lesson's sheet is held first. */
    async find(id: string): Promise<{ lessonId: string; memberId: string } | null> {
      const row = await transaction.makeUp.findUnique({ where: { id: toUuid("makeup", id) }, select: { lessonId: true, memberId: true } })
      return row && { lessonId: toTypeId("lesson", row.lessonId), memberId: toTypeId("member", row.memberId) }
    },

    /** Hold an obligation to the end of the transaction. */
    async lock(id: string): Promise<StoredMakeUp | null> {
      const [row] = await transaction.$queryRawUnsafe<(Obliged & { state: StoredMakeUpState; entry_id: string | null })[]>(
        "SELECT id, lesson_id, member_id, state::text, due_on::text, entry_id FROM attendance.make_up WHERE id = $1::uuid FOR UPDATE",
        toUuid("makeup", id),
      )
      if (!row) return null
      const [lessonId, memberId] = [toTypeId("lesson", row.lesson_id), toTypeId("member", row.member_id)]
      return { id, lessonId, memberId, state: row.state, dueOn: row.due_on, entryId: row.entry_id && toTypeId("entry", row.entry_id) }
    },

    /** What the rule set of a lesson says of making it up. */
    async rulesOf(lessonId: string, heldOn: string): Promise<MakeUpRules> {
      return (await findMakeUpRules(askWithin(transaction), [{ lessonId, heldOn }])).get(lessonId) ?? makeUpRulesOf({})
    },
  }
}

function settlements(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const settled = { version: { increment: 1 }, settledAt: now(), settledById: toUuid("account", viewer.accountId), settledBy: viewer.name }
  return {
    async complete(id: string, { form, completedOn, minutes, evidence, note, entryId }: Completion): Promise<void> {
      const data = { form, completedOn: dateFromDay(completedOn), minutes, evidence: toUuids("evidence", evidence), note, entryId: toUuid("entry", entryId) }
      await transaction.makeUp.update({ where: { id: toUuid("makeup", id) }, data: { ...settled, ...data, state: "COMPLETED" } })
    },

    async exempt(id: string, reason: string, evidence: readonly string[]): Promise<void> {
      const data = { ...settled, state: "EXEMPT" as const, note: reason, evidence: toUuids("evidence", evidence) }
      await transaction.makeUp.update({ where: { id: toUuid("makeup", id) }, data })
    },

    async postpone(id: string, dueOn: string): Promise<void> {
      await transaction.makeUp.update({ where: { id: toUuid("makeup", id) }, data: { dueOn: dateFromDay(dueOn), version: { increment: 1 } } })
    },

    /** Take a completion back: the obligation is due again. Its entry is replaced in the ledger by whoever calls. */
    async reopen(id: string, entryId: string): Promise<void> {
      const cleared = {
        entryId: toUuid("entry", entryId),
        form: null,
        completedOn: null,
        minutes: null,
        evidence: [],
        note: null,
        settledAt: null,
        settledById: null,
        settledBy: null,
      }
      await transaction.makeUp.update({ where: { id: toUuid("makeup", id) }, data: { ...cleared, state: "DUE", version: { increment: 1 } } })
    },
  }
}

function rowOf({ lessonId, memberId, branchId, leaveId, heldOn, state }: Absence, rules: MakeUpRules = makeUpRulesOf({})) {
  if (!rules.owedBy.includes(state ?? (leaveId === null ? "ABSENT" : "ON_LEAVE"))) return []
  return {
    id: toUuid("makeup", newId("makeup")),
    lesson_id: toUuid("lesson", lessonId),
    member_id: toUuid("member", memberId),
    branch_id: branchId && toUuid("organisation", branchId),
    leave_id: leaveId && toUuid("leave", leaveId),
    due_on: new Date(Date.parse(heldOn) + rules.deadlineDays * 86_400_000).toISOString().slice(0, 10),
  }
}

function subjectOf(row: Obliged) {
  return { subjectUuid: row.id, lessonId: toTypeId("lesson", row.lesson_id), memberId: toTypeId("member", row.member_id) }
}
