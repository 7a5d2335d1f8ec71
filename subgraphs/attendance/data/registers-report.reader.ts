import { instantOf, localTimeOf } from "../../shared/calendar.ts"
import type { Database } from "../../shared/database.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { createClassMatrixReader } from "./class-matrix.reader.ts"
import { createHoursThenReader } from "./hours-then.reader.ts"
import { createLabelReader } from "./label.reader.ts"
import { createPersonalFileReader } from "./personal-file.reader.ts"
import { createTeacherLoadReader } from "./teacher-load.reader.ts"
import { createVenueUseReader } from "./venue-use.reader.ts"

/** What reports about classes, people, teachers and venues read. */
export function createRegistersReportReaders(database: Database, viewer: Viewer, timeZone: string) {
  const localOf = (instant: Date) => localTimeOf(instant, timeZone)
  return {
    labels: createLabelReader(database, viewer),
    hoursThen: createHoursThenReader(database),
    classMatrices: createClassMatrixReader(database, viewer, localOf),
    personalFiles: createPersonalFileReader(database, timeZone),
    teacherLoads: createTeacherLoadReader(database),
    venueUses: createVenueUseReader(database, { timeZone, localOf, instantOf: (day, minute) => instantOf(day, minute, timeZone) }),
  }
}
