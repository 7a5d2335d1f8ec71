import type { PeopleContext } from "../context.ts"

/** Find where an organisation stands today or stood on a day (null when it was not there), if the viewer may read its people. */
export async function readablePlace(
  { loaders }: Pick<PeopleContext, "loaders">,
  organisationId: string,
  asOf: string | null,
): Promise<{ path: string | null } | null> {
  return asOf === null ? loaders.readablePlaceById.load(organisationId) : loaders.placeOnDay(asOf).load(organisationId)
}
