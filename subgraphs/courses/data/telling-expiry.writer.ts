import type { Database } from "../../shared/database.ts"

/** $1 before when it happened, $2 how many. What is still to be sent, to anybody, stays with its event. */
const EVENTS = `WITH old AS (
  SELECT e.id FROM courses.outbox_event e WHERE e.spread_at IS NOT NULL AND e.happened_at < $1
    AND NOT EXISTS (SELECT FROM courses.webhook_delivery d WHERE d.event_id = e.id AND d.state = 'WAITING')
  ORDER BY e.happened_at LIMIT $2 FOR UPDATE SKIP LOCKED
), sent AS (
  DELETE FROM courses.webhook_delivery d USING old WHERE d.event_id = old.id
)
DELETE FROM courses.outbox_event e USING old WHERE e.id = old.id RETURNING e.id`

/** $1 before when it was read, $2 how many. What nobody has read stays. */
const NOTICES = `DELETE FROM courses.notice n USING (
  SELECT id FROM courses.notice WHERE read_at < $1 ORDER BY read_at LIMIT $2 FOR UPDATE SKIP LOCKED
) old WHERE n.id = old.id RETURNING n.id`

export type TellingExpiryWriter = ReturnType<typeof createTellingExpiryWriter>

/** Take out of the books what was told long ago. Any number of processes may: a row that one takes is skipped by the others. */
export function createTellingExpiryWriter(database: Database) {
  return {
    /** Remove events with their deliveries; gives how many events. */
    async removeEvents(before: Date, limit: number): Promise<number> {
      return (await database.read("expired_events", EVENTS, [before, limit])).length
    },

    /** Remove notices that were read; gives how many. */
    async removeNotices(readBefore: Date, limit: number): Promise<number> {
      return (await database.read("expired_notices", NOTICES, [readBefore, limit])).length
    },
  }
}
