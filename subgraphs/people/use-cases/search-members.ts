import { BadInput } from "../../shared/errors.ts"
import { type Page, isText, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { readingScope, subtreeOf } from "../../shared/viewer.ts"
import type { PeopleContext } from "../context.ts"
import type { SearchPlace } from "../data/member-search.repository.ts"
import type { Member } from "../domain/member.ts"
import { readMemberSearch } from "../domain/name-search.ts"

export type AskedSearch = { search: string; organisation?: string | null; first?: number | null; after?: string | null }

/**
 * Find people of all stages by what was typed, among those whom the viewer may read; null where the organisation does not exist for them.
 *
 * @throws {BadInput} when nothing was typed, or `organisation`, `first` or `after` is not good.
 */
export async function searchMembers(context: Pick<PeopleContext, "viewer" | "loaders" | "searches">, asked: AskedSearch): Promise<Page<Member> | null> {
  const request = pageRequest(asked, [isText, idOf("member")])
  const search = readMemberSearch(asked.search)
  if (!search) {
    const what = "a part of a name, the beginning of its pinyin or initials, a personal code, or the last four digits of a mobile"
    throw new BadInput("search", `Argument \`search\` is empty. Type ${what}.`)
  }
  const place = await placeOf(context, asked.organisation ?? null)
  if (!place) return null
  const members = await context.searches.findPage(place, search, null, request)
  return pageOf<Member>(
    members,
    request.limit,
    ({ namePinyin, id }) => [namePinyin, id],
    () => context.searches.count(place, search, null),
  )
}

/** All that the viewer may read, their own record included; or one subtree of it. */
async function placeOf({ viewer, loaders }: Pick<PeopleContext, "viewer" | "loaders">, organisation: string | null): Promise<SearchPlace | null> {
  if (organisation === null) return { ranges: readingScope(viewer), withOwn: true }
  const found = await loaders.readablePlaceById.load(requireId("organisation", organisation, "organisation"))
  return found && { ranges: [subtreeOf(found.path)], withOwn: false }
}
