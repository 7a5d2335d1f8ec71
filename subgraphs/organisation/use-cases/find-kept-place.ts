import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"
import { mayKeepRecords } from "../domain/records.policy.ts"

/**
 * Find the organisation whose records an act is about, where the viewer keeps its records; null otherwise.
 *
 * @throws {BadInput} when `input.organisation` is no id of an organisation.
 */
export async function findKeptPlace(
  { viewer, loaders }: Pick<OrganisationContext, "viewer" | "loaders">,
  organisationId: string,
  may: typeof mayKeepRecords = mayKeepRecords,
): Promise<Organisation | null> {
  const place = await loaders.organisationById.load(requireId("input.organisation", organisationId, "organisation"))
  return place && may(viewer, place.path) ? place : null
}
