import type { CaptureWriter } from "../data/capture.writer.ts"
import type { LedgerWriter } from "../data/ledger.writer.ts"
import { type SheetLesson, entryDue } from "../domain/standing-entry.ts"

/**
 * Make the ledger say what all captures of these people come to; gives those of them for whom it said something else before.
 *
 * For whoever holds the sheet's exclusive lock, or has just made the sheet: nobody else appends to these people's chains meanwhile. It costs as many
 * statements for a thousand people as for one. Whether the sheet may change, and whether its period is locked, is the caller's to ask.
 */
export async function settleCaptures(
  { captures, ledger }: { captures: CaptureWriter; ledger: LedgerWriter },
  sheet: SheetLesson,
  memberIds: readonly string[],
): Promise<string[]> {
  const people = await captures.account(sheet.lessonId, [...new Set(memberIds)])
  const entries = people.flatMap((person) => entryDue(sheet, person) ?? [])
  await ledger.append(entries)
  return entries.map(({ memberId }) => memberId)
}
