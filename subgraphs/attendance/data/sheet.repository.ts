import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { SheetCounts } from "../domain/attendance-row.ts"
import { type Sheet, isClosed } from "../domain/sheet.ts"
import { STANDS } from "./attendance.row.ts"
import { SHEET_COLUMNS, type SheetRow, toSheet } from "./sheet.row.ts"

export type SheetRepository = ReturnType<typeof createSheetRepository>

type Live = { live_expected: number; live_present: number; live_on_leave: number; live_absent: number; live_unmarked: number }

/** The counts of this moment, as `countRows` makes them; not made of a sheet whose counts stand. */
const LIVE = `LEFT JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE e.state IS DISTINCT FROM 'OBSERVER'))::int AS live_expected,
      (count(*) FILTER (WHERE e.state IN ('PRESENT', 'LATE', 'LEFT_EARLY', 'ONLINE')))::int AS live_present,
      (count(*) FILTER (WHERE e.state = 'ON_LEAVE'))::int AS live_on_leave, (count(*) FILTER (WHERE e.state = 'ABSENT'))::int AS live_absent,
      (count(*) FILTER (WHERE e.state IS NULL))::int AS live_unmarked
    FROM attendance.sheet_place p
    LEFT JOIN (SELECT e.member_id, e.state FROM attendance.entry e WHERE e.lesson_id = s.lesson_id AND ${STANDS}) e ON e.member_id = p.member_id
    WHERE p.lesson_id = s.lesson_id AND p.is_expected
  ) live ON s.state IN ('OPEN', 'REOPENED')`

/** Read sheets of lessons that organisations in the viewer's subtrees hold. */
export function createSheetRepository(database: Database, viewer: Viewer) {
  return {
    async findByLessons(lessonIds: readonly string[]): Promise<Sheet[]> {
      const rows = await database.read<SheetRow & Live>(
        "sheets_by_lesson",
        `SELECT ${SHEET_COLUMNS}, live.* FROM attendance.sheet s ${LIVE} WHERE s.lesson_id = ANY($3::uuid[]) AND ${withinScope("s.organisation_path")}`,
        [...scopeOf(viewer), toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({ ...toSheet(row), id: toTypeId("sheet", row.lesson_id), ...countsOf(row) }))
    },

    /** Count the observers of sheets that were found before. */
    async countObservers(lessonIds: readonly string[]): Promise<{ lessonId: string; observers: number }[]> {
      const rows = await database.read<{ lesson_id: string; observers: number }>(
        "observers_by_sheet",
        `SELECT e.lesson_id, count(*)::int AS observers FROM attendance.entry e
         WHERE e.lesson_id = ANY($1::uuid[]) AND e.state = 'OBSERVER' AND ${STANDS} GROUP BY 1`,
        [toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({ lessonId: toTypeId("lesson", row.lesson_id), observers: row.observers }))
    },
  }
}

function countsOf(row: SheetRow & Live): Omit<SheetCounts, "observers"> {
  if (isClosed(row.state)) return { expected: row.expected, present: row.present, onLeave: row.on_leave, absent: row.absent, unmarked: 0 }
  const { live_expected, live_present, live_on_leave, live_absent, live_unmarked } = row
  return { expected: live_expected, present: live_present, onLeave: live_on_leave, absent: live_absent, unmarked: live_unmarked }
}
