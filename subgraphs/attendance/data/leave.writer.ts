import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { askWithin } from "../../shared/ask.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { LeaveKind, LeaveState } from "../domain/leave.ts"
import type { LessonGround } from "../domain/lesson-ground.ts"
import { findLessonGround } from "./lesson-ground.repository.ts"

export type StoredLeave = { id: string; lessonId: string; memberId: string; state: LeaveState; requestedById: string; evidence: string[] }
export type NewLeave = {
  lessonId: string
  memberId: string
  branchId: string | null
  kind: LeaveKind
  reason: string
  evidence: string[]
  isAfterwards: boolean
}

/** Ask for leave and decide on it, in the transaction of the act. */
export function createLeaveWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date, timeZone: string) {
  const own = toUuid("account", viewer.accountId)
  return {
    ...openingOf(transaction),
    ground: (lessonId: string, memberId: string): Promise<LessonGround | null> => findLessonGround(askWithin(transaction), timeZone, lessonId, memberId),

    /** Add a request; null where one stands already, asked for or approved. */
    async add(leave: NewLeave): Promise<string | null> {
      const id = newId("leave")
      const added = await transaction.$queryRawUnsafe<unknown[]>(
        `INSERT INTO attendance.leave (id, lesson_id, member_id, branch_id, kind, reason, evidence, state, requested_at, requested_by_id, requested_by, is_afterwards)
         VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::attendance.leave_kind, $6, $7::uuid[], 'REQUESTED', $8::timestamptz, $9::uuid, $10, $11)
         ON CONFLICT DO NOTHING RETURNING id`,
        toUuid("leave", id),
        toUuid("lesson", leave.lessonId),
        toUuid("member", leave.memberId),
        leave.branchId && toUuid("organisation", leave.branchId),
        leave.kind,
        leave.reason,
        toUuids("evidence", leave.evidence),
        now().toISOString(),
        own,
        viewer.name,
        leave.isAfterwards,
      )
      return added.length > 0 ? id : null
    },

    /** Hold a leave to the end of the transaction: of many who decide on it, one does. */
    async lock(id: string): Promise<StoredLeave | null> {
      const [row] = await transaction.$queryRawUnsafe<
        { lesson_id: string; member_id: string; state: LeaveState; requested_by_id: string; evidence: string[] | null }[]
      >("SELECT lesson_id, member_id, state::text, requested_by_id, evidence FROM attendance.leave WHERE id = $1::uuid FOR UPDATE", toUuid("leave", id))
      if (!row) return null
      return {
        id,
        lessonId: toTypeId("lesson", row.lesson_id),
        memberId: toTypeId("member", row.member_id),
        state: row.state,
        requestedById: toTypeId("account", row.requested_by_id),
        evidence: (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid)),
      }
    },

    async decide(id: string, state: "APPROVED" | "REFUSED", note: string | null): Promise<void> {
      await transaction.leave.update({
        where: { id: toUuid("leave", id) },
        data: { state, version: { increment: 1 }, decidedAt: now(), decidedById: own, decidedBy: viewer.name, decisionNote: note },
      })
    },

    async withdraw(id: string): Promise<void> {
      await transaction.leave.update({ where: { id: toUuid("leave", id) }, data: { state: "WITHDRAWN", version: { increment: 1 } } })
    },
  }
}

/** A leave that is approved for a lesson, as the opening of its sheet needs it. */
export type ApprovedLeave = { id: string; memberId: string; branchId: string | null; evidence: string[] }

/** How the opening of a sheet and the approval of leave meet: whichever comes second sees what the first did. */
function openingOf(transaction: Prisma.TransactionClient) {
  const hold = (lessonId: string, how: "pg_advisory_xact_lock" | "pg_advisory_xact_lock_shared") =>
    transaction.$queryRawUnsafe(`SELECT true AS held FROM (SELECT ${how}(hashtextextended('leave ' || $1, 0))) AS lock`, toUuid("lesson", lessonId))
  return {
    /** Find the leaves that are approved for a lesson; approvals under way are waited for, later ones wait until the sheet is open. */
    async approvedOf(lessonId: string): Promise<ApprovedLeave[]> {
      await hold(lessonId, "pg_advisory_xact_lock")
      const rows = await transaction.$queryRawUnsafe<{ id: string; member_id: string; branch_id: string | null; evidence: string[] | null }[]>(
        "SELECT id, member_id, branch_id, evidence FROM attendance.leave WHERE lesson_id = $1::uuid AND state = 'APPROVED' ORDER BY member_id",
        toUuid("lesson", lessonId),
      )
      return rows.map((row) => ({
        id: toTypeId("leave", row.id),
        memberId: toTypeId("member", row.member_id),
        branchId: row.branch_id && toTypeId("organisation", row.branch_id),
        evidence: (row.evidence ?? []).map((uuid) => toTypeId("evidence", uuid)),
      }))
    },

    /** Keep a sheet from being opened, and an open one from being closed, until this transaction has ended. */
    async holdOpening(lessonId: string): Promise<void> {
      await hold(lessonId, "pg_advisory_xact_lock_shared")
      await transaction.$queryRawUnsafe("SELECT lesson_id FROM attendance.sheet WHERE lesson_id = $1::uuid FOR UPDATE", toUuid("lesson", lessonId))
    },
  }
}
