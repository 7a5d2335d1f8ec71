import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { type Webhook, type WebhookDelivery, mayKeepWebhooks } from "../domain/webhook.ts"

type Row = {
  id: string
  organisation_id: string
  organisation_path: string
  url: string
  events: string[]
  created_at: Date
  ended_at: Date | null
  ended_reason: string | null
}

type DeliveryRow = {
  event_id: string
  subscription_id: string
  type: string
  lesson_id: string | null
  happened_at: Date
  state: WebhookDelivery["state"]
  attempts: number
  next_at: Date
  last_status: number | null
  last_error: string | null
  delivered_at: Date | null
}

const COLUMNS = "w.id, w.organisation_id, w.organisation_path, w.url, w.events, w.created_at, w.ended_at, w.ended_reason"
const DELIVERY_COLUMNS = `d.event_id, d.subscription_id, e.type, e.lesson_id, e.happened_at, d.state::text, d.attempts, d.next_at, d.last_status, d.last_error, d.delivered_at`

/** $1 the paths where the viewer is an admin: other webhooks are as good as absent. */
const VISIBLE = "EXISTS (SELECT FROM unnest($1::text[]) AS place WHERE starts_with(w.organisation_path, place))"

export type WebhookRepository = ReturnType<typeof createWebhookRepository>

/** Read webhooks of organisations where the viewer is an admin, and what became of what was sent. */
export function createWebhookRepository(database: Database, viewer: Viewer) {
  const own = [...new Set(viewer.grants.map(({ path }) => path).filter((path) => mayKeepWebhooks(viewer, path)))]
  return {
    async findByIds(ids: readonly string[]): Promise<Webhook[]> {
      const sql = `SELECT ${COLUMNS} FROM courses.webhook_subscription w WHERE w.id = ANY($2::uuid[]) AND ${VISIBLE}`
      return (await database.read<Row>("webhooks_by_id", sql, [own, toUuids("webhook", ids)])).map(toWebhook)
    },

    /** Find one page an organisation, the newest first, with one row more than the limit where there is more. */
    async findPages(organisationIds: readonly string[], { limit, after }: PageRequest): Promise<Webhook[]> {
      const rows = await database.read<Row>(
        "webhook_pages",
        `SELECT page.* FROM unnest($2::uuid[]) AS asked(organisation_id) CROSS JOIN LATERAL (
           SELECT ${COLUMNS} FROM courses.webhook_subscription w
           WHERE w.organisation_id = asked.organisation_id AND ${VISIBLE} AND ($3::uuid IS NULL OR w.id < $3) ORDER BY w.id DESC LIMIT $4
         ) page ORDER BY page.id DESC`,
        [own, toUuids("organisation", organisationIds), after?.[0] ? toUuid("webhook", after[0]) : null, limit + 1],
      )
      return rows.map(toWebhook)
    },

    async countByOrganisations(organisationIds: readonly string[]): Promise<{ organisationId: string; webhooks: number }[]> {
      const rows = await database.read<{ organisation_id: string; webhooks: number }>(
        "webhook_counts",
        `SELECT w.organisation_id, count(*) AS webhooks FROM courses.webhook_subscription w WHERE w.organisation_id = ANY($2::uuid[]) AND ${VISIBLE} GROUP BY 1`,
        [own, toUuids("organisation", organisationIds)],
      )
      return rows.map((row) => ({ organisationId: toTypeId("organisation", row.organisation_id), webhooks: row.webhooks }))
    },

    /** Find one page of deliveries a webhook, the newest event first. Ids of events rise with time. */
    async findDeliveries(webhookIds: readonly string[], { limit, after }: PageRequest): Promise<WebhookDelivery[]> {
      const rows = await database.read<DeliveryRow>(
        "webhook_deliveries",
        `SELECT page.* FROM courses.webhook_subscription w CROSS JOIN LATERAL (
           SELECT ${DELIVERY_COLUMNS} FROM courses.webhook_delivery d JOIN courses.outbox_event e ON e.id = d.event_id
           WHERE d.subscription_id = w.id AND ($3::uuid IS NULL OR d.event_id < $3) ORDER BY d.event_id DESC LIMIT $4
         ) page WHERE w.id = ANY($2::uuid[]) AND ${VISIBLE} ORDER BY page.event_id DESC`,
        [own, toUuids("webhook", webhookIds), after?.[0] ? toUuid("event", after[0]) : null, limit + 1],
      )
      return rows.map(toDelivery)
    },

    async countDeliveries(webhookIds: readonly string[]): Promise<{ webhookId: string; deliveries: number }[]> {
      const rows = await database.read<{ id: string; deliveries: number }>(
        "webhook_delivery_counts",
        `SELECT w.id, (SELECT count(*) FROM courses.webhook_delivery d WHERE d.subscription_id = w.id) AS deliveries
         FROM courses.webhook_subscription w WHERE w.id = ANY($2::uuid[]) AND ${VISIBLE}`,
        [own, toUuids("webhook", webhookIds)],
      )
      return rows.map((row) => ({ webhookId: toTypeId("webhook", row.id), deliveries: row.deliveries }))
    },
  }
}

function toWebhook(row: Row): Webhook {
  return {
    id: toTypeId("webhook", row.id),
    organisationId: toTypeId("organisation", row.organisation_id),
    organisationPath: row.organisation_path,
    url: row.url,
    events: row.events,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    endedReason: row.ended_reason,
  }
}

function toDelivery(row: DeliveryRow): WebhookDelivery {
  return {
    id: toTypeId("event", row.event_id),
    webhookId: toTypeId("webhook", row.subscription_id),
    type: row.type,
    lessonId: row.lesson_id && toTypeId("lesson", row.lesson_id),
    happenedAt: row.happened_at,
    state: row.state,
    attempts: row.attempts,
    nextAt: row.next_at,
    lastStatus: row.last_status,
    lastError: row.last_error,
    deliveredAt: row.delivered_at,
  }
}
