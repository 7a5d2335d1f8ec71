import type { Database } from "../../shared/database.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { PaperSheet } from "../domain/paper-sheet.ts"
import type { Scanned, SheetLine } from "../domain/reconciliation.ts"
import { LINE_COLUMNS, type LineRow, PAPER_COLUMNS, type PaperRow, toLine, toPaper } from "./paper.row.ts"

export type PaperRepository = ReturnType<typeof createPaperRepository>

/** Read paper sheets of lessons that organisations in the viewer's subtrees hold. */
export function createPaperRepository(database: Database, viewer: Viewer) {
  return {
    async findByIds(ids: readonly string[]): Promise<PaperSheet[]> {
      const rows = await database.read<PaperRow>(
        "papers_by_id",
        `SELECT ${PAPER_COLUMNS} FROM attendance.paper_sheet p JOIN attendance.sheet s ON s.lesson_id = p.lesson_id
         WHERE p.id = ANY($3::uuid[]) AND ${withinScope("s.organisation_path")}`,
        [...scopeOf(viewer), toUuids("paper", ids)],
      )
      return rows.map(toPaper)
    },

    async findByLessons(lessonIds: readonly string[]): Promise<PaperSheet[]> {
      const rows = await database.read<PaperRow>(
        "papers_by_lesson",
        `SELECT ${PAPER_COLUMNS} FROM attendance.paper_sheet p JOIN attendance.sheet s ON s.lesson_id = p.lesson_id
         WHERE p.lesson_id = ANY($3::uuid[]) AND ${withinScope("s.organisation_path")} ORDER BY p.recorded_at, p.id`,
        [...scopeOf(viewer), toUuids("lesson", lessonIds)],
      )
      return rows.map(toPaper)
    },

    /** The lines of sheets that were found before, in the order of the paper. */
    async findLines(paperIds: readonly string[]): Promise<SheetLine[]> {
      const rows = await database.read<LineRow>(
        "paper_lines",
        `SELECT ${LINE_COLUMNS} FROM attendance.paper_line l JOIN attendance.paper_sheet p ON p.id = l.paper_id JOIN attendance.sheet s ON s.lesson_id = p.lesson_id
         WHERE l.paper_id = ANY($3::uuid[]) AND ${withinScope("s.organisation_path")} ORDER BY l.paper_id, l.page, l.line, l."column"`,
        [...scopeOf(viewer), toUuids("paper", paperIds)],
      )
      return rows.map(toLine)
    },

    /** What the door knows of everybody who scanned at these lessons: the first scan in, and the last scan out. */
    async findScans(lessonIds: readonly string[]): Promise<(Scanned & { lessonId: string })[]> {
      const rows = await database.read<{ lesson_id: string; member_id: string; arrived_at: Date | null; left_at: Date | null }>(
        "scans_of_sheets",
        `SELECT c.lesson_id, c.member_id, min(c.occurred_at) FILTER (WHERE c.kind = 'SCAN_IN') AS arrived_at, max(c.occurred_at) FILTER (WHERE c.kind = 'SCAN_OUT') AS left_at
         FROM attendance.capture c JOIN attendance.sheet s ON s.lesson_id = c.lesson_id
         WHERE c.lesson_id = ANY($3::uuid[]) AND c.kind IN ('SCAN_IN', 'SCAN_OUT') AND ${withinScope("s.organisation_path")}
         GROUP BY c.lesson_id, c.member_id ORDER BY c.lesson_id, c.member_id`,
        [...scopeOf(viewer), toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({
        lessonId: toTypeId("lesson", row.lesson_id),
        memberId: toTypeId("member", row.member_id),
        arrivedAt: row.arrived_at,
        leftAt: row.left_at,
      }))
    },
  }
}
