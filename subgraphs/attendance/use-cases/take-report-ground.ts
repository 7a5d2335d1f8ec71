import { toTypeId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { ReportParameters, ReportRuleSet } from "../domain/report.ts"
import { type RulesOfPeriod, chooseInspectionRules } from "./choose-inspection-rules.ts"

/** What the reports of inspections are read from. */
export type InspectionSources = Pick<
  AttendanceContext,
  "reportGrounds" | "ruleSets" | "hourGrounds" | "dayOf" | "localOf" | "instantOf" | "findings" | "sheetReports" | "organisationLife"
>
export type GroundOfReport = { id: string; path: string; name: string; ruleSets: readonly ReportRuleSet[]; rules: RulesOfPeriod }

/** Take what an inspector's report of some years is of, with the rule set that judges there; null for what is hidden from the viewer or not there. */
export async function takeReportGround(
  sources: InspectionSources,
  { organisationId, asOf }: ReportParameters,
  years: readonly number[],
): Promise<GroundOfReport | null> {
  const ground = await sources.reportGrounds.findGround(organisationId, sources.dayOf(asOf))
  if (!ground) return null
  const rules = await chooseInspectionRules(sources, [...new Set(years)])
  const ids = [...new Set(years.map((year) => rules.ruleSetAt(ground.path, year)))].filter((id) => id !== null)
  const records = await sources.ruleSets.findByIds(ids.map((id) => toTypeId("rules", id)))
  const ruleSets = ids
    .flatMap((id) => records.filter((one) => one.id === toTypeId("rules", id)))
    .map(({ id, title, sourceDocument }) => ({ id, title, source: sourceDocument }))
  return { ...ground, ruleSets, rules }
}
