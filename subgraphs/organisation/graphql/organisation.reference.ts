import { isId } from "../../shared/typeid.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type * as domain from "../domain/organisation.ts"

/** Find the organisation behind a reference, within the viewer's scope. */
export function organisationReference({ id }: { id: string }, { loaders }: OrganisationContext): Promise<domain.Organisation | null> | null {
  return isId("organisation", id) ? loaders.organisationById.load(id) : null
}

/** Find the subtree that figures are asked of, where the viewer may read it. */
export async function statisticsReference(
  { organisation, asOf }: { organisation: { id: string }; asOf: string },
  context: OrganisationContext,
): Promise<{ organisation: domain.Organisation; asOf: string } | null> {
  const found = await organisationReference(organisation, context)
  return found && mayRead(context.viewer, found.path) ? { organisation: found, asOf } : null
}
