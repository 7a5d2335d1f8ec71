import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"

/** Send an event to a webhook once more, under the same `webhook-id`, whatever became of it before. */
export async function resendWebhookDelivery(
  { loaders, change }: Pick<CoursesContext, "loaders" | "change">,
  input: { webhook: string; event: string; clientMutationKey?: string | null },
): Promise<Result<{ webhookId: string }, NotAllowed | InvalidState | InvalidInput>> {
  const eventId = requireId("input.event", input.event, "event")
  const found = await loaders.webhookById.load(requireId("input.webhook", input.webhook, "webhook"))
  if (!found) return notAllowed()
  if (found.endedAt !== null) return invalidState("ENDED", "This webhook was ended. Add another.")
  return change({ mutation: "resendWebhookDelivery", input }, async ({ webhooks }) =>
    (await webhooks.resend(found.id, eventId)) ? done({ webhookId: found.id }) : notAllowed(),
  )
}
