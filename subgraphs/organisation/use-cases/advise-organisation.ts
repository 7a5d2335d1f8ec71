import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import { type Advice, adviseOnCommittee, adviseOnKind } from "../domain/kind-advice.ts"
import type { Organisation } from "../domain/organisation.ts"

/** An advice with whom it is for, and the day on which its exceptions are looked up. */
export type PlacedAdvice = Advice & { organisationId: string; asOf: string }

/** Say where an organisation departs from what its size suggests: nothing where the viewer may not read its members, nor as of a past day. */
export async function adviseOrganisation(
  { viewer, today, loaders }: Pick<OrganisationContext, "viewer" | "today" | "loaders">,
  organisation: Organisation,
): Promise<PlacedAdvice[]> {
  if (organisation.asOf !== null || !mayRead(viewer, organisation.path)) return []
  const [tally, officers] = await Promise.all([loaders.tallyByPath.load(organisation.path), loaders.officersByOrganisation.load(organisation.id)])
  if (!tally) return []
  const persons = new Set(officers.map(({ memberId }) => memberId)).size
  const place = { organisationId: organisation.id, asOf: today }
  return [...adviseOnKind(organisation, tally), ...adviseOnCommittee(organisation, tally, persons)].map((advice) => ({ ...advice, ...place }))
}
