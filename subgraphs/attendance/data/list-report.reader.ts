import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createChangeLogReader } from "./change-log.reader.ts"
import { createLeaveClosureRepository } from "./leave-closure.repository.ts"
import { createReportPlaceReader } from "./report-place.reader.ts"

/** What the reports read that are lists: of absences, changes, people away, people at risk, leaders. */
export function createListReportReaders(database: Database, viewer: Viewer, timeZone: string) {
  return {
    reportPlaces: createReportPlaceReader(database, viewer),
    changeLog: createChangeLogReader(database, viewer, timeZone),
    closures: createLeaveClosureRepository(database),
  }
}
