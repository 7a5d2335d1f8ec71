import { type Page, isDay, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { AppraisalRound } from "../domain/appraisal.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"
import { emptyPage } from "./empty-page.ts"

/**
 * List the appraisals that an organisation held, by year, the newest first; none where the viewer may not read the place.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listAppraisals(
  { viewer, today, loaders }: Pick<OrganisationContext, "viewer" | "today" | "loaders">,
  { id, path, asOf }: Organisation,
  paging: { first?: number | null; after?: string | null },
): Promise<Page<AppraisalRound>> {
  const request = pageRequest(paging, [isDay, idOf("appraisal")])
  return mayRead(viewer, path) ? loaders.appraisals.pageOf(id, request, [asOf ?? today]) : emptyPage()
}
