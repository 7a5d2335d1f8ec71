import { randomBytes } from "node:crypto"
import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { type SealingKey, seal } from "../../shared/sealed.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { PING, type Webhook } from "../domain/webhook.ts"

const SECRET_BYTES = 32

/** Add, change and end webhooks that the caller has found for the viewer. Secrets are given when they are made, and kept sealed. */
export function createWebhookWriter(
  transaction: Prisma.TransactionClient,
  { viewer, keys, now }: { viewer: Viewer; keys: readonly SealingKey[]; now: () => Date },
) {
  return {
    /** Add a webhook at an organisation; null where there is no such organisation any more. */
    async add(webhook: { organisationId: string; url: string; events: string[] }): Promise<{ webhook: Webhook; secret: string } | null> {
      const organisationId = toUuid("organisation", webhook.organisationId)
      const [place] = await transaction.$queryRawUnsafe<{ path: string }[]>(
        "SELECT path FROM organisation_api.organisation WHERE id = $1::uuid",
        organisationId,
      )
      if (!place) return null
      const { secret, secretSealed } = newSecret(keys)
      const [id, createdAt] = [newId("webhook"), now()]
      const { url, events } = webhook
      const accountId = toUuid("account", viewer.accountId)
      await transaction.webhookSubscription.create({
        data: { id: toUuid("webhook", id), organisationId, organisationPath: place.path, url, events, secretSealed, accountId, createdAt },
      })
      return { webhook: { ...webhook, id, organisationPath: place.path, createdAt, endedAt: null, endedReason: null }, secret }
    },

    /** Change an open webhook; null where it was ended. Gives the new secret where one was wanted. */
    async update(id: string, changed: { url?: string; events?: string[] }, renewsSecret: boolean): Promise<{ secret: string | null } | null> {
      const { secret, secretSealed } = renewsSecret ? newSecret(keys) : { secret: null, secretSealed: undefined }
      const where = { id: toUuid("webhook", id), endedAt: null }
      const { count } = await transaction.webhookSubscription.updateMany({ where, data: { ...changed, ...(secretSealed ? { secretSealed } : {}) } })
      return count > 0 ? { secret } : null
    },

    /** End a webhook as its keepers wish; what was still to be sent is not. False where it was ended before. */
    async remove(id: string): Promise<boolean> {
      const subscriptionId = toUuid("webhook", id)
      const { count } = await transaction.webhookSubscription.updateMany({ where: { id: subscriptionId, endedAt: null }, data: { endedAt: now() } })
      await transaction.webhookDelivery.updateMany({ where: { subscriptionId, state: "WAITING" }, data: { state: "FAILED", lastError: "REMOVED" } })
      return count > 0
    },

    /** Send an event once more, from the first attempt on; false where it was never to be sent there. */
    async resend(id: string, eventId: string): Promise<boolean> {
      const where = { subscriptionId: toUuid("webhook", id), eventId: toUuid("event", eventId), subscription: { endedAt: null } }
      const data = { state: "WAITING" as const, attempts: 0, nextAt: now(), deliveredAt: null }
      return (await transaction.webhookDelivery.updateMany({ where, data })).count > 0
    },

    /** Send an event to this webhook alone that is about nothing; gives the event's id. */
    async ping({ id, organisationPath }: Webhook): Promise<string> {
      const [eventId, moment] = [newId("event"), now()]
      const event = { id: toUuid("event", eventId), type: PING, organisationPath, content: {}, happenedAt: moment, spreadAt: moment }
      await transaction.outboxEvent.create({ data: event })
      await transaction.webhookDelivery.create({ data: { eventId: event.id, subscriptionId: toUuid("webhook", id), state: "WAITING", nextAt: moment } })
      return eventId
    },
  }
}

/** Make a signing secret in the form of Standard Webhooks. */
function newSecret([key]: readonly SealingKey[]) {
  if (!key) throw new Error("Secrets of webhooks are sealed, and there is no key to seal them with.")
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`
  return { secret, secretSealed: new Uint8Array(seal(secret, key)) }
}
