import { createHash } from "node:crypto"
import type { Database } from "../../shared/database.ts"
import { FILE_HOURS } from "../../shared/stored-files.ts"
import type { RowFate, RowProblem } from "../../shared/tables/row-problem.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ImportCounts, LessonImportKind, LessonImportPreview, Understood } from "../domain/lesson-import.ts"

/** What is kept of a preview beside its rows; `state` fingerprints what the rows were compared with. */
export type ImportSummary = ImportCounts & { fileName: string; encoding: string; ignoredColumns: string[]; errorFileId: string | null; state: string }

type Row = {
  id: string
  kind: LessonImportKind
  organisation_id: string
  file_hash: string
  summary: ImportSummary
  expires_at: Date
  committed_at: Date | null
}
export type KeptImport = LessonImportPreview & { fileHash: string; state: string }

/** Read the viewer's own imports; another account's are absent, like expired ones. */
export function createLessonImportRepository(database: Database, viewer: Viewer, now: () => Date) {
  const own = toUuid("account", viewer.accountId)
  return {
    /** Fingerprint what would become of the rows, with all that is said of them: it is another as soon as anything came out otherwise. */
    fingerprintOf: (rows: readonly unknown[]): string => createHash("sha256").update(canonical(rows)).digest("hex"),

    async findPreview(id: string): Promise<KeptImport | null> {
      const [row] = await database.read<Row>(
        "lesson_import",
        `SELECT i.id, i.kind::text, i.organisation_id, encode(i.file_hash, 'hex') AS file_hash, i.summary, i.expires_at, i.committed_at
         FROM courses.lesson_import i WHERE i.id = $1 AND i.account_id = $2 AND i.expires_at > $3`,
        [toUuid("plannedimport", id), own, now()],
      )
      return row ? toPreview(row) : null
    },

    /** Read the rows as the file was understood, to compare them with the books again. */
    async findUnderstood(id: string): Promise<Understood | null> {
      const text = "SELECT i.understood FROM courses.lesson_import i WHERE i.id = $1 AND i.account_id = $2"
      const [row] = await database.read<{ understood: Understood }>("lesson_import_understood", text, [toUuid("plannedimport", id), own])
      return row?.understood ?? null
    },

    /** Find rows in the order of the file, with one more than the limit where there are more; of all fates when none is named. */
    async findRows(id: string, fate: RowFate | null, afterLine: number, limit: number): Promise<{ line: number; fate: RowFate; problems: RowProblem[] }[]> {
      return database.read(
        "lesson_import_rows",
        `SELECT r.line, r.fate, r.problems FROM courses.lesson_import i CROSS JOIN LATERAL jsonb_to_recordset(i.rows) AS r(line int, fate text, problems jsonb)
         WHERE i.id = $1 AND i.account_id = $2 AND ($3::text IS NULL OR r.fate = $3) AND r.line > $4 ORDER BY r.line LIMIT $5`,
        [toUuid("plannedimport", id), own, fate, afterLine, limit + 1],
      )
    },
  }
}

/** Until when a preview can be committed and looked at: as long as its files are kept. */
export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + FILE_HOURS * 3_600_000)
}

function toPreview({ id, kind, organisation_id, file_hash, summary, expires_at, committed_at }: Row): KeptImport {
  return {
    ...summary,
    id: toTypeId("plannedimport", id),
    kind,
    organisationId: toTypeId("organisation", organisation_id),
    fileHash: file_hash,
    expiresAt: expires_at,
    committedAt: committed_at,
  }
}

/** Print a value with the fields of its objects in one order: what was kept as JSON comes back in another. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}
