import type { PeopleContext } from "../context.ts"
import { ALL_MEMBERS } from "../domain/member.ts"
import { notInFuture } from "../domain/past-day.ts"
import { readablePlace } from "./readable-place.ts"

/**
 * Count the members who belong to an organisation or below it, today or on a day; null where the viewer may not read them.
 *
 * @throws {BadInput} when the day lies in the future.
 */
export async function countMembers(
  context: Pick<PeopleContext, "loaders" | "today">,
  { organisationId, asOf }: { organisationId: string; asOf: string | null },
): Promise<number | null> {
  const day = notInFuture(asOf, context.today)
  const place = await readablePlace(context, organisationId, day)
  if (!place) return null
  return place.path === null ? 0 : context.loaders.rosterCountByPath({ ...ALL_MEMBERS, asOf: day }).load(place.path)
}
