import { BadInput } from "../../shared/errors.ts"
import { type Page, isText, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import { keepsRecordsSomewhere } from "../domain/people.policy.ts"
import { LONGEST_NAME } from "../../shared/text.ts"

type Destination = { id: string; name: string; within: readonly string[] }

/**
 * Find where in the city a person could be sent, by part of the name; null for those who keep nobody's books.
 *
 * @throws {BadInput} when `search`, `first` or `after` is not good.
 */
export async function listDestinations(
  { viewer, loaders }: Pick<PeopleContext, "viewer" | "loaders">,
  asked: { search: string; first?: number | null; after?: string | null },
): Promise<Page<Destination> | null> {
  const request = pageRequest(asked, [isText, idOf("organisation")])
  const search = asked.search.normalize("NFC").replace(/\s+/gu, "")
  if (search === "" || [...search].length > LONGEST_NAME || /\p{Cc}/u.test(search)) {
    throw new BadInput("search", `Argument \`search\` must be 1 to ${LONGEST_NAME} characters, without control characters.`)
  }
  if (!keepsRecordsSomewhere(viewer)) return null
  const found = await loaders.destinations.find(search, request)
  return pageOf<Destination>(
    found,
    request.limit,
    ({ name, id }) => [name, id],
    () => loaders.destinations.count(search),
  )
}
