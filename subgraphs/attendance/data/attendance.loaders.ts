import DataLoader from "dataloader"
import { inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { Sheet } from "../domain/sheet.ts"
import type { YearAccount } from "../domain/year-account.ts"
import type { SheetRepository } from "./sheet.repository.ts"
import type { YearAccountRepository } from "./year-account.repository.ts"

/** One set per request: what one person may see must never answer another. */
export function createAttendanceLoaders({ sheets, accounts }: { sheets: SheetRepository; accounts: YearAccountRepository }) {
  return {
    sheetByLesson: new DataLoader<string, Sheet | null>(async (ids) => inKeyOrder(ids, await sheets.findByLessons(ids), (sheet) => sheet.lessonId)),
    accountByMember: perKey(
      (year: number) =>
        new DataLoader<string, YearAccount | null>(async (ids) => inKeyOrder(ids, await accounts.findByMembers(ids, year), (account) => account.memberId)),
    ),
  }
}
