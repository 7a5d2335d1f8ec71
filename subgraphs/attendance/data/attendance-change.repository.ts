import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type PathRange, type Viewer } from "../../shared/viewer.ts"
import type { AttendanceChange } from "../domain/correction.ts"
import { CHANGE_COLUMNS, CHANGE_SOURCES, type ChangeRow, CHANGED, toChange } from "./attendance-change.row.ts"

type Span = PathRange & { since: Date; until: Date }

/** Read what was changed (变更) at lessons that organisations in the viewer's subtrees hold: newest first. */
export function createAttendanceChangeRepository(database: Database, viewer: Viewer, timeZone: string) {
  return {
    async findByIds(ids: readonly string[]): Promise<AttendanceChange[]> {
      const rows = await database.read<ChangeRow>(
        "attendance_changes_by_id",
        `SELECT ${CHANGE_COLUMNS("$3")} ${CHANGE_SOURCES} WHERE e.id = ANY($4::uuid[]) AND ${withinScope("s.organisation_path")}`,
        [...scopeOf(viewer), timeZone, toUuids("entry", ids)],
      )
      return rows.map(toChange)
    },

    /** Of sheets that were found within the viewer's scope before: one statement for any number of them. */
    async findOfSheets(lessonIds: readonly string[], { limit, after }: PageRequest): Promise<AttendanceChange[]> {
      const rows = await database.read<ChangeRow>(
        "attendance_changes_of_sheets",
        `SELECT page.* FROM unnest($2::uuid[]) AS asked(lesson_id) CROSS JOIN LATERAL (
           SELECT ${CHANGE_COLUMNS("$1")} ${CHANGE_SOURCES} WHERE e.lesson_id = asked.lesson_id AND ${CHANGED}
             AND ($3::timestamptz IS NULL OR (e.recorded_at, e.id) < ($3, $4::uuid)) ORDER BY e.recorded_at DESC, e.id DESC LIMIT $5
         ) page`,
        [timeZone, toUuids("lesson", lessonIds), ...placeOf(after), limit + 1],
      )
      return rows.map(toChange)
    },

    async countOfSheets(lessonIds: readonly string[]): Promise<{ lessonId: string; changes: number }[]> {
      const rows = await database.read<{ lesson_id: string; changes: number }>(
        "attendance_change_count_of_sheets",
        `SELECT e.lesson_id, count(*)::int AS changes ${CHANGE_SOURCES} WHERE e.lesson_id = ANY($1::uuid[]) AND ${CHANGED} GROUP BY 1`,
        [toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({ lessonId: toTypeId("lesson", row.lesson_id), changes: row.changes }))
    },

    async find({ from, to, since, until }: Span, { limit, after }: PageRequest): Promise<AttendanceChange[]> {
      const rows = await database.read<ChangeRow>(
        "attendance_changes",
        `SELECT ${CHANGE_COLUMNS("$3")} ${CHANGE_SOURCES} WHERE ${IN_SPAN}
           AND ($8::timestamptz IS NULL OR (e.recorded_at, e.id) < ($8, $9::uuid)) ORDER BY e.recorded_at DESC, e.id DESC LIMIT $10`,
        [...scopeOf(viewer), timeZone, from, to, since, until, ...placeOf(after), limit + 1],
      )
      return rows.map(toChange)
    },

    async count({ from, to, since, until }: Span): Promise<number> {
      const [row] = await database.read<{ changes: number }>(
        "attendance_change_count",
        `SELECT count(*)::int AS changes ${CHANGE_SOURCES} WHERE $3::text IS NOT NULL AND ${IN_SPAN}`,
        [...scopeOf(viewer), timeZone, from, to, since, until],
      )
      return row?.changes ?? 0
    },
  }
}

const IN_SPAN = `${CHANGED} AND ${withinScope("s.organisation_path")} AND s.organisation_path >= $4 AND s.organisation_path < $5
  AND e.recorded_at >= $6::timestamptz AND e.recorded_at < $7::timestamptz`

function placeOf(after: readonly string[] | null): [string | null, string | null] {
  const [at = null, id = null] = after ?? []
  return [at, id && toUuid("entry", id)]
}
