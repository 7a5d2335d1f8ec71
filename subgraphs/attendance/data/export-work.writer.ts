import { promisify } from "node:util"
import { constants, gunzip, gzip } from "node:zlib"
import { randomUUID } from "node:crypto"
import type { Database } from "../../shared/database.ts"
import { type SealingKey, sealBytes, unsealBytes } from "../../shared/sealed.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { EXPORT_HOURS, type Export, mutationOf } from "../domain/export.ts"
import type { ReportRow } from "../domain/report.ts"
import { NOTE_ACCESS, accessNoteValues } from "./access-log.writer.ts"
import { EXPORT_COLUMNS, type ExportRow, toExport } from "./export.row.ts"

const [zip, unzip] = [promisify(gzip), promisify(gunzip)]

/** An export that one run of its job works at. Whatever the run writes is written only while it is the export's run. */
export type ExportTaken = { id: string; run: string; export: Export }

/** What is kept of a file that is complete; digests in hexadecimal. */
export type FileMade = { digest: string; sha256: string; bytes: number; fileName: string; rows: number }

export type ExportWorkWriter = ReturnType<typeof createExportWorkWriter>

/** Read and write what a job needs to make a file, outside of any request. */
export function createExportWorkWriter(database: Database, keys: readonly SealingKey[], now: () => Date) {
  return { ...runsIn(database, now), ...batchesIn(database, keys), ...filesIn(database, keys, now) }
}

function own({ id, run }: ExportTaken): [id: string, run: string] {
  return [toUuid("export", id), run]
}

function runsIn(database: Database, now: () => Date) {
  return {
    /** Take an export on, from whoever worked at it before; null for one that is no longer to be made. */
    async begin(id: string): Promise<ExportTaken | null> {
      const run = randomUUID()
      const [row] = await database.read<ExportRow>(
        "begin_export",
        `UPDATE attendance.export x SET state = 'RUNNING', run = $2::uuid, started_at = coalesce(x.started_at, $3::timestamptz)
         WHERE x.id = $1::uuid AND x.state IN ('WAITING', 'RUNNING') RETURNING ${EXPORT_COLUMNS}`,
        [toUuid("export", id), run, now()],
      )
      return row ? { id, run, export: toExport(row) } : null
    },

    /** Say where the organisation stands now while the run is still wanted; null when it was cancelled or another run has it. */
    async findPath(taken: ExportTaken): Promise<string | null> {
      const text = "SELECT organisation_path AS path FROM attendance.export WHERE id = $1::uuid AND run = $2::uuid AND state = 'RUNNING'"
      const [row] = await database.read<{ path: string }>("path_of_export", text, own(taken))
      return row?.path ?? null
    },

    /** Say how many rows were read, of how many in all, and where the organisation stands now; null when the run is no longer wanted. */
    async noteRows(taken: ExportTaken, rows: number, total: number): Promise<string | null> {
      const [row] = await database.read<{ path: string }>(
        "note_export_rows",
        `UPDATE attendance.export SET rows_done = $3, total = $4 WHERE id = $1::uuid AND run = $2::uuid AND state = 'RUNNING' RETURNING organisation_path AS path`,
        [...own(taken), rows, total],
      )
      return row?.path ?? null
    },

    /** Give it up, and leave nothing of it but why. */
    async fail(taken: ExportTaken, failure: string): Promise<void> {
      await database.read(
        "fail_export",
        `WITH failed AS (UPDATE attendance.export SET state = 'FAILED', run = NULL, failure = $3, finished_at = $4::timestamptz
           WHERE id = $1::uuid AND run = $2::uuid AND state = 'RUNNING' RETURNING id),
         spool AS (DELETE FROM attendance.export_spool s USING failed WHERE s.export_id = failed.id)
         DELETE FROM attendance.export_file f USING failed WHERE f.export_id = failed.id`,
        [...own(taken), failure, now()],
      )
    },
  }
}

function batchesIn(database: Database, keys: readonly SealingKey[]) {
  return {
    /** Keep a batch of rows with the position behind it; false when the run is no longer wanted. */
    async addBatch(taken: ExportTaken, number: number, position: string, rows: readonly ReportRow[]): Promise<boolean> {
      const content = sealBytes(await zip(Buffer.from(JSON.stringify(rows)), { level: constants.Z_BEST_SPEED }), keyOf(keys))
      const kept = await database.read(
        "add_export_batch",
        `WITH live AS (UPDATE attendance.export SET rows_done = rows_done + $6 WHERE id = $1::uuid AND run = $2::uuid AND state = 'RUNNING' RETURNING id)
         INSERT INTO attendance.export_spool (export_id, number, position, content_sealed) SELECT id, $3, $4, $5 FROM live RETURNING number`,
        [...own(taken), number, position, content, rows.length],
      )
      return kept.length > 0
    },

    /** Read batches that are kept, in their order, one at a time. */
    async *batches({ id }: ExportTaken): AsyncGenerator<{ number: number; position: string; rows: ReportRow[] }> {
      for (let number = 0; ; number += 1) {
        const [row] = await database.read<{ position: string; content_sealed: Buffer }>(
          "export_batch",
          "SELECT position, content_sealed FROM attendance.export_spool WHERE export_id = $1::uuid AND number = $2",
          [toUuid("export", id), number],
        )
        if (!row) return
        const rows = JSON.parse((await unzip(unsealBytes(row.content_sealed, keys))).toString("utf8")) as ReportRow[]
        yield { number, position: row.position, rows }
      }
    },
  }
}

function filesIn(database: Database, keys: readonly SealingKey[], now: () => Date) {
  return {
    /** Begin the file anew: what an earlier run had of it goes. */
    async clearFile({ id }: ExportTaken): Promise<void> {
      await database.read("clear_export_file", "DELETE FROM attendance.export_file WHERE export_id = $1::uuid", [toUuid("export", id)])
    },

    /** Keep a piece of the file; false when the run is no longer wanted. */
    async addPiece(taken: ExportTaken, number: number, piece: Buffer): Promise<boolean> {
      const kept = await database.read(
        "add_export_piece",
        `INSERT INTO attendance.export_file (export_id, number, content_sealed)
         SELECT id, $3, $4 FROM attendance.export WHERE id = $1::uuid AND run = $2::uuid AND state = 'RUNNING' FOR SHARE RETURNING number`,
        [...own(taken), number, sealBytes(piece, keyOf(keys))],
      )
      return kept.length > 0
    },

    /** Say that the file is there, note who has it, and forget the rows: all of it or nothing. */
    async finish(taken: ExportTaken, viewer: Viewer, { digest, sha256, bytes, fileName, rows }: FileMade): Promise<void> {
      const { id, export: asked } = taken
      const client = await database.pool.connect()
      // A connection that breaks fails the statement under way; the event by itself must not end the process.
      const onBroken = () => undefined
      client.on("error", onBroken)
      try {
        await client.query("BEGIN")
        const { rowCount } = await client.query(
          `UPDATE attendance.export SET state = 'READY', digest = decode($3, 'hex'), sha256 = decode($4, 'hex'), bytes = $5, file_name = $6, rows_done = $7,
             finished_at = $8::timestamptz, expires_at = $8::timestamptz + make_interval(hours => ${EXPORT_HOURS})
           WHERE id = $1::uuid AND run = $2::uuid AND state = 'RUNNING'`,
          [...own(taken), digest, sha256, bytes, fileName, rows, now()],
        )
        if (rowCount) {
          await client.query("DELETE FROM attendance.export_spool WHERE export_id = $1::uuid", [toUuid("export", id)])
          const { kind, format, purpose, organisationId, parameters, watermark } = asked
          const subjects = [parameters.memberId, parameters.lessonId, parameters.classId].filter((subject) => subject !== null)
          const note = { operation: `export ${kind} ${format}`, purpose, organisationId, subjects, parameters, rows, exportId: id, watermark }
          await client.query(NOTE_ACCESS, accessNoteValues(viewer, now(), mutationOf(kind), [note]))
        }
        await client.query("COMMIT")
        client.off("error", onBroken)
        client.release()
      } catch (error) {
        client.release(true)
        throw error
      }
    },
  }
}

function keyOf([key]: readonly SealingKey[]): SealingKey {
  if (!key) throw new Error("no personal data key is set, so no report can be kept")
  return key
}
