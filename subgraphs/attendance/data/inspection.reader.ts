import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createFindingRepository } from "./finding.repository.ts"
import { createReportGroundRepository } from "./report-ground.repository.ts"
import { createSheetReportRepository } from "./sheet-report.repository.ts"

type Clock = { dayOf(instant: Date): string; timeZone: string }

/** What inspections and their reports read. */
export function createInspectionReaders(database: Database, viewer: Viewer, clock: Clock) {
  return {
    findings: createFindingRepository(database, viewer, clock),
    reportGrounds: createReportGroundRepository(database, viewer),
    sheetReports: createSheetReportRepository(database, viewer),
  }
}
