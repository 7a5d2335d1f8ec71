import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { AttendanceRow, Standing } from "../domain/attendance-row.ts"
import { ATTENDANCE_COLUMNS, STANDS, type StandingRow, toAttendance } from "./attendance.row.ts"

/** A row of a sheet with its place in the list: by the branch, then by the name in pinyin, then by the person. */
export type SheetLine = AttendanceRow & { position: readonly [string, string, string] }
/** A row of a person's year with its place in the list: by the lesson's start, newest first. */
export type YearLine = AttendanceRow & { position: readonly [string, string] }

const ROWS = `FROM (SELECT * FROM attendance.sheet_place p WHERE p.lesson_id = s.lesson_id) p
  FULL JOIN (SELECT e.* FROM attendance.entry e WHERE e.lesson_id = s.lesson_id AND ${STANDS}) e ON e.member_id = p.member_id
  LEFT JOIN organisation_api.organisation o ON o.id = coalesce(p.branch_id, e.branch_id)
  LEFT JOIN people_api.member_name n ON n.member_id = coalesce(p.member_id, e.member_id)
  WHERE (p.is_expected OR e.id IS NOT NULL) AND ($2::text[] IS NULL OR coalesce(e.state::text, 'NOT_MARKED') = ANY($2::text[]))`

/** Which lessons of which people: $1, $2 the viewer's scope, $3 the viewer's own member, $4 whose, $5 and $6 the first days of the year and of the next. */
const OF_MEMBER = `FROM (
    SELECT p.lesson_id FROM attendance.sheet_place p WHERE p.member_id = asked.member_id AND p.is_expected
    UNION SELECT e.lesson_id FROM attendance.entry e WHERE e.member_id = asked.member_id AND e.lesson_id IS NOT NULL AND e.held_on >= $5::date AND e.held_on < $6::date AND NOT e.is_make_up
  ) met JOIN attendance.sheet s ON s.lesson_id = met.lesson_id
  WHERE s.held_on >= $5::date AND s.held_on < $6::date AND (m.id = $3::uuid OR ${withinScope("m.branch_path")} OR ${withinScope("s.organisation_path")})`

/** Read pages of how people stand: of sheets that were found within the viewer's scope before, and of people. One statement for any number of either. */
export function createAttendancePageRepository(database: Database, viewer: Viewer) {
  return {
    async findOfSheets(lessonIds: readonly string[], states: readonly Standing[] | null, { limit, after }: PageRequest): Promise<SheetLine[]> {
      const rows = await database.read<StandingRow & { branch_path: string; pinyin: string }>(
        "rows_of_sheets",
        `SELECT page.* FROM unnest($1::uuid[]) AS s(lesson_id) CROSS JOIN LATERAL (
           SELECT ${ATTENDANCE_COLUMNS}, coalesce(o.path, '') COLLATE "C" AS branch_path, coalesce(n.name_pinyin, '') COLLATE "C" AS pinyin ${ROWS}
             AND ($3::text IS NULL OR (coalesce(o.path, '') COLLATE "C", coalesce(n.name_pinyin, '') COLLATE "C", coalesce(p.member_id, e.member_id)) > ($3, $4, $5::uuid))
           ORDER BY branch_path, pinyin, 2 LIMIT $6
         ) page`,
        [toUuids("lesson", lessonIds), states, ...placeOf(after), limit + 1],
      )
      return rows.map((row) => ({ ...toAttendance(row), position: [row.branch_path, row.pinyin, toTypeId("member", row.member_id)] }))
    },

    async countOfSheets(lessonIds: readonly string[], states: readonly Standing[] | null): Promise<{ lessonId: string; rows: number }[]> {
      const rows = await database.read<{ lesson_id: string; rows: number }>(
        "row_count_of_sheets",
        `SELECT s.lesson_id, (SELECT count(*)::int ${ROWS}) AS rows FROM unnest($1::uuid[]) AS s(lesson_id)`,
        [toUuids("lesson", lessonIds), states],
      )
      return rows.map((row) => ({ lessonId: toTypeId("lesson", row.lesson_id), rows: row.rows }))
    },

    /** A person whom the viewer may not read, and at no lesson of the viewer's either, is left out. */
    async findOfMembers(memberIds: readonly string[], year: number, { limit, after }: PageRequest): Promise<{ memberId: string; lines: YearLine[] }[]> {
      const rows = await database.read<StandingRow & { asked_id: string; is_read: boolean; begins: Date }>(
        "attendance_of_members",
        `SELECT asked.member_id AS asked_id, (m.id = $3::uuid OR ${withinScope("m.branch_path")}) AS is_read, page.*
         FROM unnest($4::uuid[]) AS asked(member_id) JOIN people_api.member m ON m.id = asked.member_id
         LEFT JOIN LATERAL (
           SELECT ${ATTENDANCE_COLUMNS}, s.starts_at AS begins
           FROM (SELECT s.lesson_id, s.starts_at ${OF_MEMBER} AND ($7::timestamptz IS NULL OR (s.starts_at, s.lesson_id) < ($7, $8::uuid))
                 ORDER BY s.starts_at DESC, s.lesson_id DESC LIMIT $9) s
           LEFT JOIN attendance.sheet_place p ON p.lesson_id = s.lesson_id AND p.member_id = asked.member_id
           LEFT JOIN LATERAL (SELECT e.* FROM attendance.entry e WHERE e.lesson_id = s.lesson_id AND e.member_id = asked.member_id AND ${STANDS}) e ON true
           ORDER BY s.starts_at DESC, s.lesson_id DESC
         ) page ON true`,
        [
          ...scopeOf(viewer),
          ownMember(viewer),
          toUuids("member", memberIds),
          ...daysOfYear(year),
          after?.[0] ?? null,
          after?.[1] ? toUuid("lesson", after[1]) : null,
          limit + 1,
        ],
      )
      const pages = new Map<string, YearLine[]>()
      for (const row of rows) {
        if (row.lesson_id === null && !row.is_read) continue
        const lines = pages.get(row.asked_id) ?? []
        if (row.lesson_id !== null) lines.push({ ...toAttendance(row), position: [row.begins.toISOString(), toTypeId("lesson", row.lesson_id)] })
        pages.set(row.asked_id, lines)
      }
      return [...pages].map(([memberId, lines]) => ({ memberId: toTypeId("member", memberId), lines }))
    },

    async countOfMembers(memberIds: readonly string[], year: number): Promise<{ memberId: string; rows: number }[]> {
      const rows = await database.read<{ member_id: string; rows: number }>(
        "attendance_count_of_members",
        `SELECT m.id AS member_id, (SELECT count(*)::int ${OF_MEMBER}) AS rows FROM unnest($4::uuid[]) AS asked(member_id) JOIN people_api.member m ON m.id = asked.member_id`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("member", memberIds), ...daysOfYear(year)],
      )
      return rows.map((row) => ({ memberId: toTypeId("member", row.member_id), rows: row.rows }))
    },
  }
}

const daysOfYear = (year: number) => [`${year}-01-01`, `${year + 1}-01-01`]

function placeOf(after: readonly string[] | null): [string | null, string | null, string | null] {
  const [path = null, pinyin = null, memberId = null] = after ?? []
  return [path, pinyin, memberId && toUuid("member", memberId)]
}
