import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { MakeUp, MakeUpState } from "../domain/make-up.ts"

type Asked = { memberId?: string; organisation?: string; state: MakeUpState | null; dueBefore?: string | null; first?: number | null; after?: string | null }

/**
 * List what a person, or the people of a subtree, have to make up or had; what is due first comes first. Null for an organisation that the viewer's roles
 * do not reach.
 *
 * @throws {BadInput} when an id, `first` or `after` is not good.
 */
export async function listMakeUps(
  { loaders, readablePlaces }: Pick<AttendanceContext, "loaders" | "readablePlaces">,
  asked: Asked,
): Promise<Page<MakeUp> | null> {
  const { memberId = "", organisation, state, dueBefore = null } = asked
  const filter = { state, before: dueBefore }
  const request = { ...filter, ...pageRequest(asked, [isDay, idOf("makeup")]) }
  const pageFrom = (rows: MakeUp[], count: () => Promise<number>) => pageOf(rows, request.limit, ({ dueOn, id }) => [dueOn, id], count)
  if (organisation === undefined)
    return pageFrom(await loaders.makeUpsByMember(request).load(memberId), () => loaders.makeUpCountByMember(filter).load(memberId))
  const [place] = await readablePlaces([requireId("organisation", organisation, "organisation")])
  if (!place) return null
  const range = subtreeOf(place.path)
  return pageFrom(await loaders.makeUpsBelow(range, request), () => loaders.makeUpCountBelow(range, filter))
}
