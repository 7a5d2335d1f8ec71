import { BadInput } from "../../shared/errors.ts"
import { type Page, isInstant, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf, requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { HoursReconciliation } from "../domain/hours-check.ts"

/**
 * List the reconciliations that were asked for an organisation, the latest first; null where the viewer may not read it.
 *
 * @throws {BadInput} when the id is none, the year is no year of the graph, or the page cannot be.
 */
export async function listReconciliations(
  { readablePlaces, reconciliationPages }: Pick<AttendanceContext, "readablePlaces" | "reconciliationPages">,
  { organisation, year = null, ...paging }: { organisation: string; year?: number | null; first?: number | null; after?: string | null },
): Promise<Page<HoursReconciliation> | null> {
  const id = requireId("organisation", organisation, "organisation")
  if (year !== null && (year < 2000 || year > 9999)) throw new BadInput("year", `Argument \`year\` must be between 2000 and 9999, but is ${year}.`)
  const request = pageRequest(paging, [isInstant, idOf("reconciliation")])
  const [place] = await readablePlaces([id])
  if (!place) return null
  return pageOf(
    await reconciliationPages.findPage(id, year, request),
    request.limit,
    (one) => [one.askedAt.toISOString(), one.id],
    () => reconciliationPages.count(id, year),
  )
}
