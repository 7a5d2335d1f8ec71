import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import { type PathRange, type Viewer, ancestorsAndSelf } from "../../shared/viewer.ts"
import type { Correction, CorrectionState } from "../domain/correction.ts"
import type { PeriodLock } from "../domain/period.ts"
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
type LockRow = {
  id: string
  organisation_id: string
  year: number
  month: number | null
  from_on: string
  until_on: string
  locked_at: Date
  locked_by: string
  reason: string | null
}

export type SheetRecordRepository = ReturnType<typeof createSheetRecordRepository>

/** Read what was done to sheets, what waits for a decision, and which periods are locked; within the viewer's scope. */
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

    /** Those over this path and those below it, newest days first. */
    async findLocks(path: string, { from, to }: PathRange, { limit, after }: PageRequest): Promise<PeriodLock[]> {
      const rows = await database.read<LockRow>(
        "period_locks",
        `SELECT l.id, l.organisation_id, l.year, l.month, l.from_on::text, (l.to_on - 1)::text AS until_on, l.locked_at, l.locked_by, l.reason ${BEARING}
           AND ($4::date IS NULL OR (l.from_on, l.id) < ($4, $5::uuid)) ORDER BY l.from_on DESC, l.id DESC LIMIT $6`,
        [ancestorsAndSelf(path), from, to, ...placeOf(after, "lock"), limit + 1],
      )
      return rows.map((row) => ({
        id: toTypeId("lock", row.id),
        organisationId: toTypeId("organisation", row.organisation_id),
        year: row.year,
        month: row.month,
        fromOn: row.from_on,
        untilOn: row.until_on,
        lockedAt: row.locked_at,
        lockedBy: row.locked_by,
        reason: row.reason,
      }))
    },

    async countLocks(path: string, { from, to }: PathRange): Promise<number> {
      const rows = await database.read<{ locks: number }>("period_lock_count", `SELECT count(*)::int AS locks ${BEARING}`, [ancestorsAndSelf(path), from, to])
      return rows[0]?.locks ?? 0
    },
  }
}

const IN_SUBTREE = `FROM attendance.correction c JOIN attendance.sheet s ON s.lesson_id = c.lesson_id
  WHERE ${withinScope("s.organisation_path")} AND s.organisation_path >= $3 AND s.organisation_path < $4 AND ($5::text IS NULL OR c.state::text = $5)`
const BEARING = `FROM attendance.period_lock l
  WHERE (l.organisation_path = ANY($1::text[]) OR (l.organisation_path >= $2 AND l.organisation_path < $3))`

function placeOf(after: readonly string[] | null, kind: "act" | "correction" | "lock"): [string | null, string | null] {
  const [first = null, id = null] = after ?? []
  return [first, id && toUuid(kind, id)]
}
