import { BadInput } from "../../shared/errors.ts"
import type { ChangesAsked } from "../data/change-log.reader.ts"
import type { ReportParameters } from "../domain/report.ts"
import type { ListSources, ReportGround } from "./find-report-ground.ts"

const DAY_MS = 86_400_000

/**
 * Say which changes a log is of: those recorded on local days, the last one included, at lessons of a subtree.
 *
 * @throws {BadInput} when the days are missing.
 */
export function findChangesAsked(
  { instantOf }: Pick<ListSources, "instantOf">,
  { from, to, asOf }: Pick<ReportParameters, "from" | "to" | "asOf">,
  ground: ReportGround | null,
): ChangesAsked | null {
  if (from === null || to === null)
    throw new BadInput("from", "Arguments `from` and `to` are needed: the first and the last day on which changes were recorded.")
  const next = new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10)
  return ground && { ...ground.subtree, since: instantOf(from, 0), until: instantOf(next, 0), asOf }
}
