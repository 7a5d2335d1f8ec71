import { randomBytes } from "node:crypto"
import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { type CalendarFeed, type FeedKind, MOST_FEEDS, SUBJECT_OF_KIND } from "../domain/calendar-feed.ts"
import { secretHash } from "./calendar-feed.repository.ts"

const SECRET_BYTES = 32

/** Open and revoke the viewer's own feeds. */
export function createCalendarFeedWriter(transaction: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const accountId = toUuid("account", viewer.accountId)
  return {
    /** Open a feed, or give null when the account has as many as it may. The secret is given here and never again. */
    async open(kind: FeedKind, subjectId: string): Promise<{ feed: CalendarFeed; secret: string } | null> {
      await transaction.$executeRawUnsafe("SELECT pg_advisory_xact_lock(hashtext('courses.calendar_feed'), hashtext($1))", accountId)
      if ((await transaction.calendarFeed.count({ where: { accountId, revokedAt: null } })) >= MOST_FEEDS) return null
      const [id, secret, createdAt] = [newId("feed"), randomBytes(SECRET_BYTES).toString("base64url"), now()]
      const ids = { id: toUuid("feed", id), subjectId: toUuid(SUBJECT_OF_KIND[kind], subjectId), accountId }
      await transaction.calendarFeed.create({ data: { ...ids, kind, createdAt, secretHash: new Uint8Array(secretHash(secret)) } })
      return { feed: { id, kind, subjectId, createdAt, lastFetchedAt: null }, secret }
    },

    /** Revoke a feed; false where the viewer has no such open one. */
    async revoke(id: string): Promise<boolean> {
      const where = { id: toUuid("feed", id), accountId, revokedAt: null }
      return (await transaction.calendarFeed.updateMany({ where, data: { revokedAt: now() } })).count > 0
    },
  }
}
