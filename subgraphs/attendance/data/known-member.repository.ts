import type { Ask } from "../../shared/ask.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"

/** Read people in the contract of their owner; on a transaction or the database. */
export function createKnownMemberRepository(read: Ask, viewer: Viewer) {
  return {
    /** The branch where somebody takes part now. */
    async findBranch(memberId: string): Promise<string | null> {
      const [row] = await read<{ branch_id: string | null }>("branch_of_member", "SELECT branch_id FROM people_api.member WHERE id = $1::uuid", [
        toUuid("member", memberId),
      ])
      return row?.branch_id ? toTypeId("organisation", row.branch_id) : null
    },

    /** Say whether the viewer may read a person; hidden and absent are the same. */
    async isReadable(memberId: string): Promise<boolean> {
      const rows = await read<{ id: string }>(
        "readable_member",
        `SELECT m.id FROM people_api.member m WHERE m.id = $3::uuid AND ${withinScope("m.branch_path")}`,
        [...scopeOf(viewer), toUuid("member", memberId)],
      )
      return rows.length > 0
    },
  }
}
