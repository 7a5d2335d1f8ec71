import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { askWithin } from "../../shared/ask.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createAudienceRepository } from "./audience.repository.ts"
import { type Calendar, createClashRepository } from "./clash.repository.ts"
import { createEnrolmentListWriter } from "./enrolment-list.writer.ts"
import { createEnrolmentWriter } from "./enrolment.writer.ts"
import { createLessonEditWriter } from "./lesson-edit.writer.ts"
import { createLessonPartsRepository } from "./lesson-parts.repository.ts"
import { createBookingWriter } from "./booking.writer.ts"
import { createLessonHistoryWriter } from "./lesson-history.writer.ts"
import { createLessonWriter } from "./lesson.writer.ts"
import { createNoticeWriter } from "./notice.writer.ts"
import { createSeriesWriter } from "./series.writer.ts"

export type SchedulingWriters = ReturnType<typeof createSchedulingWriters>

/** Make all that scheduling reads and writes within one transaction: what it has written, it sees. */
export function createSchedulingWriters(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date, calendar: Calendar) {
  const ask = askWithin(transaction)
  return {
    lessons: { ...createLessonWriter(transaction, now), ...createBookingWriter(transaction), ...createLessonHistoryWriter(transaction, viewer, now) },
    edits: createLessonEditWriter(transaction, now),
    enrolmentLists: createEnrolmentListWriter(transaction, now),
    enrolments: createEnrolmentWriter(transaction, now),
    series: createSeriesWriter(transaction),
    notices: createNoticeWriter(transaction, now),
    parts: createLessonPartsRepository(ask),
    audiences: createAudienceRepository(ask),
    clashes: createClashRepository(ask, viewer, calendar),
  }
}
