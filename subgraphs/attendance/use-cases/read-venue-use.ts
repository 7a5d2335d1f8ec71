import type { AttendanceContext } from "../context.ts"
import type { SpanThen } from "../data/books-then.row.ts"
import { type VenueTotal, type VenueUse, totalUse } from "../domain/venue-use.ts"

/** So many venues at once. */
const BATCH = 500

/** Read every venue of the subtree that was used, and add them up. */
export async function readVenueUse({ venueUses }: Pick<AttendanceContext, "venueUses">, span: SpanThen): Promise<{ uses: VenueUse[]; total: VenueTotal }> {
  const uses: VenueUse[] = []
  let after: string[] | null = null
  for (let more = true; more;) {
    const found: VenueUse[] = await venueUses.findPage(span, { limit: BATCH, after })
    uses.push(...found.slice(0, BATCH))
    const last = uses.at(-1)
    more = found.length > BATCH && last !== undefined
    after = last ? [last.path, last.venueId] : null
  }
  const { lessons } = await venueUses.findTotals(span)
  return { uses, total: totalUse(uses, lessons) }
}
