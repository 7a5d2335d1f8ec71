import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { WebhookDelivery } from "../domain/webhook.ts"

/**
 * List what was or is to be sent to a webhook, the newest event first.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listWebhookDeliveries(
  { loaders }: Pick<CoursesContext, "loaders">,
  asked: { webhookId: string; first?: number | null; after?: string | null },
): Promise<Page<WebhookDelivery>> {
  const request = pageRequest(asked, [idOf("event")])
  const deliveries = await loaders.deliveriesByWebhook(request).load(asked.webhookId)
  return pageOf<WebhookDelivery>(
    deliveries,
    request.limit,
    ({ id }) => [id],
    () => loaders.deliveryCountByWebhook.load(asked.webhookId),
  )
}
