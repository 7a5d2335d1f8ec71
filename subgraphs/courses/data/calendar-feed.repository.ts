import { createHash } from "node:crypto"
import type { Database } from "../../shared/database.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import { type CalendarFeed, type FeedKind, type FeedSubject, MOST_FEEDS, SUBJECT_OF_KIND } from "../domain/calendar-feed.ts"

type Row = { id: string; kind: FeedKind; subject_id: string; account_id: string; created_at: Date; last_fetched_at: Date | null }

const COLUMNS = "id, kind::text, subject_id, account_id, created_at, last_fetched_at"

/** Where each kind of subject is kept, by its id $1; a member's calendar says no name: whose it is, the reader knows. */
const SUBJECTS: Record<FeedKind, string> = {
  MEMBER: "SELECT '我的课程' AS name, NULL AS path, id AS member_id FROM people_api.member WHERE id = $1::uuid",
  TEACHER: "SELECT name, organisation_path AS path, member_id FROM courses.teacher WHERE id = $1::uuid",
  VENUE: "SELECT name, organisation_path AS path, NULL::uuid AS member_id FROM courses.venue WHERE id = $1::uuid",
  SCHOOL: "SELECT name, organisation_path AS path, NULL::uuid AS member_id FROM courses.party_school WHERE id = $1::uuid",
}

/** Fingerprint a secret: all that is kept of it. It has 256 random bits, so that nobody tries them out. */
export function secretHash(secret: string): Buffer {
  return createHash("sha256").update(secret).digest()
}

export type CalendarFeedRepository = ReturnType<typeof createCalendarFeedRepository>

/** Read feeds, and what they are about. */
export function createCalendarFeedRepository(database: Database) {
  return {
    /** Find the open feeds of an account, the newest first. */
    async findOpen(accountId: string): Promise<CalendarFeed[]> {
      const rows = await database.read<Row>(
        "calendar_feeds",
        `SELECT ${COLUMNS} FROM courses.calendar_feed WHERE account_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC LIMIT ${MOST_FEEDS}`,
        [toUuid("account", accountId)],
      )
      return rows.map(toFeed)
    },

    /** Find the open feed that this secret opens, with the account whose rights it has. */
    async findBySecret(secret: string): Promise<{ feed: CalendarFeed; accountId: string } | null> {
      const sql = `SELECT ${COLUMNS} FROM courses.calendar_feed WHERE secret_hash = $1 AND revoked_at IS NULL`
      const [row] = await database.read<Row>("calendar_feed_by_secret", sql, [secretHash(secret)])
      return row ? { feed: toFeed(row), accountId: toTypeId("account", row.account_id) } : null
    },

    async findSubject(kind: FeedKind, subjectId: string): Promise<FeedSubject | null> {
      const values = [toUuid(SUBJECT_OF_KIND[kind], subjectId)]
      const [row] = await database.read<{ name: string; path: string | null; member_id: string | null }>(
        `feed_of_${kind.toLowerCase()}`,
        SUBJECTS[kind],
        values,
      )
      return row ? { name: row.name, path: row.path, memberId: row.member_id && toTypeId("member", row.member_id) } : null
    },

    /** Note that a feed was fetched, and give since when it has this content: a lesson that leaves a calendar changes it as well. */
    async noteFetch(feed: CalendarFeed, content: string, at: Date): Promise<Date> {
      const [row] = await database.read<{ content_changed_at: Date }>(
        "calendar_feed_fetched",
        `UPDATE courses.calendar_feed SET last_fetched_at = $3, content_hash = $2,
           content_changed_at = CASE WHEN content_hash IS DISTINCT FROM $2 THEN $3::timestamptz ELSE content_changed_at END
         WHERE id = $1 RETURNING content_changed_at`,
        [toUuid("feed", feed.id), secretHash(content), at],
      )
      return row?.content_changed_at ?? at
    },
  }
}

function toFeed(row: Row): CalendarFeed {
  const { kind, created_at: createdAt, last_fetched_at: lastFetchedAt } = row
  return { id: toTypeId("feed", row.id), kind, subjectId: toTypeId(SUBJECT_OF_KIND[kind], row.subject_id), createdAt, lastFetchedAt }
}
