import type { RawQueries } from "../../shared/change.ts"
import type { RowFate, RowProblem } from "../../shared/tables/row-problem.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { LessonImportKind, Understood } from "../domain/lesson-import.ts"
import { type ImportSummary, type KeptImport, expiryFrom } from "./lesson-import.repository.ts"

export type NewImport = {
  kind: LessonImportKind
  organisation: { id: string; path: string }
  fileHash: Buffer
  summary: ImportSummary
  understood: Understood
  rows: { line: number; fate: RowFate; problems: readonly RowProblem[] }[]
}

/** Keep previews of imports and take them up again, inside a transaction. */
export function createLessonImportWriter(transaction: RawQueries, viewer: Viewer, now: () => Date) {
  const instant = () => now().toISOString()
  return {
    /** Keep a preview with its rows. What has expired goes; of what was committed it stays that it was, without the rows. */
    async add({ kind, organisation, fileHash, summary, understood, rows }: NewImport): Promise<string> {
      const id = newId("plannedimport")
      await transaction.$queryRawUnsafe("DELETE FROM courses.lesson_import WHERE expires_at <= $1::timestamptz AND committed_at IS NULL", instant())
      await transaction.$queryRawUnsafe(
        `UPDATE courses.lesson_import SET rows = '[]', understood = '{}' WHERE expires_at <= $1::timestamptz AND rows <> '[]'`,
        instant(),
      )
      await transaction.$queryRawUnsafe(
        `INSERT INTO courses.lesson_import (id, organisation_id, organisation_path, kind, account_id, file_hash, summary, understood, rows, created_at, expires_at)
         VALUES ($1::uuid, $2::uuid, $3, $4::courses.import_kind, $5::uuid, $6, $7::jsonb, $8::jsonb, $9::jsonb, $10::timestamptz, $11::timestamptz)`,
        toUuid("plannedimport", id),
        toUuid("organisation", organisation.id),
        organisation.path,
        kind,
        toUuid("account", viewer.accountId),
        fileHash,
        JSON.stringify(summary),
        JSON.stringify(understood),
        JSON.stringify(rows),
        instant(),
        expiryFrom(now()).toISOString(),
      )
      return id
    },

    /**
     * Take a preview to commit it, so that nobody else does meanwhile, it or another of the same file in the same place. "BUSY" when somebody
     * does; else when the file was committed there before, or null.
     */
    async take({ organisationId, kind, fileHash }: KeptImport): Promise<Date | null | "BUSY"> {
      const name = `lesson import ${organisationId} ${kind} ${fileHash}`
      const [lock] = await transaction.$queryRawUnsafe<{ taken: boolean }[]>("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken", name)
      if (!lock?.taken) return "BUSY"
      const [row] = await transaction.$queryRawUnsafe<{ committed_at: Date }[]>(
        `SELECT committed_at FROM courses.lesson_import WHERE organisation_id = $1::uuid AND kind = $2::courses.import_kind AND file_hash = decode($3, 'hex')
           AND committed_at IS NOT NULL LIMIT 1`,
        toUuid("organisation", organisationId),
        kind,
        fileHash,
      )
      return row ? new Date(row.committed_at) : null
    },

    async markCommitted(id: string): Promise<void> {
      await transaction.$queryRawUnsafe(
        "UPDATE courses.lesson_import SET committed_at = $2::timestamptz WHERE id = $1::uuid",
        toUuid("plannedimport", id),
        instant(),
      )
    },
  }
}
