import { BadInput } from "../../shared/errors.ts"
import { type Page, isText, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { Member, Participation, Stage } from "../domain/member.ts"
import { normaliseSearch } from "../domain/name-search.ts"

/** The longest text that is searched for, in characters: no name is longer. */
const LONGEST_SEARCH = 64

export type AskedRoster = {
  organisationId: string
  search?: string | null
  asOf?: string | null
  includeDescendants: boolean
  stages: readonly Stage[]
  participation: readonly Participation[]
  first?: number | null
  after?: string | null
}

/**
 * List an organisation's people by name, today or as they belonged on a day; null where the viewer may not read them.
 *
 * @throws {BadInput} when `first`, `after` or `search` is not good.
 */
export async function listRoster({ loaders }: Pick<PeopleContext, "loaders">, asked: AskedRoster): Promise<Page<Member> | null> {
  const request = pageRequest(asked, [isText, idOf("member")])
  const filter = {
    includeDescendants: asked.includeDescendants,
    stages: asked.stages,
    participation: asked.participation,
    search: readSearch(asked.search ?? ""),
    asOf: asked.asOf ?? null,
  }
  const place = await loaders.readablePlaceById.load(asked.organisationId)
  if (!place) return null
  const members = await loaders.rosterByPath({ filter, request }).load(place.path)
  return pageOf<Member>(
    members,
    request.limit,
    ({ namePinyin, id }) => [namePinyin, id],
    () => loaders.rosterCountByPath(filter).load(place.path),
  )
}

function readSearch(typed: string): string | null {
  if (typed.includes("\0") || [...typed].length > LONGEST_SEARCH) {
    throw new BadInput("search", `Argument \`search\` must be at most ${LONGEST_SEARCH} characters, without control characters.`)
  }
  return normaliseSearch(typed) || null
}
