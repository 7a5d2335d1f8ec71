import type { RawQueries } from "../../shared/change.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { FILE_HOURS } from "../../shared/stored-files.ts"
import type { RowFate, RowProblem } from "../../shared/tables/row-problem.ts"
import type { ImportPreview } from "../domain/import.ts"
import { type PreviewRow, PREVIEW_COLUMNS, toPreview } from "./import.repository.ts"
import { type SealingKey, seal, unseal } from "../../shared/sealed.ts"

/** A row to keep; `body` is what committing it does, sealed because it holds numbers and mobiles. */
export type KeptRow<Body> = { line: number; fate: RowFate; memberId: string | null; memberVersion: number | null; problems: readonly RowProblem[]; body: Body }

export type NewPreview = Pick<ImportPreview, "kind" | "fileName" | "encoding" | "warnings" | "ignoredColumns" | "errorFileId"> & {
  organisation: { id: string; path: string }
  fileHash: Buffer
}

/** How many rows are written or read with one statement: each stays far below the longest that a statement may take. */
const CHUNK = 2_000

/** Keep previews and take them up again, inside a transaction. */
export function createImportPreviewWriter(transaction: RawQueries, viewer: Viewer, keys: readonly SealingKey[], now: () => Date) {
  const own = toUuid("account", viewer.accountId)
  const oldest = () => new Date(now().getTime() - FILE_HOURS * 3_600_000)
  return {
    /** Keep a preview with its rows; what is older than a day and was not committed goes, and the rows of what was. */
    async add<Body>(preview: NewPreview, rows: readonly KeptRow<Body>[]): Promise<string> {
      const [key] = keys
      if (!key) throw new Error("no personal data key is set, so no row can be kept")
      const id = newId("import")
      await clear(transaction, oldest())
      await insertPreview(transaction, { id: toUuid("import", id), own, now: now() }, preview, rows)
      for (let begin = 0; begin < rows.length; begin += CHUNK) await insertRows(transaction, toUuid("import", id), rows.slice(begin, begin + CHUNK), key)
      return id
    },

    /**
     * Take a preview of the viewer's own to commit it, so that nobody else does meanwhile, it or another of the same file in the
     * same place. Null when there is none; "BUSY" when somebody does.
     */
    async take(id: string): Promise<ImportPreview | null | "BUSY"> {
      const [row] = await transaction.$queryRawUnsafe<PreviewRow[]>(
        `SELECT ${PREVIEW_COLUMNS} FROM people.import_preview p WHERE p.id = $1::uuid AND p.account_id = $2::uuid AND p.created_at > $3`,
        toUuid("import", id),
        own,
        oldest(),
      )
      if (!row) return null
      const name = `import ${row.organisation_id} ${row.kind} ${row.file_hash}`
      const [lock] = await transaction.$queryRawUnsafe<{ taken: boolean }[]>("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken", name)
      return lock?.taken ? toPreview(row) : "BUSY"
    },

    /** Find when this file was committed in this place; null when it never was. */
    async findCommitted({ organisationId, kind, fileHash }: ImportPreview): Promise<Date | null> {
      const [row] = await transaction.$queryRawUnsafe<{ committed_at: Date }[]>(
        `SELECT committed_at FROM people.import_preview
         WHERE organisation_id = $1::uuid AND kind = $2::people.import_kind AND file_hash = decode($3, 'hex') AND committed_at IS NOT NULL`,
        toUuid("organisation", organisationId),
        kind,
        fileHash,
      )
      return row ? new Date(row.committed_at) : null
    },

    async markCommitted(id: string): Promise<void> {
      await transaction.$queryRawUnsafe("UPDATE people.import_preview SET committed_at = $2 WHERE id = $1::uuid", toUuid("import", id), now())
    },

    /** Read the rows that something is to be done for, or that are to be as they were, a part at a time. */
    async *readRows<Body>(id: string): AsyncGenerator<Omit<KeptRow<Body>, "problems">[]> {
      for (let after = -1; ;) {
        const rows = await transaction.$queryRawUnsafe<{ line: number; fate: RowFate; member_id: string; member_version: number; body_sealed: Uint8Array }[]>(
          `SELECT line, fate::text AS fate, member_id, member_version, body_sealed FROM people.import_row
           WHERE preview_id = $1::uuid AND line > $2 AND fate <> 'ERROR' ORDER BY line LIMIT ${CHUNK}`,
          toUuid("import", id),
          after,
        )
        if (rows.length === 0) return
        after = rows.at(-1)?.line ?? after
        yield rows.map((row) => ({
          line: row.line,
          fate: row.fate,
          memberId: row.member_id,
          memberVersion: row.member_version,
          body: JSON.parse(unseal(row.body_sealed, keys)) as Body,
        }))
      }
    },
  }
}

async function clear(transaction: RawQueries, oldest: Date): Promise<void> {
  await transaction.$queryRawUnsafe(
    "DELETE FROM people.import_row WHERE preview_id IN (SELECT id FROM people.import_preview WHERE created_at <= $1 LIMIT 4)",
    oldest,
  )
  await transaction.$queryRawUnsafe(
    "DELETE FROM people.import_preview p WHERE created_at <= $1 AND committed_at IS NULL AND NOT EXISTS (SELECT FROM people.import_row r WHERE r.preview_id = p.id)",
    oldest,
  )
}

async function insertPreview(
  transaction: RawQueries,
  { id, own, now }: { id: string; own: string; now: Date },
  { organisation, fileHash, errorFileId, ...preview }: NewPreview,
  rows: readonly KeptRow<unknown>[],
): Promise<void> {
  const count = (fate: RowFate) => rows.filter((row) => row.fate === fate).length
  const counts = { rows: rows.length, create: count("CREATE"), update: count("UPDATE"), unchanged: count("UNCHANGED"), errors: count("ERROR") }
  const place = { organisation: toUuid("organisation", organisation.id), path: organisation.path }
  const file = { hash: fileHash.toString("hex"), errorFile: errorFileId && toUuid("file", errorFileId) }
  await transaction.$queryRawUnsafe(
    `INSERT INTO people.import_preview (id, account_id, kind, organisation_id, organisation_path, file_name, file_hash, encoding, rows_read, to_create, to_update,
       unchanged, warnings, errors, ignored_columns, error_file_id, created_at)
     SELECT x.id, x.own, x.kind::people.import_kind, x.organisation, x.path, x."fileName", decode(x.hash, 'hex'), x.encoding, x.rows, x.create, x.update,
       x.unchanged, x.warnings, x.errors, x."ignoredColumns", x."errorFile", x.now
     FROM jsonb_to_record($1::jsonb) AS x(id uuid, own uuid, kind text, organisation uuid, path text, "fileName" text, hash text, encoding text, rows int, "create" int,
       update int, unchanged int, warnings int, errors int, "ignoredColumns" text[], "errorFile" uuid, now timestamptz)`,
    JSON.stringify({ id, own, now, ...preview, ...counts, ...place, ...file }),
  )
}

async function insertRows(transaction: RawQueries, previewId: string, rows: readonly KeptRow<unknown>[], key: SealingKey): Promise<void> {
  const kept = rows.map(({ body, ...row }) => ({ ...row, body: seal(JSON.stringify(body), key).toString("base64") }))
  await transaction.$queryRawUnsafe(
    `INSERT INTO people.import_row (preview_id, line, fate, member_id, member_version, problems, body_sealed)
     SELECT $1::uuid, x.line, x.fate::people.row_fate, x."memberId", x."memberVersion", x.problems, decode(x.body, 'base64')
     FROM jsonb_to_recordset($2::jsonb) AS x(line int, fate text, "memberId" uuid, "memberVersion" int, problems jsonb, body text)`,
    previewId,
    JSON.stringify(kept),
  )
}
