import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf, withinScope } from "../../shared/scope.ts"
import { toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Designation } from "../domain/designation.ts"
import { DESIGNATION_COLUMNS, toDesignation } from "./designation.row.ts"

/** Read designations (身份认定) of people within the viewer's scope. */
export function createDesignationRepository(database: Database, viewer: Viewer) {
  return {
    async findByMembers(memberIds: readonly string[]): Promise<Designation[]> {
      const rows = await database.read<Designation>(
        "designations_by_member",
        `SELECT ${DESIGNATION_COLUMNS} FROM attendance.designation d JOIN people_api.member m ON m.id = d.member_id
         WHERE d.member_id = ANY($4::uuid[]) AND (m.id = $3::uuid OR ${withinScope("m.branch_path")}) ORDER BY d.from_year, d.id`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("member", memberIds)],
      )
      return rows.map(toDesignation)
    },
  }
}
