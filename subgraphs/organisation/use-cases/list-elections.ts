import { type Page, isDay, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { ElectionRound } from "../domain/election.ts"
import type { Organisation } from "../domain/organisation.ts"
import { emptyPage } from "./empty-page.ts"

/**
 * List the elections of a committee, the newest first; none where the viewer may not read the place.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listElections(
  { viewer, loaders }: Pick<OrganisationContext, "viewer" | "loaders">,
  { id, path, asOf }: Organisation,
  paging: { first?: number | null; after?: string | null },
): Promise<Page<ElectionRound>> {
  const request = pageRequest(paging, [isDay, idOf("election")])
  return mayRead(viewer, path) ? loaders.elections.pageOf(id, request, [asOf]) : emptyPage()
}
