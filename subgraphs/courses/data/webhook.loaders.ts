import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { Webhook, WebhookDelivery } from "../domain/webhook.ts"
import type { WebhookRepository } from "./webhook.repository.ts"

/** Loaders of webhooks and their deliveries: those of one list share a statement. */
export function createWebhookLoaders(webhooks: WebhookRepository) {
  return {
    webhookById: new DataLoader<string, Webhook | null>(async (ids) => inKeyOrder(ids, await webhooks.findByIds(ids), ({ id }) => id)),
    webhooksByOrganisation: perKey(
      (request: PageRequest) =>
        new DataLoader<string, Webhook[]>(async (ids) =>
          groupedInKeyOrder(ids, await webhooks.findPages(ids, request), ({ organisationId }) => organisationId),
        ),
    ),
    webhookCountByOrganisation: new DataLoader<string, number>(async (ids) =>
      inKeyOrder(ids, await webhooks.countByOrganisations(ids), ({ organisationId }) => organisationId).map((count) => count?.webhooks ?? 0),
    ),
    deliveriesByWebhook: perKey(
      (request: PageRequest) =>
        new DataLoader<string, WebhookDelivery[]>(async (ids) =>
          groupedInKeyOrder(ids, await webhooks.findDeliveries(ids, request), ({ webhookId }) => webhookId),
        ),
    ),
    deliveryCountByWebhook: new DataLoader<string, number>(async (ids) =>
      inKeyOrder(ids, await webhooks.countDeliveries(ids), ({ webhookId }) => webhookId).map((count) => count?.deliveries ?? 0),
    ),
  }
}
