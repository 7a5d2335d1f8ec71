import { type Page, isDay, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { mayRead, subtreeOf } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"

/**
 * List the organisations of a subtree whose next election is due on a day or before it, the longest overdue first. Null where the
 * viewer may not read the place.
 *
 * @throws {BadInput} when the id, `first` or `after` is not good.
 */
export async function listElectionsDue(
  { viewer, today, loaders, due }: Pick<OrganisationContext, "viewer" | "today" | "loaders" | "due">,
  asked: { organisationId: string; to?: string | null; first?: number | null; after?: string | null },
): Promise<Page<Organisation> | null> {
  const request = pageRequest(asked, [isDay, idOf("organisation")])
  const place = await loaders.organisationById.load(requireId("organisation", asked.organisationId, "organisation"))
  return place && mayRead(viewer, place.path) ? due.list(subtreeOf(place.path), asked.to ?? today, request) : null
}
