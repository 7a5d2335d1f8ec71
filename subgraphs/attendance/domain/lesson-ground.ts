import type { LessonCategory } from "./rule-set.ts"
import type { SheetState } from "./sheet.ts"

/** What leave and make-up of one person at one lesson are measured against. */
export type LessonGround = {
  lessonId: string
  memberId: string
  organiserPath: string
  status: "DRAFT" | "PUBLISHED" | "HELD" | "CANCELLED"
  startsAt: Date
  /** The local day of its start. */
  heldOn: string
  category: LessonCategory
  plannedHours: number
  sheetState: SheetState | null
  /** Has a place, as of the opening of the sheet, or on the list while it is not opened. */
  isExpected: boolean
  /** Where the person belonged or took part on that day, as far as the sheet says; else where they do now. */
  branchId: string | null
  /** Where the person takes part now: by it is decided who may. */
  branchPath: string | null
}
