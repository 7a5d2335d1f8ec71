import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type PathRange, type Viewer } from "../../shared/viewer.ts"
import type { Correction, CorrectionState } from "../domain/correction.ts"
import type { RecordedAct } from "../domain/recorded-act.ts"
import { CORRECTION_COLUMNS, type CorrectionRow, toCorrection } from "./correction.row.ts"

type ActRow = {
  id: string
  kind: RecordedAct["kind"]
  lesson_id: string
  member_id: string | null
  reason: string | null
  recorded_at: Date
  recorder_name: string
}

/** Read what was done to sheets, and what waits for a decision; within the viewer's scope. */
export function createSheetRecordRepository(database: Database, viewer: Viewer) {
  return {
    /** Of sheets that were found within the scope before, newest first: one statement for any number of them. */
    async findActsOfSheets(lessonIds: readonly string[], { limit, after }: PageRequest): Promise<RecordedAct[]> {
      const rows = await database.read<ActRow>(
        "acts_of_sheets",
        `SELECT page.* FROM unnest($1::uuid[]) AS asked(lesson_id) CROSS JOIN LATERAL (
           SELECT a.id, a.kind::text, a.lesson_id, a.member_id, a.reason, a.recorded_at, a.recorder_name FROM attendance.act a
           WHERE a.lesson_id = asked.lesson_id AND ($2::timestamptz IS NULL OR (a.recorded_at, a.id) < ($2, $3::uuid))
           ORDER BY a.recorded_at DESC, a.id DESC LIMIT $4
         ) page`,
        [toUuids("lesson", lessonIds), ...placeOf(after, "act"), limit + 1],
      )
      return rows.map((row) => ({
        id: toTypeId("act", row.id),
        kind: row.kind,
        lessonId: toTypeId("lesson", row.lesson_id),
        memberId: row.member_id && toTypeId("member", row.member_id),
        reason: row.reason,
        recordedAt: row.recorded_at,
        actor: row.recorder_name,
      }))
    },

    async countActsOfSheets(lessonIds: readonly string[]): Promise<{ lessonId: string; acts: number }[]> {
      const rows = await database.read<{ lesson_id: string; acts: number }>(
        "act_count_of_sheets",
        "SELECT lesson_id, count(*)::int AS acts FROM attendance.act WHERE lesson_id = ANY($1::uuid[]) GROUP BY 1",
        [toUuids("lesson", lessonIds)],
      )
      return rows.map((row) => ({ lessonId: toTypeId("lesson", row.lesson_id), acts: row.acts }))
    },

    async findCorrectionsByIds(ids: readonly string[]): Promise<Correction[]> {
      const rows = await database.read<CorrectionRow>(
        "corrections_by_id",
        `SELECT ${CORRECTION_COLUMNS} FROM attendance.correction c JOIN attendance.sheet s ON s.lesson_id = c.lesson_id
         WHERE c.id = ANY($3::uuid[]) AND ${withinScope("s.organisation_path")}`,
        [...scopeOf(viewer), toUuids("correction", ids)],
      )
      return rows.map(toCorrection)
    },

    async findCorrections({ from, to }: PathRange, state: CorrectionState | null, { limit, after }: PageRequest): Promise<Correction[]> {
      const rows = await database.read<CorrectionRow>(
        "corrections_of_subtree",
        `SELECT ${CORRECTION_COLUMNS} ${IN_SUBTREE} AND ($6::timestamptz IS NULL OR (c.requested_at, c.id) > ($6, $7::uuid)) ORDER BY c.requested_at, c.id LIMIT $8`,
        [...scopeOf(viewer), from, to, state, ...placeOf(after, "correction"), limit + 1],
      )
      return rows.map(toCorrection)
    },

    async countCorrections({ from, to }: PathRange, state: CorrectionState | null): Promise<number> {
      const rows = await database.read<{ corrections: number }>("correction_count", `SELECT count(*)::int AS corrections ${IN_SUBTREE}`, [
        ...scopeOf(viewer),
        from,
        to,
        state,
      ])
      return rows[0]?.corrections ?? 0
    },
  }
}

const IN_SUBTREE = `FROM attendance.correction c JOIN attendance.sheet s ON s.lesson_id = c.lesson_id
  WHERE ${withinScope("s.organisation_path")} AND s.organisation_path >= $3 AND s.organisation_path < $4 AND ($5::text IS NULL OR c.state::text = $5)`
function placeOf(after: readonly string[] | null, kind: "act" | "correction"): [string | null, string | null] {
  const [first = null, id = null] = after ?? []
  return [first, id && toUuid(kind, id)]
}
