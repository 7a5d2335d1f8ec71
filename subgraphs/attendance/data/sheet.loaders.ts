import DataLoader from "dataloader"
import type { Database } from "../../shared/database.ts"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import { findReadablePlaces } from "../../shared/scope.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Standing } from "../domain/attendance-row.ts"
import type { AttendanceChange, Correction } from "../domain/correction.ts"
import type { RecordedAct } from "../domain/recorded-act.ts"
import type { SheetFigures } from "../domain/sheet-finding.ts"
import type { WalkIn } from "../domain/walk-in.ts"
import { createAttendanceChangeRepository } from "./attendance-change.repository.ts"
import { type SheetLine, type YearLine, createAttendancePageRepository } from "./attendance-page.repository.ts"
import { createSheetFindingRepository } from "./sheet-finding.repository.ts"
import { createSheetRecordRepository } from "./sheet-record.repository.ts"
import { createSheetRepository } from "./sheet.repository.ts"
import { createWalkInRepository } from "./walk-in.repository.ts"

/** One set a request: what belongs to a sheet, of sheets that the viewer may read, and to a person's year. Lists that are nested cost one statement. */
export function createSheetLoaders(database: Database, viewer: Viewer, timeZone: string) {
  const pages = createAttendancePageRepository(database, viewer)
  const changes = createAttendanceChangeRepository(database, viewer, timeZone)
  const records = createSheetRecordRepository(database, viewer)
  const sheets = createSheetRepository(database, viewer)
  const findings = createSheetFindingRepository(database, timeZone)
  const walkIns = createWalkInRepository(database)
  return {
    readablePlaceById: new DataLoader<string, { id: string; path: string } | null>(async (ids) =>
      inKeyOrder(ids, await findReadablePlaces(database, viewer, ids), (place) => place.id),
    ),
    observersBySheet: countLoader((ids) => sheets.countObservers(ids), "observers"),
    findingFiguresBySheet: new DataLoader<string, SheetFigures | null>(async (ids) =>
      inKeyOrder(ids, await findings.findByLessons(ids), (found) => found.lessonId),
    ),
    rowsBySheet: perKey(
      ({ states, ...request }: { states: readonly Standing[] | null } & PageRequest) =>
        new DataLoader<string, SheetLine[]>(async (ids) => groupedInKeyOrder(ids, await pages.findOfSheets(ids, states, request), (row) => row.lessonId)),
    ),
    rowCountBySheet: perKey((states: readonly Standing[] | null) => countLoader((ids) => pages.countOfSheets(ids, states), "rows")),
    changesBySheet: perKey(
      (request: PageRequest) =>
        new DataLoader<string, AttendanceChange[]>(async (ids) => groupedInKeyOrder(ids, await changes.findOfSheets(ids, request), (row) => row.lessonId)),
    ),
    changeCountBySheet: countLoader((ids) => changes.countOfSheets(ids), "changes"),
    changeById: new DataLoader<string, AttendanceChange | null>(async (ids) => inKeyOrder(ids, await changes.findByIds(ids), (row) => row.id)),
    actsBySheet: perKey(
      (request: PageRequest) =>
        new DataLoader<string, RecordedAct[]>(async (ids) => groupedInKeyOrder(ids, await records.findActsOfSheets(ids, request), (row) => row.lessonId)),
    ),
    actCountBySheet: countLoader((ids) => records.countActsOfSheets(ids), "acts"),
    walkInsBySheet: perKey(
      (request: PageRequest) =>
        new DataLoader<string, WalkIn[]>(async (ids) => groupedInKeyOrder(ids, await walkIns.findOfSheets(ids, request), (row) => row.lessonId)),
    ),
    walkInCountBySheet: countLoader((ids) => walkIns.countOfSheets(ids), "walkIns"),
    correctionById: new DataLoader<string, Correction | null>(async (ids) => inKeyOrder(ids, await records.findCorrectionsByIds(ids), (row) => row.id)),
    attendanceByMember: perKey(
      ({ year, ...request }: { year: number } & PageRequest) =>
        new DataLoader<string, YearLine[] | null>(async (ids) =>
          inKeyOrder(ids, await pages.findOfMembers(ids, year, request), (page) => page.memberId).map((page) => page && page.lines),
        ),
    ),
    attendanceCountByMember: perKey(
      (year: number) =>
        new DataLoader<string, number>(async (ids) =>
          inKeyOrder(ids, await pages.countOfMembers(ids, year), (count) => count.memberId).map((count) => count?.rows ?? 0),
        ),
    ),
  }
}

/** A loader of how many of something each sheet has; none where nothing was counted. */
function countLoader<Name extends string>(
  count: (ids: readonly string[]) => Promise<({ lessonId: string } & Record<Name, number>)[]>,
  name: Name,
): DataLoader<string, number> {
  return new DataLoader(async (ids) => inKeyOrder(ids, await count(ids), (row) => row.lessonId).map((row) => row?.[name] ?? 0))
}
