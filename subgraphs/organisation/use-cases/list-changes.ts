import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { OrganisationChange } from "../domain/tree-change.ts"

/**
 * List the decisions that changed an organisation, the newest first, as far as they touch a place that the viewer may read.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listChanges(
  { loaders }: Pick<OrganisationContext, "loaders">,
  organisationId: string,
  asked: { first?: number | null; after?: string | null },
): Promise<Page<OrganisationChange>> {
  const request = pageRequest(asked, [isDay, idOf("change")])
  const changes = await loaders.changesByOrganisation(request).load(organisationId)
  return pageOf<OrganisationChange>(
    changes,
    request.limit,
    ({ effectiveOn, id }) => [effectiveOn, id],
    () => loaders.changeCountByOrganisation.load(organisationId),
  )
}
