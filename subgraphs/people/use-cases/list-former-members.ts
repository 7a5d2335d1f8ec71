import { type Page, isText, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { Member } from "../domain/member.ts"
import { notInFuture } from "../domain/past-day.ts"
import type { AskedRoster } from "./list-roster.ts"
import { readablePlace } from "./readable-place.ts"

/**
 * List those of a day's people who have since gone where the viewer does not read: with the roster of that day they are all who
 * belonged. Their names stand in the place's own books; what became of them does not.
 *
 * @throws {BadInput} when `first`, `after` or `asOf` is not good.
 */
export async function listFormerMembers(
  context: Pick<PeopleContext, "loaders" | "today">,
  asked: Omit<AskedRoster, "search" | "asOf"> & { asOf: string },
): Promise<Page<Member> | null> {
  const request = pageRequest(asked, [isText, idOf("member")])
  const asOf = notInFuture(asked.asOf, context.today)
  const { includeDescendants, stages, participation } = asked
  const filter = { includeDescendants, stages, participation, search: null, asOf, isGone: true }
  const place = await readablePlace(context, asked.organisationId, asOf)
  if (!place) return null
  const { path } = place
  const members = path === null || asOf === null ? [] : await context.loaders.rosterByPath({ filter, request }).load(path)
  return pageOf<Member>(
    members,
    request.limit,
    ({ namePinyin, id }) => [namePinyin, id],
    () => (path === null || asOf === null ? 0 : context.loaders.rosterCountByPath(filter).load(path)),
  )
}
