import type { Database } from "../../shared/database.ts"

/** $1 now, $2 since when nothing is worked at so long, $3 why. */
const EXPIRE = `WITH expired AS (
  UPDATE attendance.export SET state = 'EXPIRED' WHERE state = 'READY' AND expires_at <= $1::timestamptz RETURNING id
), given_up AS (
  UPDATE attendance.export SET state = 'FAILED', run = NULL, failure = $3, finished_at = $1::timestamptz
  WHERE state IN ('WAITING', 'RUNNING') AND requested_at <= $2::timestamptz RETURNING id
), gone AS (SELECT id FROM expired UNION ALL SELECT id FROM given_up),
  pieces AS (DELETE FROM attendance.export_file f USING gone WHERE f.export_id = gone.id),
  batches AS (DELETE FROM attendance.export_spool s USING gone WHERE s.export_id = gone.id)
SELECT count(*)::int AS ended FROM gone`

export type ExportExpiryWriter = ReturnType<typeof createExportExpiryWriter>

/** Take files away that nobody may fetch any more; the rows about them stay, because watermarks lead to them. */
export function createExportExpiryWriter(database: Database) {
  return {
    /** Gives how many came to an end. */
    async expire(now: Date, startedBefore: Date, failure: string): Promise<number> {
      const [row] = await database.read<{ ended: number }>("expire_exports", EXPIRE, [now, startedBefore, failure])
      return row?.ended ?? 0
    },
  }
}
