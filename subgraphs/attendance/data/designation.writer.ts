import type { RawQueries } from "../../shared/change.ts"
import { newId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Designation } from "../domain/designation.ts"
import { DESIGNATION_COLUMNS, toDesignation } from "./designation.row.ts"

/** Record designations. */
export function createDesignationWriter(transaction: RawQueries, viewer: Viewer, now: () => Date) {
  return {
    /** Keep others from designating this person, and give what they are. */
    async lockOf(memberId: string): Promise<Designation[]> {
      const uuid = toUuid("member", memberId)
      await transaction.$queryRawUnsafe("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('attendance.designation' || $1, 0))", uuid)
      return (
        await transaction.$queryRawUnsafe<Designation[]>(`SELECT ${DESIGNATION_COLUMNS} FROM attendance.designation d WHERE d.member_id = $1::uuid`, uuid)
      ).map(toDesignation)
    },

    async add(given: Omit<Designation, "id" | "recordedAt" | "recordedBy">): Promise<Designation> {
      const [row] = await transaction.$queryRawUnsafe<Designation[]>(
        `INSERT INTO attendance.designation AS d (id, member_id, kind, from_year, to_year, reason, document_number, evidence, recorded_at, recorded_by_id, recorded_by)
         VALUES ($1::uuid, $2::uuid, $3::attendance.designation_kind, $4::int2, $5::int2, $6, $7, $8::uuid[], $9::timestamptz, $10::uuid, $11)
         RETURNING ${DESIGNATION_COLUMNS}`,
        toUuid("designation", newId("designation")),
        toUuid("member", given.memberId),
        given.kind,
        given.fromYear,
        given.toYear,
        given.reason,
        given.documentNumber,
        toUuids("evidence", given.evidence),
        now().toISOString(),
        toUuid("account", viewer.accountId),
        viewer.name,
      )
      return toDesignation(row as Designation)
    },
  }
}
