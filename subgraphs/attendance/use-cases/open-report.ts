import type { AttendanceContext } from "../context.ts"
import type { Report, ReportKind, ReportParameters } from "../domain/report.ts"
import { openChangeLogReport } from "./open-change-log-report.ts"
import { openComplianceReport } from "./open-compliance-report.ts"
import { openHoursReport } from "./open-hours-report.ts"
import { openLeaveClosureReport } from "./open-leave-closure-report.ts"

/** What reports are read from: everything that is read in the viewer's scope. */
export type ReportSources = Pick<
  AttendanceContext,
  | "viewer"
  | "now"
  | "today"
  | "timeZone"
  | "dayOf"
  | "localOf"
  | "instantOf"
  | "readablePlaces"
  | "accessLog"
  | "books"
  | "reportPlaces"
  | "closures"
  | "changeLog"
>

/**
 * Open a report for the viewer of these sources; null for what is hidden from them or not there.
 *
 * @throws {BadInput} when a parameter that this report needs is missing or out of bounds, with the parameter's name.
 */
export type ReportOpener = (sources: ReportSources, parameters: ReportParameters) => Promise<Report | null>

/** One opener a report; a kind without one cannot be asked for. */
export const REPORT_OPENERS: Partial<Record<ReportKind, ReportOpener>> = {
  HOURS_DETAIL: openHoursReport,
  COMPLIANCE: openComplianceReport,
  LEAVE_CLOSURE: openLeaveClosureReport,
  CHANGE_LOG: openChangeLogReport,
}

/** Open a report of any kind. @throws {BadInput} as its opener does. */
export function openReport(kind: ReportKind, sources: ReportSources, parameters: ReportParameters): Promise<Report | null> {
  const open = REPORT_OPENERS[kind]
  if (!open) throw new Error(`no report of kind ${kind} is there`)
  return open(sources, parameters)
}
