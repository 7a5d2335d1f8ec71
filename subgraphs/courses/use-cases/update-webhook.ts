import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type Webhook, problemsOfAddress, problemsOfEvents } from "../domain/webhook.ts"

export type AskedWebhookUpdate = { webhook: string; url?: string | null; events?: string[] | null; renewSecret: boolean; clientMutationKey?: string | null }

/** Change where a webhook is sent to and what it is told, or give it a new secret. One that was ended stays so: add another. */
export async function updateWebhook(
  { loaders, change, allowLoopback }: Pick<CoursesContext, "loaders" | "change" | "allowLoopback">,
  input: AskedWebhookUpdate,
): Promise<Result<{ webhook: Webhook; secret: string | null }, NotAllowed | InvalidState | InvalidInput>> {
  const found = await loaders.webhookById.load(requireId("input.webhook", input.webhook, "webhook"))
  if (!found) return notAllowed()
  const { url, events, renewSecret } = input
  const problems = [...(url == null ? [] : problemsOfAddress("url", url, allowLoopback)), ...(events == null ? [] : problemsOfEvents("events", events))]
  if (problems.length > 0) return invalidInput(...problems)

  let secret: string | null = null
  const changed = { ...(url == null ? {} : { url }), ...(events == null ? {} : { events: [...new Set(events)] }) }
  const result = await change({ mutation: "updateWebhook", input }, async ({ webhooks }) => {
    const updated = await webhooks.update(found.id, changed, renewSecret)
    if (!updated) return invalidState("ENDED", "This webhook was ended. Add another.")
    secret = updated.secret
    return done({ ...found, ...changed })
  })
  return result.ok ? done({ webhook: result.value, secret }) : result
}
