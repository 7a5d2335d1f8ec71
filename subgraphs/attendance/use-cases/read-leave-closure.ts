import { BadInput } from "../../shared/errors.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { type ClosureFigures, closureOf } from "../domain/leave-closure.ts"

export type ClosureRow = { organisationId: string; figures: ClosureFigures }
export type LeaveClosure = { organisationId: string; fromOn: string; toOn: string; total: ClosureFigures; rows: ClosureRow[] }

const LONGEST_DAYS = 731

/**
 * Read what became of the absences of some days in a subtree (R05); null for an organisation that the viewer's roles do not reach.
 *
 * @throws {BadInput} when the id is none, or the days are not in order or more than two years.
 */
export async function readLeaveClosure(
  { closures, readablePlaces }: Pick<AttendanceContext, "closures" | "readablePlaces">,
  { organisation, from, to }: { organisation: string; from: string; to: string },
): Promise<LeaveClosure | null> {
  const organisationId = requireId("organisation", organisation, "organisation")
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (days < 0 || days >= LONGEST_DAYS) throw new BadInput("to", "Argument `to` must not be before `from`, and at most two years later.")
  const [place] = await readablePlaces([organisationId])
  if (!place) return null
  const rows = (await closures.findByChild(organisationId, from, to)).sort((a, b) => (a.organisationId < b.organisationId ? -1 : 1))
  return { organisationId, fromOn: from, toOn: to, total: closureOf(rows.map(({ figures }) => figures)), rows }
}
