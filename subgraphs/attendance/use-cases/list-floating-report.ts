import { type Page, isDay, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { FloatingStay, FloatingTotals } from "../domain/floating-stay.ts"
import type { ReportAsked } from "../domain/report.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import { findReportGround } from "./find-report-ground.ts"
import { findStaysAsked } from "./find-stays-asked.ts"
import type { ReportSources } from "./open-report.ts"

/** A stay and the day of the report that it is in: days since the last contact are counted to it. */
export type ReportedStay = FloatingStay & { reportedOn: string }

/**
 * List floating members as their report (R11) has them, the longest without contact first; null for what the viewer may not read.
 *
 * @throws {BadInput} as any report does, and when the page cannot be.
 */
export async function listFloatingReport(
  sources: ReportSources,
  question: ReportQuestion & { first?: number | null; after?: string | null },
): Promise<{ asked: ReportAsked; page: Page<ReportedStay>; totals: () => Promise<FloatingTotals> } | null> {
  const request = pageRequest(question, [isDay, idOf("floating")])
  const asked = await askReport(sources, "FLOATING", question)
  const ground = asked && (await findReportGround(sources, asked.report.parameters))
  if (!ground) return null
  const stays = findStaysAsked(asked.report.parameters, ground)
  const [since, id] = request.after ?? []
  const lines = await sources.floatingStays.findLines(stays, since !== undefined && id !== undefined ? [since, id] : null, request.limit + 1)
  const page = pageOf<ReportedStay>(
    lines.map(({ stay }) => ({ ...stay, reportedOn: ground.subtree.day })),
    request.limit,
    ({ lastContactOn, since: first, id: stay }) => [lastContactOn ?? first, stay],
    () => asked.report.count(),
  )
  asked.answered?.(page.items.length)
  return { asked, page, totals: () => sources.floatingStays.findTotals(stays) }
}
