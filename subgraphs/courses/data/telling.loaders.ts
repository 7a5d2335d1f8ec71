import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createFeedbackLoaders } from "./feedback.loaders.ts"
import { createNoticeLoaders } from "./notice.loaders.ts"
import { createNoticeRepository } from "./notice.repository.ts"
import { createWebhookLoaders } from "./webhook.loaders.ts"
import { createWebhookRepository } from "./webhook.repository.ts"

/** Loaders of what people and programs were told of lessons, and what they answered. */
export function createTellingLoaders(database: Database, viewer: Viewer) {
  return {
    ...createNoticeLoaders(createNoticeRepository(database, viewer)),
    ...createWebhookLoaders(createWebhookRepository(database, viewer)),
    ...createFeedbackLoaders(database, viewer),
  }
}
