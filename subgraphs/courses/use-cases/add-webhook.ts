import { type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type Webhook, mayKeepWebhooks, problemsOfAddress, problemsOfEvents } from "../domain/webhook.ts"

export type AskedWebhook = { organisation: string; url: string; events: string[]; clientMutationKey?: string | null }

/**
 * Add a webhook: from now on the address is told what happens to the lessons of an organisation and all below it.
 *
 * For admins there. The signing secret is given once; a repeat under the same key says null in its place.
 */
export async function addWebhook(
  { viewer, loaders, change, allowLoopback }: Pick<CoursesContext, "viewer" | "loaders" | "change" | "allowLoopback">,
  input: AskedWebhook,
): Promise<Result<{ webhook: Webhook; secret: string | null }, NotAllowed | InvalidInput>> {
  const place = await loaders.readablePlaceById.load(requireId("input.organisation", input.organisation, "organisation"))
  if (!place || !mayKeepWebhooks(viewer, place.path)) return notAllowed()
  const problems = [...problemsOfAddress("url", input.url, allowLoopback), ...problemsOfEvents("events", input.events)]
  if (problems.length > 0) return invalidInput(...problems)

  let secret: string | null = null
  const result = await change({ mutation: "addWebhook", input }, async ({ webhooks }) => {
    const added = await webhooks.add({ organisationId: place.id, url: input.url, events: [...new Set(input.events)] })
    if (!added) return notAllowed()
    secret = added.secret
    return done(added.webhook)
  })
  return result.ok ? done({ webhook: result.value, secret }) : result
}
