import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { ReadableMember } from "../domain/office.ts"

/** Find those of these people whom the viewer may read: oneself, and whoever takes part in the viewer's subtrees. */
export async function findReadableMembers(database: Database, viewer: Viewer, ids: readonly string[]): Promise<ReadableMember[]> {
  const rows = await database.read<{ id: string; is_full: boolean }>(
    "readable_members",
    `SELECT m.id, m.stage = 'FULL' AS is_full FROM people_api.member m WHERE m.id = ANY($3::uuid[]) AND (m.id = $4 OR ${withinScope("m.branch_path")})`,
    [...scopeOf(viewer), toUuids("member", ids), ownMember(viewer)],
  )
  return rows.map((row) => ({ id: toTypeId("member", row.id), isFull: row.is_full }))
}
