import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"
import { UNIT_KINDS, type UnitCounts } from "../domain/unit.ts"

/** Count the units of a subtree and how far they are covered, each kind for itself; nothing where the viewer may not read the place. */
export async function countUnits(
  { viewer, today, loaders }: Pick<OrganisationContext, "viewer" | "today" | "loaders">,
  { id, path, asOf }: Organisation,
): Promise<UnitCounts[]> {
  if (!mayRead(viewer, path)) return []
  const counted = await loaders.unitCountsByOrganisation(asOf ?? today).load(id)
  return UNIT_KINDS.map((kind) => counted.find((counts) => counts.kind === kind) ?? { kind, units: 0, covered: 0, withInstructor: 0, visitedThisMonth: 0 })
}
