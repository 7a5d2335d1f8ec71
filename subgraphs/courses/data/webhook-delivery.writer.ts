import type { Database } from "../../shared/database.ts"
import { CannotUnseal, type SealingKey, unseal } from "../../shared/sealed.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Attempt, DueDelivery } from "../domain/webhook.ts"

/** For how long a delivery is nobody else's once it was taken: longer than an attempt may last. */
const LEASE_MS = 60_000
const EVENTS_AT_ONCE = 200

type Row = {
  event_id: string
  subscription_id: string
  attempts: number
  url: string
  secret_sealed: Buffer
  type: string
  lesson_id: string | null
  organiser_id: string | null
  content: Record<string, unknown>
  happened_at: Date
}

/** $1 now. */
const SPREAD = `WITH events AS (
  SELECT id, type, organisation_path, happened_at FROM courses.outbox_event WHERE spread_at IS NULL
  ORDER BY happened_at LIMIT ${EVENTS_AT_ONCE} FOR UPDATE SKIP LOCKED
), made AS (
  INSERT INTO courses.webhook_delivery (event_id, subscription_id, state, next_at)
  SELECT e.id, w.id, 'WAITING', $1::timestamptz FROM events e JOIN courses.webhook_subscription w
    ON w.ended_at IS NULL AND starts_with(e.organisation_path, w.organisation_path) AND e.type = ANY(w.events) AND w.created_at <= e.happened_at
  ON CONFLICT DO NOTHING
)
UPDATE courses.outbox_event o SET spread_at = $1 FROM events WHERE o.id = events.id RETURNING o.id`

/** $1 now, $2 how many, $3 until when they are nobody else's. */
const TAKE = `WITH due AS (
  SELECT event_id, subscription_id FROM courses.webhook_delivery WHERE state = 'WAITING' AND next_at <= $1
  ORDER BY next_at LIMIT $2 FOR UPDATE SKIP LOCKED
)
UPDATE courses.webhook_delivery d SET attempts = d.attempts + 1, next_at = $3
FROM due, courses.webhook_subscription w, courses.outbox_event e LEFT JOIN courses.lesson l ON l.id = e.lesson_id
WHERE d.event_id = due.event_id AND d.subscription_id = due.subscription_id AND w.id = d.subscription_id AND e.id = d.event_id
RETURNING d.event_id, d.subscription_id, d.attempts, w.url, w.secret_sealed, e.type, e.lesson_id, l.organiser_id, e.content, e.happened_at`

/** $1 the subscription, $2 now, $3 why. */
const END = `WITH ended AS (
  UPDATE courses.webhook_subscription SET ended_at = $2, ended_reason = $3 WHERE id = $1 AND ended_at IS NULL RETURNING id
)
UPDATE courses.webhook_delivery d SET state = 'FAILED', last_error = coalesce(d.last_error, 'ENDED') FROM ended WHERE d.subscription_id = ended.id AND d.state = 'WAITING'`

export type WebhookDeliveryWriter = ReturnType<typeof createWebhookDeliveryWriter>

/**
 * Keep the books of what is sent to subscribers. Any number of processes may: a row that one has taken is skipped by the others.
 *
 * Nothing is locked while an answer is waited for: who takes a delivery puts its next attempt a minute ahead. A process that dies leaves
 * it to be taken then, so that an event arrives at least once, and twice only when an answer was lost.
 */
export function createWebhookDeliveryWriter(database: Database, keys: readonly SealingKey[]) {
  return {
    /** Make the deliveries of events that have none yet; gives how many events it were. */
    async spread(now: Date): Promise<number> {
      const rows = await database.read("webhook_spread", SPREAD, [now])
      return rows.length
    },

    /** Take deliveries that are due, the longest due first. */
    async take(limit: number, now: Date): Promise<DueDelivery[]> {
      const rows = await database.read<Row>("webhook_take", TAKE, [now, limit, new Date(now.getTime() + LEASE_MS)])
      return rows.map((row) => ({
        eventId: toTypeId("event", row.event_id),
        webhookId: toTypeId("webhook", row.subscription_id),
        attempts: row.attempts,
        url: row.url,
        secret: secretIn(row.secret_sealed, keys),
        type: row.type,
        lessonId: row.lesson_id && toTypeId("lesson", row.lesson_id),
        organiserId: row.organiser_id && toTypeId("organisation", row.organiser_id),
        content: row.content,
        happenedAt: row.happened_at,
      }))
    },

    /** Note that a subscriber has an event. */
    async delivered(due: DueDelivery, { status }: Attempt, at: Date): Promise<void> {
      await note(due, "DELIVERED", { status, error: null, nextAt: at, deliveredAt: at })
    },

    /** Note that an attempt failed and when the next is. */
    async failed(due: DueDelivery, { status, error }: Attempt, nextAt: Date): Promise<void> {
      await note(due, "WAITING", { status, error, nextAt, deliveredAt: null })
    },

    /** End a subscription because of how this attempt went; what was still to be sent to it is not. */
    async end(due: DueDelivery, { status, error }: Attempt, reason: string, at: Date): Promise<void> {
      await note(due, "FAILED", { status, error, nextAt: at, deliveredAt: null })
      await database.read("webhook_end", END, [toUuid("webhook", due.webhookId), at, reason])
    },
  }

  /** Write an outcome down, unless another has taken the delivery since, or its subscription was ended. */
  async function note(
    { eventId, webhookId, attempts }: DueDelivery,
    state: string,
    { status, error, nextAt, deliveredAt }: { status: number | null; error: string | null; nextAt: Date; deliveredAt: Date | null },
  ): Promise<void> {
    await database.read(
      "webhook_note",
      `UPDATE courses.webhook_delivery SET state = $4::courses.delivery_state, last_status = $5, last_error = $6, next_at = $7, delivered_at = $8
       WHERE event_id = $1 AND subscription_id = $2 AND attempts = $3 AND state = 'WAITING'`,
      [toUuid("event", eventId), toUuid("webhook", webhookId), attempts, state, status, error, nextAt, deliveredAt],
    )
  }
}

/** Open a signing secret; one that no key opens must not hold up what goes to others. */
function secretIn(sealed: Uint8Array, keys: readonly SealingKey[]): string | null {
  try {
    return unseal(sealed, keys)
  } catch (error) {
    if (error instanceof CannotUnseal) return null
    throw error
  }
}
