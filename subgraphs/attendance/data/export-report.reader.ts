import type { Database } from "../../shared/database.ts"
import type { SealingKey } from "../../shared/sealed.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createAccessLogRepository } from "./access-log.repository.ts"
import { createExportTickets } from "./export-ticket.writer.ts"
import { createExportRepository } from "./export.repository.ts"
import { createPlaceRepository } from "./place.repository.ts"

/** What questions about exports, and about who pulled what, are read from. */
export function createExportReaders(database: Database, viewer: Viewer, keys: readonly SealingKey[], now: () => Date) {
  return {
    exports: createExportRepository(database, viewer),
    exportTickets: createExportTickets(keys, now),
    accesses: createAccessLogRepository(database),
    places: createPlaceRepository(database.read),
  }
}
