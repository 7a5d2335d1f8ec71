import type { Database } from "../../shared/database.ts"
import { type SealingKey, unsealBytes } from "../../shared/sealed.ts"
import { isId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Export } from "../domain/export.ts"
import { EXPORT_COLUMNS, type ExportRow, toExport } from "./export.row.ts"

/** Read files that are ready, for the account that asked for them and nobody else. */
export function createExportDownloadReader(database: Database, keys: readonly SealingKey[], now: () => Date) {
  return {
    async find(viewer: Viewer, id: string): Promise<Export | null> {
      if (!isId("export", id)) return null
      const [row] = await database.read<ExportRow>(
        "export_to_fetch",
        `SELECT ${EXPORT_COLUMNS} FROM attendance.export x WHERE x.id = $1::uuid AND x.account_id = $2::uuid AND x.state = 'READY' AND x.expires_at > $3::timestamptz`,
        [toUuid("export", id), toUuid("account", viewer.accountId), now()],
      )
      return row ? toExport(row) : null
    },

    /** The file's pieces in their order, each read when the one before was taken. @throws when one is missing: the file expired meanwhile. */
    async *pieces({ id, bytes }: Export): AsyncGenerator<Buffer> {
      let read = 0
      for (let number = 0; read < (bytes ?? 0); number += 1) {
        const [row] = await database.read<{ content_sealed: Buffer }>(
          "export_piece",
          "SELECT content_sealed FROM attendance.export_file WHERE export_id = $1::uuid AND number = $2",
          [toUuid("export", id), number],
        )
        if (!row) throw new Error(`piece ${number} of an export is gone`)
        const piece = unsealBytes(row.content_sealed, keys)
        read += piece.length
        yield piece
      }
    },
  }
}
