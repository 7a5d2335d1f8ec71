import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { type AttendanceRow, countRows } from "../domain/attendance-row.ts"
import { minutesWithin } from "../domain/captured.ts"
import type { Asked } from "../domain/correction.ts"
import { isClosed } from "../domain/sheet.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { settleSheet } from "./settle-sheet.ts"

type Correcting = {
  sheet: StoredSheet
  row: AttendanceRow
  asked: Asked
  reason: string
  evidence: readonly string[]
  approvedBy?: { accountId: string; name: string } | null
  isAfterLock?: boolean
  correctionId?: string
}

/**
 * Append a correction to the ledger, under the sheet's lock, and draw what follows: a closed sheet is counted anew, obligations come or go, and the year's hours are
 * made again. What it was worth before and after is kept with the act. Gives the new fact's id.
 */
export async function writeCorrection({ now }: Pick<AttendanceContext, "now">, writers: AttendanceWriters, correcting: Correcting): Promise<string> {
  const { sheet, row, asked, reason, evidence, approvedBy = null, isAfterLock = false, correctionId } = correcting
  const { lessonId, category, plannedHours, heldOn } = sheet
  const wasThere = asked.state !== "ABSENT" && asked.state !== "ON_LEAVE"
  const before = await writers.marks.findWorth(lessonId, row.memberId)
  const [entryId = ""] = await writers.ledger.append([
    {
      lessonId,
      memberId: row.memberId,
      branchId: row.branchId,
      ...asked,
      category,
      plannedHours,
      heldOn,
      minutes: wasThere ? minutesWithin(sheet.periods, asked.arrivedAt, asked.leftAt) : 0,
      occurredAt: now(),
      source: "RECORDER",
      replacesId: row.entryId,
      reason,
      evidence,
      approvedBy,
      isAfterLock,
    },
  ])
  if (isClosed(sheet.state)) {
    const rows = await writers.marks.findOfSheet(lessonId)
    await writers.sheets.recount(lessonId, countRows(rows))
    await settleSheet(
      writers,
      sheet,
      rows.filter(({ memberId }) => memberId === row.memberId),
    )
  }
  const after = await writers.marks.findWorth(lessonId, row.memberId)
  await writers.ledger.note([
    {
      kind: "CORRECTION_DECIDED",
      subjectUuid: toUuid("entry", entryId),
      lessonId,
      memberId: row.memberId,
      before: { state: row.state, ...(isClosed(sheet.state) && { hours: before.hours }) },
      after: { state: asked.state, ...(isClosed(sheet.state) && { hours: after.hours }), ...(correctionId !== undefined && { correction: correctionId }) },
      reason,
      evidence,
    },
  ])
  return entryId
}
