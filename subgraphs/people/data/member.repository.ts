import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Member } from "../domain/member.ts"
import { MEMBER_COLUMNS, type MemberRow, toMember } from "./member.row.ts"

/** $1 and $2 are the viewer's subtrees, $3 the viewer's own member: what everyone sees is inside a subtree or themselves. */
export const VISIBLE = `(m.id = $3::uuid OR ${withinScope("m.branch_path")})`

export type MemberRepository = ReturnType<typeof createMemberRepository>

/** Read people within the viewer's scope: those in the subtrees of the viewer's grants, and the viewer. */
export function createMemberRepository(database: Database, viewer: Viewer) {
  return {
    async findByIds(ids: readonly string[]): Promise<Member[]> {
      const rows = await database.read<MemberRow>(
        "members_by_id",
        `SELECT ${MEMBER_COLUMNS} FROM people.member m WHERE m.id = ANY($4::uuid[]) AND ${VISIBLE}`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("member", ids)],
      )
      return rows.map(toMember)
    },
  }
}
