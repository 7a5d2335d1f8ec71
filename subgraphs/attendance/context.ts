import { dayOf } from "../shared/calendar.ts"
import type { Database } from "../shared/database.ts"
import type { Viewer } from "../shared/viewer.ts"
import { createAttendanceLoaders } from "./data/attendance.loaders.ts"
import { createSheetRepository } from "./data/sheet.repository.ts"
import { createYearAccountRepository } from "./data/year-account.repository.ts"

export type AttendanceContext = ReturnType<ReturnType<typeof createContextFactory>>

/** Wire the subgraph once; the function it gives makes what one request may use. */
export function createContextFactory(options: { database: Database; timeZone: string; now(): Date }) {
  const { database } = options
  return (viewer: Viewer) => {
    const sheets = createSheetRepository(database, viewer)
    const accounts = createYearAccountRepository(database, viewer)
    return { today: dayOf(options.now(), options.timeZone), loaders: createAttendanceLoaders({ sheets, accounts }) }
  }
}
