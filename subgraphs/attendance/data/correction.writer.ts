import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Asked, Correction } from "../domain/correction.ts"
import { CORRECTION_COLUMNS, type CorrectionRow, toCorrection } from "./correction.row.ts"

type Requested = Asked & { lessonId: string; memberId: string; reason: string; evidence: readonly string[]; entryId: string | null }

/** Keep corrections that somebody must decide on (更正申请), in the transaction of an act; take the sheet's lock before. */
export function createCorrectionWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const own = { id: toUuid("account", viewer.accountId), name: viewer.name }
  return {
    /** Find of which lesson a correction is, so that its sheet can be locked first. */
    async findLesson(id: string): Promise<string | null> {
      const row = await transaction.correction.findUnique({ where: { id: toUuid("correction", id) }, select: { lessonId: true } })
      return row && toTypeId("lesson", row.lessonId)
    },

    async lock(id: string): Promise<Correction | null> {
      const [row] = await transaction.$queryRawUnsafe<CorrectionRow[]>(
        `SELECT ${CORRECTION_COLUMNS} FROM attendance.correction c WHERE c.id = $1::uuid FOR UPDATE`,
        toUuid("correction", id),
      )
      return row ? toCorrection(row) : null
    },

    /** Find what waits for a decision about a person at a lesson: one at a time. */
    async findRequested(lessonId: string, memberId: string): Promise<string | null> {
      const where = { lessonId: toUuid("lesson", lessonId), memberId: toUuid("member", memberId), state: "REQUESTED" as const }
      const row = await transaction.correction.findFirst({ where, select: { id: true } })
      return row && toTypeId("correction", row.id)
    },

    async request({ lessonId, memberId, reason, evidence, entryId, state, arrivedAt, leftAt }: Requested): Promise<string> {
      const id = newId("correction")
      await transaction.correction.create({
        data: {
          id: toUuid("correction", id),
          lessonId: toUuid("lesson", lessonId),
          memberId: toUuid("member", memberId),
          state: "REQUESTED",
          asked: { state, arrivedAt: arrivedAt?.toISOString() ?? null, leftAt: leftAt?.toISOString() ?? null },
          reason,
          evidence: toUuids("evidence", evidence),
          entryId: entryId && toUuid("entry", entryId),
          requestedAt: now(),
          requestedById: own.id,
          requestedBy: own.name,
        },
      })
      return id
    },

    async decide(id: string, { note, resultId }: { note: string | null; resultId: string | null }): Promise<void> {
      const decided = { decidedAt: now(), decidedById: own.id, decidedBy: own.name, decisionNote: note }
      await transaction.correction.update({
        where: { id: toUuid("correction", id) },
        data: { ...decided, state: resultId === null ? "REFUSED" : "APPROVED", resultId: resultId && toUuid("entry", resultId) },
      })
    },
  }
}
