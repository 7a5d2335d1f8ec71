import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { SheetCounts } from "../domain/attendance-row.ts"
import type { GivenDetails } from "../domain/sheet-details.ts"
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

    /**
     * Say to the lesson's owner that the lesson is held now: it is neither moved nor cancelled any more. Waits for a change of it under way, and for
     * whoever opens its sheet at this moment; false for a lesson that cannot be held.
     */
    async hold(lessonId: string): Promise<boolean> {
      const [row] = await transaction.$queryRawUnsafe<{ held: boolean }[]>(
        "SELECT courses_api.hold_lesson($1::uuid, $2::timestamptz, $3::uuid, $4) AS held",
        toUuid("lesson", lessonId),
        now().toISOString(),
        toUuid("account", viewer.accountId),
        viewer.name,
      )
      return row?.held ?? false
    },

    close: (lessonId: string, { expected, present, onLeave, absent }: SheetCounts, details: GivenDetails) =>
      change(lessonId, {
        ...details,
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

    describe: (lessonId: string, details: GivenDetails) => change(lessonId, details),
  }
}
