import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import { subtreeOf } from "../../shared/viewer.ts"
import type { AttendanceContext } from "../context.ts"
import type { AccessEntry } from "../domain/access-note.ts"
import { mayReadAccessLog } from "../domain/export.policy.ts"

type Asked = { organisation: string; from: Date; to: Date; account?: string | null; first?: number | null; after?: string | null }

/**
 * List who pulled which report or record of an organisation and everything below it (查询与导出日志), the latest first, from one instant to before another. Reading it is noted in it.
 *
 * Null where the viewer may not: it is for auditors, secretaries and administrators of the place.
 *
 * @throws {BadInput} when an id is none, the span is empty, or the page cannot be.
 */
export async function listAccesses(
  { viewer, readablePlaces, accesses, accessLog }: Pick<AttendanceContext, "viewer" | "readablePlaces" | "accesses" | "accessLog">,
  { organisation, from: since, to: until, account, ...paging }: Asked,
): Promise<Page<AccessEntry> | null> {
  const id = requireId("organisation", organisation, "organisation")
  const accountId = account == null ? null : requireId("account", account, "account")
  if (until <= since) throw new BadInput("to", "Argument `to` must be after `from`.")
  const request = pageRequest(paging, [isInstant, idOf("access")])
  const [place] = await readablePlaces([id])
  if (!place || !mayReadAccessLog(viewer, place.path)) return null
  const span = { ...subtreeOf(place.path), since, until, accountId }
  const found = await accesses.find(span, request)
  accessLog.note({ operation: "query ACCESS_LOG", organisationId: id, rows: Math.min(found.length, request.limit), parameters: { since, until, accountId } })
  return pageOf(
    found,
    request.limit,
    ({ at, id: entry }) => [at.toISOString(), entry],
    () => accesses.count(span),
  )
}
