import type { AttendanceContext } from "../context.ts"
import { openAttendanceSheetReport } from "./open-attendance-sheet-report.ts"
import { openCompletenessReport } from "./open-completeness-report.ts"
import { openOrganisationLifeReport } from "./open-organisation-life-report.ts"
import type { Report, ReportKind, ReportParameters } from "../domain/report.ts"
import { openChangeLogReport } from "./open-change-log-report.ts"
import { openClassMatrixReport } from "./open-class-matrix-report.ts"
import { openAccessLogReport } from "./open-access-log-report.ts"
import { openComplianceReport } from "./open-compliance-report.ts"
import { openEarlyWarningReport } from "./open-early-warning-report.ts"
import { openFloatingReport } from "./open-floating-report.ts"
import { openHoursReport } from "./open-hours-report.ts"
import { openLeadershipReport } from "./open-leadership-report.ts"
import { openLeaveClosureReport } from "./open-leave-closure-report.ts"
import { openPersonalFileReport } from "./open-personal-file-report.ts"
import { openTeacherLoadReport } from "./open-teacher-load-report.ts"
import { openVenueUseReport } from "./open-venue-use-report.ts"

/** What reports are read from: everything that is read in the viewer's scope. Openers themselves say what they need of it. */
export type ReportSources = AttendanceContext

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
  CLASS_MATRIX: openClassMatrixReport,
  LEAVE_CLOSURE: openLeaveClosureReport,
  PERSONAL_FILE: openPersonalFileReport,
  CHANGE_LOG: openChangeLogReport,
  TEACHER_LOAD: openTeacherLoadReport,
  VENUE_USE: openVenueUseReport,
  FLOATING: openFloatingReport,
  EARLY_WARNING: openEarlyWarningReport,
  LEADERSHIP: openLeadershipReport,
  ATTENDANCE_SHEET: openAttendanceSheetReport,
  ORGANISATION_LIFE: openOrganisationLifeReport,
  COMPLETENESS: openCompletenessReport,
  ACCESS_LOG: openAccessLogReport,
}

/** Open a report of any kind. @throws {BadInput} as its opener does. */
export function openReport(kind: ReportKind, sources: ReportSources, parameters: ReportParameters): Promise<Report | null> {
  const open = REPORT_OPENERS[kind]
  if (!open) throw new Error(`no report of kind ${kind} is there`)
  return open(sources, parameters)
}
