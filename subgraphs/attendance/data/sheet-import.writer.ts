import type { RawQueries } from "../../shared/change.ts"
import { type SealingKey, seal } from "../../shared/sealed.ts"
import { FILE_HOURS } from "../../shared/stored-files.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ImportCounts, ImportResult } from "../domain/sheet-import.ts"
import type { SealedImport } from "./sheet-import.repository.ts"

export type NewSheetImport = {
  lessonId: string
  organisationPath: string
  fileName: string
  fileSha256: Buffer
  counts: ImportCounts
  sealed: SealedImport
}

/** Keep imports of sign-in sheets until they are committed or expire, in the transaction of an act. */
export function createSheetImportWriter(transaction: RawQueries, viewer: Viewer, keys: readonly SealingKey[], now: () => Date) {
  const instant = () => now().toISOString()
  return {
    /** Keep a preview with its rows. What has expired goes; of what was committed it stays that it was, and what came of it. */
    async add({ lessonId, organisationPath, fileName, fileSha256, counts, sealed }: NewSheetImport): Promise<string> {
      const [key] = keys
      if (!key) throw new Error("no personal data key is set, so no import can be kept")
      const id = newId("sheetimport")
      const nothing = seal(JSON.stringify({ ...sealed, problems: [], rows: [] } satisfies SealedImport), key)
      await transaction.$queryRawUnsafe("DELETE FROM attendance.sheet_import WHERE expires_at <= $1::timestamptz AND committed_at IS NULL", instant())
      await transaction.$queryRawUnsafe(
        "UPDATE attendance.sheet_import SET rows_sealed = $2 WHERE expires_at <= $1::timestamptz AND octet_length(rows_sealed) > octet_length($2::bytea)",
        instant(),
        nothing,
      )
      await transaction.$queryRawUnsafe(
        `INSERT INTO attendance.sheet_import (id, account_id, kind, lesson_id, organisation_path, file_name, file_sha256, rows_sealed, counts, created_at, expires_at)
         VALUES ($1::uuid, $2::uuid, 'SIGN_IN_SHEET', $3::uuid, $4, $5, $6, $7, $8::jsonb, $9::timestamptz, $10::timestamptz)`,
        toUuid("sheetimport", id),
        toUuid("account", viewer.accountId),
        toUuid("lesson", lessonId),
        organisationPath,
        fileName,
        fileSha256,
        seal(JSON.stringify(sealed), key),
        JSON.stringify(counts),
        instant(),
        new Date(now().getTime() + FILE_HOURS * 3_600_000).toISOString(),
      )
      return id
    },

    /** What came of this file at this lesson when it was committed, by whomever; null when it was not. Take the lock of the lesson's sheet before. */
    async findResult(lessonId: string, fileSha256: string): Promise<ImportResult | null> {
      const [row] = await transaction.$queryRawUnsafe<{ result: ImportResult }[]>(
        `SELECT result FROM attendance.sheet_import WHERE lesson_id = $1::uuid AND kind = 'SIGN_IN_SHEET' AND file_sha256 = decode($2, 'hex') AND committed_at IS NOT NULL LIMIT 1`,
        toUuid("lesson", lessonId),
        fileSha256,
      )
      return row?.result ?? null
    },

    async markCommitted(id: string, result: ImportResult): Promise<void> {
      await transaction.$queryRawUnsafe(
        "UPDATE attendance.sheet_import SET committed_at = $2::timestamptz, result = $3::jsonb WHERE id = $1::uuid",
        toUuid("sheetimport", id),
        instant(),
        JSON.stringify(result),
      )
    },
  }
}
