import type { Ask } from "../../shared/ask.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { AttendanceRow } from "../domain/attendance-row.ts"
import { ATTENDANCE_COLUMNS, STANDS, type StandingRow, toAttendance } from "./attendance.row.ts"

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

    /** Find those on approved leave who were there all the same, by a scan, and of whom no recorder has said what holds. */
    async findUndecided(lessonId: string): Promise<string[]> {
      const rows = await read<{ member_id: string }>(
        "undecided_of_sheet",
        `SELECT e.member_id FROM attendance.entry e WHERE e.lesson_id = $1::uuid AND e.state = 'ON_LEAVE' AND e.leave_id IS NOT NULL AND ${STANDS}
           AND EXISTS (SELECT FROM attendance.capture c WHERE c.lesson_id = e.lesson_id AND c.member_id = e.member_id AND c.kind = 'SCAN_IN')
         ORDER BY 1`,
        [toUuid("lesson", lessonId)],
      )
      return rows.map(({ member_id }) => toTypeId("member", member_id))
    },

    /** What a lesson's facts are worth now: the hours that they were credited with, altogether and for one person, and the make-ups that are due. */
    async findWorth(lessonId: string, memberId: string | null = null): Promise<{ hours: number; makeUpsDue: number }> {
      const [row] = await read<{ hours: number; due: number }>(
        "worth_of_sheet",
        `SELECT (SELECT coalesce(sum(h.counted), 0)::float8 / 100 FROM attendance.entry e JOIN attendance.hour_entry h ON h.entry_id = e.id
                 WHERE e.lesson_id = $1::uuid AND ($2::uuid IS NULL OR e.member_id = $2::uuid) AND ${STANDS}) AS hours,
                (SELECT count(*)::int FROM attendance.make_up m
                 WHERE m.lesson_id = $1::uuid AND ($2::uuid IS NULL OR m.member_id = $2::uuid) AND m.state = 'DUE') AS due`,
        [toUuid("lesson", lessonId), memberId && toUuid("member", memberId)],
      )
      return { hours: row?.hours ?? 0, makeUpsDue: row?.due ?? 0 }
    },

    /** Say whether something was captured about a person at a lesson, and when the person came by the first scan. */
    async findCaptured(lessonId: string, memberId: string): Promise<{ arrivedAt: Date | null } | null> {
      const [row] = await read<{ captured: number; arrived_at: Date | null }>(
        "captured_of_person",
        `SELECT count(*)::int AS captured, min(occurred_at) FILTER (WHERE kind = 'SCAN_IN') AS arrived_at
         FROM attendance.capture WHERE lesson_id = $1::uuid AND member_id = $2::uuid`,
        [toUuid("lesson", lessonId), toUuid("member", memberId)],
      )
      return row && row.captured > 0 ? { arrivedAt: row.arrived_at } : null
    },
  }
}
