import type { WarningCounts } from "../data/early-warning.reader.ts"
import { type Page, pageOf, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import type { ReportAsked } from "../domain/report.ts"
import type { HoursRisk } from "../domain/risk.ts"
import { type ReportQuestion, askReport } from "./ask-report.ts"
import { findReportGround } from "./find-report-ground.ts"
import { findWarningsAsked } from "./find-warnings-asked.ts"
import type { ReportSources } from "./open-report.ts"

const isHours = (part: string) => /^\d{1,4}(\.\d{1,2})?$/.test(part)

/**
 * List who will miss the requirement of a year as the report (R13) has them, the largest gap first; null for what the viewer may not read.
 *
 * @throws {BadInput} as any report does, and when the page cannot be.
 */
export async function listEarlyWarningReport(
  sources: ReportSources,
  question: ReportQuestion & { first?: number | null; after?: string | null },
): Promise<{ asked: ReportAsked; page: Page<HoursRisk>; totals: () => Promise<WarningCounts> } | null> {
  const request = pageRequest(question, [isHours, idOf("member")])
  const asked = await askReport(sources, "EARLY_WARNING", question)
  const ground = asked && (await findReportGround(sources, asked.report.parameters))
  if (!ground) return null
  const warnings = findWarningsAsked(asked.report.parameters, ground)
  const [gap, id] = request.after ?? []
  const lines = await sources.earlyWarnings.findLines(warnings, gap !== undefined && id !== undefined ? [gap, id] : null, request.limit + 1)
  const page = pageOf<HoursRisk>(
    lines.map(({ risk }) => risk),
    request.limit,
    (risk) => [String(risk.gap), risk.memberId],
    () => asked.report.count(),
  )
  asked.answered?.(page.items.length)
  return { asked, page, totals: () => sources.earlyWarnings.count(warnings) }
}
