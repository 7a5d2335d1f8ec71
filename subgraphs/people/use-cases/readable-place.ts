import { BadInput } from "../../shared/errors.ts"
import type { PeopleContext } from "../context.ts"

/** Find where an organisation stands today or stood on a day (null when it was not there), if the viewer may read its people. */
export async function readablePlace(
  { loaders }: Pick<PeopleContext, "loaders">,
  organisationId: string,
  asOf: string | null,
): Promise<{ path: string | null } | null> {
  return asOf === null ? loaders.readablePlaceById.load(organisationId) : loaders.placeOnDay(asOf).load(organisationId)
}

/**
 * Check that a day has come: nobody knows who will belong where.
 *
 * @throws {BadInput} when it lies in the future.
 */
export function notInFuture(asOf: string | null, today: string): string | null {
  if (asOf !== null && asOf > today) throw new BadInput("asOf", `Argument \`asOf\` must not lie in the future: today is ${today}, but it is ${asOf}.`)
  return asOf
}
