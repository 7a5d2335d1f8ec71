import type { Database } from "../../shared/database.ts"
import type { FetchedFile } from "../../shared/files.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { type SealingKey, unsealBytes } from "../../shared/sealed.ts"
import { isId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Evidence } from "../domain/evidence.ts"

/** The condition under which a piece is there for the viewer: it belongs to a subtree of theirs, or is about themselves. */
export const EVIDENCE_IS_SEEN = `(${withinScope("e.organisation_path")} OR e.member_id = $3::uuid)`

type Row = { id: string; name: string; media_type: string; bytes: number; sha256: string }

export type EvidenceRepository = ReturnType<typeof createEvidenceRepository>

/** Read evidence that the viewer may see. */
export function createEvidenceRepository(database: Database, viewer: Viewer, keys: readonly SealingKey[]) {
  return {
    async findByIds(ids: readonly string[]): Promise<Evidence[]> {
      const rows = await database.read<Row>(
        "evidence_by_id",
        `SELECT e.id, e.name, e.media_type, e.bytes, encode(e.sha256, 'hex') AS sha256 FROM attendance.evidence e WHERE e.id = ANY($4::uuid[]) AND ${EVIDENCE_IS_SEEN}`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("evidence", ids)],
      )
      return rows.map((row) => ({ id: toTypeId("evidence", row.id), name: row.name, mediaType: row.media_type, bytes: row.bytes, sha256: row.sha256 }))
    },

    /** Open one piece; null when the viewer may not see it or it never was. */
    async find(id: string): Promise<FetchedFile | null> {
      if (!isId("evidence", id)) return null
      const [row] = await database.read<{ name: string; media_type: string; content_sealed: Buffer }>(
        "evidence_content",
        `SELECT e.name, e.media_type, e.content_sealed FROM attendance.evidence e WHERE e.id = $4::uuid AND ${EVIDENCE_IS_SEEN}`,
        [...scopeOf(viewer), ownMember(viewer), toUuid("evidence", id)],
      )
      return row ? { name: row.name, mediaType: row.media_type, content: unsealBytes(row.content_sealed, keys) } : null
    },
  }
}
