import type { Database } from "../../shared/database.ts"
import type { PageRequest } from "../../shared/page.ts"
import { isId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Export } from "../domain/export.ts"
import { EXPORT_COLUMNS, type ExportRow, toExport } from "./export.row.ts"

/** Read the exports that the viewer asked for; nobody else's, but by its watermark. */
export function createExportRepository(database: Database, viewer: Viewer) {
  const account = toUuid("account", viewer.accountId)
  return {
    async find(id: string): Promise<Export | null> {
      if (!isId("export", id)) return null
      const [row] = await database.read<ExportRow>(
        "export_by_id",
        `SELECT ${EXPORT_COLUMNS} FROM attendance.export x WHERE x.id = $1::uuid AND x.account_id = $2::uuid`,
        [toUuid("export", id), account],
      )
      return row ? toExport(row) : null
    },

    /** The latest first. */
    async list({ limit, after }: PageRequest): Promise<Export[]> {
      const [at = null, id = null] = after ?? []
      const rows = await database.read<ExportRow>(
        "exports_of_account",
        `SELECT ${EXPORT_COLUMNS} FROM attendance.export x WHERE x.account_id = $1::uuid
           AND ($2::timestamptz IS NULL OR (x.requested_at, x.id) < ($2, $3::uuid)) ORDER BY x.requested_at DESC, x.id DESC LIMIT $4`,
        [account, at, id && toUuid("export", id), limit + 1],
      )
      return rows.map(toExport)
    },

    async count(): Promise<number> {
      const [row] = await database.read<{ exports: number }>(
        "export_count_of_account",
        "SELECT count(*)::int AS exports FROM attendance.export WHERE account_id = $1::uuid",
        [account],
      )
      return row?.exports ?? 0
    },

    /** Whose file it is on, whoever asks: the caller knows who may be told. */
    async findByWatermark(number: string): Promise<Export | null> {
      const [row] = await database.read<ExportRow>("export_by_watermark", `SELECT ${EXPORT_COLUMNS} FROM attendance.export x WHERE x.watermark = $1`, [number])
      return row ? toExport(row) : null
    },
  }
}
