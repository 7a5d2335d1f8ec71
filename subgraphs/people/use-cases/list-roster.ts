import { type Page, isText, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { Member, Participation, Stage } from "../domain/member.ts"
import { readMemberSearch } from "../domain/name-search.ts"
import { notInFuture } from "../domain/past-day.ts"
import { readablePlace } from "./readable-place.ts"

export type AskedRoster = {
  organisationId: string
  search?: string | null
  asOf?: string | null
  /** Of a day's people only those who have since gone where the viewer does not read. */
  isGone?: boolean
  includeDescendants: boolean
  stages: readonly Stage[]
  participation: readonly Participation[]
  first?: number | null
  after?: string | null
}

/**
 * List an organisation's people by name, today or as they belonged on a day; null where the viewer may not read them.
 *
 * On a day before the organisation was there, or after it had ended, nobody belonged to it.
 *
 * @throws {BadInput} when `first`, `after`, `asOf` or `search` is not good.
 */
export async function listRoster(context: Pick<PeopleContext, "loaders" | "today">, asked: AskedRoster): Promise<Page<Member> | null> {
  const { loaders, today } = context
  const request = pageRequest(asked, [isText, idOf("member")])
  const filter = {
    includeDescendants: asked.includeDescendants,
    stages: asked.stages,
    participation: asked.participation,
    search: readMemberSearch(asked.search ?? ""),
    asOf: notInFuture(asked.asOf ?? null, today),
    ...(asked.isGone ? { isGone: true } : {}),
  }
  const place = await readablePlace(context, asked.organisationId, filter.asOf)
  if (!place) return null
  const { path } = place
  const members = path === null ? [] : await loaders.rosterByPath({ filter, request }).load(path)
  return pageOf<Member>(
    members,
    request.limit,
    ({ namePinyin, id }) => [namePinyin, id],
    () => (path === null ? 0 : loaders.rosterCountByPath(filter).load(path)),
  )
}
