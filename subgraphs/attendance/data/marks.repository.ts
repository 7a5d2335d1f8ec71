import type { Ask } from "../../shared/ask.ts"
import { toUuid, toUuids } from "../../shared/typeid.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import { ATTENDANCE_COLUMNS, STANDS, type StandingRow, toAttendance } from "./attendance.row.ts"

export type MarksRepository = ReturnType<typeof createMarksRepository>

/** Read how people stand at a lesson now, of those on its list and of those who are recorded without being on it; on a transaction or the database. */
export function createMarksRepository(read: Ask) {
  return {
    /** Everybody of one sheet, or these people of it, by person. Whoever is neither on the list nor recorded is left out. */
    async findOfSheet(lessonId: string, memberIds: readonly string[] | null = null): Promise<AttendanceRow[]> {
      const rows = await read<StandingRow>(
        "marks_of_sheet",
        `SELECT ${ATTENDANCE_COLUMNS}
         FROM (SELECT * FROM attendance.sheet_place WHERE lesson_id = $1::uuid AND ($2::uuid[] IS NULL OR member_id = ANY($2::uuid[]))) p
         FULL JOIN (SELECT * FROM attendance.entry e WHERE e.lesson_id = $1::uuid AND ($2::uuid[] IS NULL OR e.member_id = ANY($2::uuid[])) AND ${STANDS}) e
           ON e.member_id = p.member_id
         WHERE p.is_expected OR e.id IS NOT NULL
         ORDER BY 2`,
        [toUuid("lesson", lessonId), memberIds && toUuids("member", memberIds)],
      )
      return rows.map(toAttendance)
    },
  }
}
