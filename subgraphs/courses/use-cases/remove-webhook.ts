import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"

/** End a webhook; nothing more is sent, what was waiting included. Its deliveries stay to be read. */
export async function removeWebhook(
  { loaders, change }: Pick<CoursesContext, "loaders" | "change">,
  input: { webhook: string; clientMutationKey?: string | null },
): Promise<Result<{ webhookId: string }, NotAllowed | InvalidState | InvalidInput>> {
  const found = await loaders.webhookById.load(requireId("input.webhook", input.webhook, "webhook"))
  if (!found) return notAllowed()
  return change({ mutation: "removeWebhook", input }, async ({ webhooks }) =>
    (await webhooks.remove(found.id)) ? done({ webhookId: found.id }) : invalidState("ENDED", "This webhook was ended before."),
  )
}
