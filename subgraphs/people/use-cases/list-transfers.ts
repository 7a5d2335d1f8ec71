import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { PeopleContext } from "../context.ts"
import type { Transfer, TransferDirection, TransferState } from "../domain/transfer.ts"

type Paging = { first?: number | null; after?: string | null }
export type AskedTransfers = Paging & { of: { memberId: string } | { organisationId: string; direction: TransferDirection; state: TransferState | null } }

/**
 * List the letters of a person, or into or out of a subtree, the newest first; null where the viewer may not read the organisation.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listTransfers({ loaders }: Pick<PeopleContext, "loaders">, { of, ...paging }: AskedTransfers): Promise<Page<Transfer> | null> {
  const request = pageRequest(paging, [isDay, idOf("transfer")])
  const positionOf = ({ startedOn, id }: Transfer) => [startedOn, id]
  if ("memberId" in of) {
    const letters = await loaders.transfersByMember(request).load(of.memberId)
    return pageOf<Transfer>(letters, request.limit, positionOf, () => loaders.transferCountByMember.load(of.memberId))
  }
  const place = await loaders.readablePlaceById.load(of.organisationId)
  if (!place) return null
  const filter = { direction: of.direction, state: of.state }
  const letters = await loaders.transfersByPath({ filter, request }).load(place.path)
  return pageOf<Transfer>(letters, request.limit, positionOf, () => loaders.transferCountByPath(filter).load(place.path))
}
