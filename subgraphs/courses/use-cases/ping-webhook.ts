import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"

/** Try a webhook out: send it an event that is about nothing. What became of it is read from its deliveries. */
export async function pingWebhook(
  { loaders, change }: Pick<CoursesContext, "loaders" | "change">,
  input: { webhook: string; clientMutationKey?: string | null },
): Promise<Result<{ webhookId: string; eventId: string }, NotAllowed | InvalidState | InvalidInput>> {
  const found = await loaders.webhookById.load(requireId("input.webhook", input.webhook, "webhook"))
  if (!found) return notAllowed()
  if (found.endedAt !== null) return invalidState("ENDED", "This webhook was ended. Add another.")
  return change({ mutation: "pingWebhook", input }, async ({ webhooks }) => done({ webhookId: found.id, eventId: await webhooks.ping(found) }))
}
