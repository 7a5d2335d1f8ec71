import { type Page, isDay, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"
import type { Unit } from "../domain/unit.ts"
import { emptyPage } from "./empty-page.ts"

/**
 * List the units in an organisation's own area on the day of the books, the newest first; none where the viewer may not read the place.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listUnits(
  { viewer, today, loaders }: Pick<OrganisationContext, "viewer" | "today" | "loaders">,
  { id, path, asOf }: Organisation,
  paging: { first?: number | null; after?: string | null },
): Promise<Page<Unit>> {
  const request = pageRequest(paging, [isDay, idOf("unit")])
  return mayRead(viewer, path) ? loaders.units.pageOf(id, request, [asOf ?? today]) : emptyPage()
}
