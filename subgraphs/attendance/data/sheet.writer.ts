import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { SheetCounts } from "../domain/attendance-row.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { SHEET_COLUMNS, type SheetRow, toSheet } from "./sheet.row.ts"

export type SheetWriter = ReturnType<typeof createSheetWriter>

/** Lock and change sheets (签到表), in the transaction of an act. Every change of one takes its lock first and makes its version rise. */
export function createSheetWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const change = async (lessonId: string, data: Prisma.SheetUpdateInput) => {
    await transaction.sheet.update({ where: { lessonId: toUuid("lesson", lessonId) }, data: { ...data, version: { increment: 1 } } })
  }
  return {
    /**
     * Lock a lesson's sheet, with what it froze of the lesson; null before it is opened. `UPDATE` for whoever changes it or records many; `SHARE` for
     * whoever records single people beside others, who must not meet its closing half-way.
     */
    async lock(lessonId: string, strength: "UPDATE" | "SHARE" = "UPDATE"): Promise<StoredSheet | null> {
      const [row] = await transaction.$queryRawUnsafe<SheetRow[]>(
        `SELECT ${SHEET_COLUMNS} FROM attendance.sheet s WHERE s.lesson_id = $1::uuid FOR ${strength}`,
        toUuid("lesson", lessonId),
      )
      return row ? toSheet(row) : null
    },

    close: (lessonId: string, { expected, present, onLeave, absent }: SheetCounts) =>
      change(lessonId, {
        state: "CLOSED",
        expected,
        present,
        onLeave,
        absent,
        closedAt: now(),
        closedById: toUuid("account", viewer.accountId),
        closedBy: viewer.name,
        approvedAt: null,
        approvedBy: null,
      }),

    approve: (lessonId: string) => change(lessonId, { state: "APPROVED", approvedAt: now(), approvedBy: viewer.name }),

    /** Open a closed sheet again. Its counts stay until it is closed again; whoever reads it meanwhile sees them counted. */
    reopen: (lessonId: string) => change(lessonId, { state: "REOPENED", approvedAt: null, approvedBy: null }),

    /** Write the counts of a closed sheet anew, after a correction. */
    recount: (lessonId: string, { expected, present, onLeave, absent }: SheetCounts) => change(lessonId, { expected, present, onLeave, absent }),

    describe: (lessonId: string, details: { host?: string | null; recorder?: string | null; summary?: string | null }) => change(lessonId, details),
  }
}
