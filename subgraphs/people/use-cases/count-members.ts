import type { PeopleContext } from "../context.ts"
import { membersOf } from "../domain/headcount.ts"
import { ALL_MEMBERS } from "../domain/member.ts"
import { notInFuture } from "../domain/past-day.ts"
import { readablePlace } from "./readable-place.ts"

/**
 * Count the members who belong to an organisation or below it, today or on a day; null where the viewer may not read them.
 *
 * On a day it is the number of `statistics`, whoever of them the viewer may read by now: figures of the past do not change with those who move.
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
  if (place.path === null) return 0
  return day === null
    ? context.loaders.rosterCountByPath({ ...ALL_MEMBERS, asOf: null }).load(place.path)
    : membersOf(await context.loaders.headcountsOn(day).load(organisationId))
}
