import { type ClosureFigures, closureOf } from "../domain/leave-closure.ts"
import type { ReportAsked } from "../domain/report.ts"
import { askReport } from "./ask-report.ts"
import { findReportGround } from "./find-report-ground.ts"
import type { ReportSources } from "./open-report.ts"

export type ClosureRow = { organisationId: string; figures: ClosureFigures }
export type LeaveClosure = { organisationId: string; fromOn: string; toOn: string; total: ClosureFigures; rows: ClosureRow[]; asked: ReportAsked }
type Asked = { organisation: string; from: string; to: string; asOf?: Date | null; purpose?: string | null }

/**
 * Read what became of the absences of some days in a subtree (R05), now or as the books stood before; null for an organisation that the viewer's roles do not
 * reach.
 *
 * @throws {BadInput} when the id is none, the days are not in order or more than two years, or the moment has not come.
 */
export async function readLeaveClosure(sources: ReportSources, question: Asked): Promise<LeaveClosure | null> {
  const asked = await askReport(sources, "LEAVE_CLOSURE", question)
  const ground = asked && (await findReportGround(sources, asked.report.parameters))
  if (!ground) return null
  const { from, to } = question
  const found = await sources.closures.findByChild({ ...ground.subtree, since: from, until: to, asOf: asked.report.parameters.asOf })
  const rows = found.sort((a, b) => (a.organisationId < b.organisationId ? -1 : 1))
  return { organisationId: ground.place.id, fromOn: from, toOn: to, total: closureOf(rows.map(({ figures }) => figures)), rows, asked }
}
