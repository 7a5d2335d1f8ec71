import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import { type Webhook, mayKeepWebhooks } from "../domain/webhook.ts"

/**
 * List the webhooks of an organisation, ended ones too, the newest first; null where the viewer is no admin.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listWebhooks(
  { viewer, loaders }: Pick<CoursesContext, "viewer" | "loaders">,
  asked: { organisationId: string; first?: number | null; after?: string | null },
): Promise<Page<Webhook> | null> {
  const request = pageRequest(asked, [idOf("webhook")])
  const place = await loaders.readablePlaceById.load(asked.organisationId)
  if (!place || !mayKeepWebhooks(viewer, place.path)) return null
  const webhooks = await loaders.webhooksByOrganisation(request).load(place.id)
  return pageOf<Webhook>(
    webhooks,
    request.limit,
    ({ id }) => [id],
    () => loaders.webhookCountByOrganisation.load(place.id),
  )
}
