import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Officer, Organisation } from "../domain/organisation.ts"

/**
 * List who holds which post, on the day of which the organisation was read. A holder whom the viewer may not read as a person is left out of the post (`memberId` null).
 */
export async function listOfficers(
  { loaders, viewer }: Pick<OrganisationContext, "loaders" | "viewer">,
  { id, asOf }: Pick<Organisation, "id" | "asOf">,
): Promise<Officer[]> {
  const officers = await loaders.on(asOf).officersByOrganisation.load(id)
  return officers.map((officer) => {
    const isReadable = officer.memberId === viewer.memberId || (officer.memberPath !== null && mayRead(viewer, officer.memberPath))
    return isReadable ? officer : { ...officer, memberId: null }
  })
}
