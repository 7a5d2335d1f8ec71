import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Sheet, SheetState } from "../domain/sheet.ts"

type Row = {
  lesson_id: string
  state: SheetState
  expected: number
  present: number
  on_leave: number
  absent: number
  opened_at: Date
  closed_at: Date | null
}

export type SheetRepository = ReturnType<typeof createSheetRepository>

/** Read sheets of lessons that organisations in the viewer's subtrees hold. */
export function createSheetRepository(database: Database, viewer: Viewer) {
  return {
    async findByLessons(lessonIds: readonly string[]): Promise<Sheet[]> {
      const rows = await database.read<Row>(
        "sheets_by_lesson",
        `SELECT s.lesson_id, s.state::text, s.expected, s.present, s.on_leave, s.absent, s.opened_at, s.closed_at
         FROM attendance.sheet s WHERE s.lesson_id = ANY($3::uuid[]) AND ${withinScope("s.organisation_path")}`,
        [...scopeOf(viewer), toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({
        lessonId: toTypeId("lesson", row.lesson_id),
        state: row.state,
        expected: row.expected,
        present: row.present,
        onLeave: row.on_leave,
        absent: row.absent,
        unmarked: row.expected - row.present - row.on_leave - row.absent,
        openedAt: row.opened_at,
        closedAt: row.closed_at,
      }))
    },
  }
}
