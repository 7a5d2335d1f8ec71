import type { WebhookDeliveryWriter } from "../data/webhook-delivery.writer.ts"
import type { WebhookSender } from "../data/webhook.sender.ts"
import { type DueDelivery, pauseAfter } from "../domain/webhook.ts"

const AT_ONCE = 20
const GONE = 410

type Sources = { deliveries: WebhookDeliveryWriter; send: WebhookSender; now(): Date; random(): number }

/**
 * Tell subscribers what happened: make the deliveries of new events, and attempt those that are due. Gives how many were attempted.
 *
 * An answer of 2xx is a delivery; any other, or none, is tried again later, ten times in three days. Then, or when the answer is 410 Gone, the
 * subscription is ended with the reason. The order of events is not kept.
 */
export async function deliverWebhooks({ deliveries, send, now, random }: Sources, signal?: AbortSignal): Promise<number> {
  const attempt = async (delivery: DueDelivery): Promise<void> => {
    const outcome = await send(delivery)
    const moment = now()
    if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) return deliveries.delivered(delivery, outcome, moment)
    if (outcome.status === GONE) return deliveries.end(delivery, outcome, "GONE", moment)
    const pause = pauseAfter(delivery.attempts, random())
    if (pause === null) return deliveries.end(delivery, outcome, "FAILED_FOR_DAYS", moment)
    return deliveries.failed(delivery, outcome, new Date(moment.getTime() + pause))
  }
  let attempted = 0
  for (let due: DueDelivery[] | null = null; !signal?.aborted && due?.length !== 0; attempted += due.length) {
    await deliveries.spread(now())
    due = await deliveries.take(AT_ONCE, now())
    await Promise.all(due.map(attempt))
  }
  return attempted
}
