import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createChangeLogReader } from "./change-log.reader.ts"
import { createEarlyWarningReader } from "./early-warning.reader.ts"
import { createFloatingReportReader } from "./floating-report.reader.ts"
import { createLeadershipReportReader } from "./leadership-report.reader.ts"
import { createLeaveClosureRepository } from "./leave-closure.repository.ts"
import { createReportPlaceReader } from "./report-place.reader.ts"

/** What the reports read that are lists: of absences, changes, people away, people at risk, leaders. */
export function createListReportReaders(database: Database, viewer: Viewer, timeZone: string) {
  return {
    reportPlaces: createReportPlaceReader(database, viewer),
    changeLog: createChangeLogReader(database, viewer, timeZone),
    floatingStays: createFloatingReportReader(database, viewer),
    earlyWarnings: createEarlyWarningReader(database, viewer),
    leaderships: createLeadershipReportReader(database),
    closures: createLeaveClosureRepository(database),
  }
}
