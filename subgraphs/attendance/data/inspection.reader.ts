import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createFindingRepository } from "./finding.repository.ts"
import { createMeetingRepository } from "./meeting.repository.ts"
import { createOrganisationLifeRepository } from "./organisation-life.repository.ts"
import { createReportGroundRepository } from "./report-ground.repository.ts"
import { createSheetReportRepository } from "./sheet-report.repository.ts"

type Clock = { dayOf(instant: Date): string; timeZone: string }

/** What inspections and their reports read. */
export function createInspectionReaders(database: Database, viewer: Viewer, clock: Clock) {
  return {
    findings: createFindingRepository(database, viewer, clock),
    organisationLife: createOrganisationLifeRepository(database, viewer, clock.timeZone),
    meetings: createMeetingRepository(database, viewer),
    reportGrounds: createReportGroundRepository(database, viewer),
    sheetReports: createSheetReportRepository(database, viewer),
  }
}
