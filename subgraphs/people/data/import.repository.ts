import type { Database } from "../../shared/database.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import { FILE_HOURS } from "../../shared/stored-files.ts"
import type { ImportedRow, RowFate, RowProblem } from "../../shared/tables/row-problem.ts"
import type { ImportKind, ImportPreview } from "../domain/import.ts"

export type PreviewRow = {
  id: string
  kind: ImportKind
  organisation_id: string
  file_name: string
  file_hash: string
  encoding: string
  rows_read: number
  to_create: number
  to_update: number
  unchanged: number
  warnings: number
  errors: number
  ignored_columns: string[]
  error_file_id: string | null
  created_at: Date
  committed_at: Date | null
}

/** Select list of a preview `p`. */
export const PREVIEW_COLUMNS = `p.id, p.kind::text AS kind, p.organisation_id, p.file_name, encode(p.file_hash, 'hex') AS file_hash, p.encoding, p.rows_read, p.to_create,
  p.to_update, p.unchanged, p.warnings, p.errors, p.ignored_columns, p.error_file_id, p.created_at, p.committed_at`

/** Read the viewer's own imports; another account's are absent, like expired ones. */
export function createImportRepository(database: Database, viewer: Viewer, now: () => Date) {
  const own = toUuid("account", viewer.accountId)
  const oldest = () => new Date(now().getTime() - FILE_HOURS * 3_600_000)
  return {
    async findPreview(id: string): Promise<ImportPreview | null> {
      const [row] = await database.read<PreviewRow>(
        "import_preview",
        `SELECT ${PREVIEW_COLUMNS} FROM people.import_preview p WHERE p.id = $1 AND p.account_id = $2 AND p.created_at > $3`,
        [toUuid("import", id), own, oldest()],
      )
      return row ? toPreview(row) : null
    },

    /** Find rows in the order of the file, with one more than the limit where there are more; of all fates when none is named. */
    async findRows(previewId: string, fate: RowFate | null, afterLine: number, limit: number): Promise<ImportedRow[]> {
      return database.read<{ line: number; fate: RowFate; problems: RowProblem[] }>(
        "import_rows",
        `SELECT r.line, r.fate::text AS fate, r.problems FROM people.import_row r JOIN people.import_preview p ON p.id = r.preview_id
         WHERE p.id = $1 AND p.account_id = $2 AND ($3::text IS NULL OR r.fate = $3::people.row_fate) AND r.line > $4 ORDER BY r.line LIMIT $5`,
        [toUuid("import", previewId), own, fate, afterLine, limit + 1],
      )
    },
  }
}

/** Turn a row into a preview, with ids as clients see them. */
export function toPreview(row: PreviewRow): ImportPreview {
  return {
    id: toTypeId("import", row.id),
    kind: row.kind,
    organisationId: toTypeId("organisation", row.organisation_id),
    fileName: row.file_name,
    fileHash: row.file_hash,
    encoding: row.encoding,
    rowsRead: row.rows_read,
    toCreate: row.to_create,
    toUpdate: row.to_update,
    unchanged: row.unchanged,
    warnings: row.warnings,
    errors: row.errors,
    ignoredColumns: row.ignored_columns,
    errorFileId: row.error_file_id && toTypeId("file", row.error_file_id),
    createdAt: new Date(row.created_at),
    expiresAt: new Date(new Date(row.created_at).getTime() + FILE_HOURS * 3_600_000),
    committedAt: row.committed_at && new Date(row.committed_at),
  }
}
