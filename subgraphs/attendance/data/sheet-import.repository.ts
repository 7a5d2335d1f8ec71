import type { Database } from "../../shared/database.ts"
import { type SealingKey, unseal } from "../../shared/sealed.ts"
import type { RowProblem } from "../../shared/tables/row-problem.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ImportCounts, PlannedSignIn, SheetImport } from "../domain/sheet-import.ts"

/** What of an import is sealed: whom its rows mean, and what they say of them. */
export type SealedImport = { fileId: string; errorFileId: string | null; encoding: string; problems: RowProblem[]; rows: PlannedSignIn[] }

type Row = {
  id: string
  lesson_id: string
  file_name: string
  rows_sealed: Buffer
  counts: ImportCounts
  expires_at: Date
  committed_at: Date | null
}
export type OpenedImport = SheetImport & { rows: PlannedSignIn[]; fileSha256: string }

/** Read the viewer's own imports of sign-in sheets; another account's are absent, like expired ones. */
export function createSheetImportRepository(database: Database, viewer: Viewer, keys: readonly SealingKey[], now: () => Date) {
  return {
    async find(id: string): Promise<OpenedImport | null> {
      const [row] = await database.read<Row & { sha256: string }>(
        "sheet_import",
        `SELECT i.id, i.lesson_id, i.file_name, encode(i.file_sha256, 'hex') AS sha256, i.rows_sealed, i.counts, i.expires_at, i.committed_at
         FROM attendance.sheet_import i WHERE i.id = $1 AND i.account_id = $2 AND i.kind = 'SIGN_IN_SHEET' AND i.expires_at > $3`,
        [toUuid("sheetimport", id), toUuid("account", viewer.accountId), now()],
      )
      if (!row) return null
      const sealed = JSON.parse(unseal(row.rows_sealed, keys)) as SealedImport
      const about = { fileName: row.file_name, fileSha256: row.sha256, expiresAt: row.expires_at, committedAt: row.committed_at }
      return { ...row.counts, ...sealed, ...about, id: toTypeId("sheetimport", row.id), lessonId: toTypeId("lesson", row.lesson_id) }
    },
  }
}
