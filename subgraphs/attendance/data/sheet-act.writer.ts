import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { askWithin } from "../../shared/ask.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createCorrectionWriter } from "./correction.writer.ts"
import { createHeldLessonRepository } from "./held-lesson.repository.ts"
import { createMarksRepository } from "./marks.repository.ts"
import { createPeriodLockRepository } from "./period-lock.repository.ts"
import { createPeriodLockWriter } from "./period-lock.writer.ts"
import { createSheetWriter } from "./sheet.writer.ts"

/** What acts on sheets write, and read within their transaction. */
export function createSheetActWriters(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const read = askWithin(transaction)
  return {
    sheets: createSheetWriter(transaction, viewer, now),
    marks: createMarksRepository(read),
    lessons: createHeldLessonRepository(read),
    locks: createPeriodLockRepository(read),
    periods: createPeriodLockWriter(transaction, viewer, now),
    corrections: createCorrectionWriter(transaction, viewer, now),
  }
}
