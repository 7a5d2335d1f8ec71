import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"
import { dayAsked } from "../domain/as-of.ts"
import type { Organisation } from "../domain/organisation.ts"

/**
 * Find an organisation as it stands, or as it stood on a day; null before it was founded, from the day it was no more, and where the
 * viewer sees neither the place of that day nor today's.
 *
 * @throws {BadInput} when the id is not an organisation's, or the day is still to come.
 */
export async function findOrganisation(
  { loaders, today }: Pick<OrganisationContext, "loaders" | "today">,
  asked: { id: string; asOf?: string | null },
): Promise<Organisation | null> {
  return loaders.on(dayAsked(asked.asOf, today)).organisationById.load(requireId("id", asked.id, "organisation"))
}
