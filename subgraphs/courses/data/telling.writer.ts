import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import type { SealingKey } from "../../shared/sealed.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createCalendarFeedWriter } from "./calendar-feed.writer.ts"
import { createFeedbackWriter } from "./feedback.writer.ts"
import { createNoticeReadingWriter } from "./notice-reading.writer.ts"
import { createWebhookWriter } from "./webhook.writer.ts"

/** What changes how people and programs are told of lessons, and what they answer, in one transaction. */
export function createTellingWriters(transaction: Prisma.TransactionClient, viewer: Viewer, keys: readonly SealingKey[], now: () => Date) {
  return {
    readings: createNoticeReadingWriter(transaction, viewer, now),
    calendarFeeds: createCalendarFeedWriter(transaction, viewer, now),
    webhooks: createWebhookWriter(transaction, { viewer, keys, now }),
    feedback: createFeedbackWriter(transaction),
  }
}
