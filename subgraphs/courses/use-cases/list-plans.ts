import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import type { CoursesContext } from "../context.ts"
import type { TimetablePlan } from "../domain/timetable-plan.ts"

/**
 * List the plans of an organisation and of all below it, the latest first; null where the viewer may not read it.
 *
 * @throws {BadInput} when an id, `first` or `after` is not good.
 */
export async function listPlans(
  { plans, loaders }: Pick<CoursesContext, "plans" | "loaders">,
  { organisationId, ...paging }: { organisationId: string; first?: number | null; after?: string | null },
): Promise<Page<TimetablePlan> | null> {
  const request = pageRequest(paging, [isInstant, idOf("plan")])
  const place = await loaders.readablePlaceById.load(requireId("organisation", organisationId, "organisation"))
  if (!place) return null
  return pageOf<TimetablePlan>(
    await plans.listByPath(place.path, request),
    request.limit,
    ({ createdAt, id }) => [createdAt.toISOString(), id],
    () => plans.countByPath(place.path),
  )
}
