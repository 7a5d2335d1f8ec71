import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { WalkIn } from "../domain/walk-in.ts"

/** The condition that a capture `c` is of somebody who waits: not on the list, not recorded, and not decided on. */
export const WAITS = `NOT EXISTS (SELECT FROM attendance.sheet_place p WHERE p.lesson_id = c.lesson_id AND p.member_id = c.member_id AND p.is_expected)
  AND NOT EXISTS (SELECT FROM attendance.entry w WHERE w.lesson_id = c.lesson_id AND w.member_id = c.member_id AND NOT w.is_make_up)
  AND NOT EXISTS (SELECT FROM attendance.act d WHERE d.lesson_id = c.lesson_id AND d.member_id = c.member_id AND d.kind = 'WALK_IN_DECIDED')`

type Row = { lesson_id: string; member_id: string; occurred_at: Date; recorded_at: Date; source: WalkIn["source"]; captures: number }

/** Read who waits 不在名单, of sheets that were found within the viewer's scope before: in the order of coming. One statement for any number of sheets. */
export function createWalkInRepository(database: Database) {
  return {
    async findOfSheets(lessonIds: readonly string[], { limit, after }: PageRequest): Promise<WalkIn[]> {
      const rows = await database.read<Row>(
        "walk_ins_of_sheets",
        `SELECT page.* FROM unnest($1::uuid[]) AS asked(lesson_id) CROSS JOIN LATERAL (
           SELECT * FROM (
             SELECT c.lesson_id, c.member_id, min(c.occurred_at) AS occurred_at, min(c.recorded_at) AS recorded_at,
               (array_agg(c.source::text ORDER BY c.occurred_at, c.id))[1] AS source, count(*)::int AS captures
             FROM attendance.capture c WHERE c.lesson_id = asked.lesson_id AND ${WAITS} GROUP BY 1, 2) w
           WHERE $2::timestamptz IS NULL OR (w.occurred_at, w.member_id) > ($2, $3::uuid) ORDER BY w.occurred_at, w.member_id LIMIT $4
         ) page`,
        [toUuids("lesson", lessonIds), after?.[0] ?? null, after?.[1] ? toUuid("member", after[1]) : null, limit + 1],
      )
      return rows.map((row) => ({
        lessonId: toTypeId("lesson", row.lesson_id),
        memberId: toTypeId("member", row.member_id),
        occurredAt: row.occurred_at,
        recordedAt: row.recorded_at,
        source: row.source,
        captures: row.captures,
      }))
    },

    async countOfSheets(lessonIds: readonly string[]): Promise<{ lessonId: string; walkIns: number }[]> {
      const rows = await database.read<{ lesson_id: string; walk_ins: number }>(
        "walk_in_count_of_sheets",
        `SELECT c.lesson_id, count(DISTINCT c.member_id)::int AS walk_ins FROM attendance.capture c WHERE c.lesson_id = ANY($1::uuid[]) AND ${WAITS} GROUP BY 1`,
        [toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({ lessonId: toTypeId("lesson", row.lesson_id), walkIns: row.walk_ins }))
    },
  }
}
