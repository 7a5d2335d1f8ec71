import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { Export } from "../domain/export.ts"

/** List the exports that the viewer asked for, the latest first. @throws {BadInput} when the page cannot be. */
export async function listExports(
  { exports }: Pick<AttendanceContext, "exports">,
  paging: { first?: number | null; after?: string | null },
): Promise<Page<Export>> {
  const request = pageRequest(paging, [isInstant, idOf("export")])
  return pageOf(
    await exports.list(request),
    request.limit,
    ({ requestedAt, id }) => [requestedAt.toISOString(), id],
    () => exports.count(),
  )
}
