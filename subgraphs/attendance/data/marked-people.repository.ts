import type { Prisma } from "../../../prisma/attendance/generated/client.ts"
import { scopeOf, withinScope } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"

/** Read who marks are about, before they are kept; in the transaction of an act. */
export function createMarkedPeopleRepository(transaction: Prisma.TransactionClient, viewer: Viewer) {
  return {
    /** Say of people whether they are on a lesson's list, and whether the viewer may know of them at all; of those who are neither, nothing. */
    async findPeople(lessonId: string, memberIds: readonly string[]): Promise<Map<string, { isExpected: boolean; isKnown: boolean }>> {
      const rows = await transaction.$queryRawUnsafe<{ member_id: string; is_expected: boolean; is_known: boolean }[]>(
        `SELECT a.member_id, coalesce(p.is_expected, false) AS is_expected, m.id IS NOT NULL AS is_known FROM (SELECT DISTINCT unnest($4::uuid[]) AS member_id) a
         LEFT JOIN attendance.sheet_place p ON p.lesson_id = $3::uuid AND p.member_id = a.member_id
         LEFT JOIN people_api.member m ON m.id = a.member_id AND ${withinScope("m.branch_path")}
         WHERE p.is_expected OR m.id IS NOT NULL`,
        ...scopeOf(viewer),
        toUuid("lesson", lessonId),
        toUuids("member", memberIds),
      )
      return new Map(rows.map((row) => [toTypeId("member", row.member_id), { isExpected: row.is_expected, isKnown: row.is_known }]))
    },

    /** Find those of these client keys under which the viewer captured something else: of another lesson or person, or no mark. */
    async findTaken(lessonId: string, marks: readonly { clientKey: string; memberId: string }[]): Promise<Set<string>> {
      const rows = await transaction.$queryRawUnsafe<{ client_key: string }[]>(
        `SELECT c.client_key FROM unnest($3::text[], $4::uuid[]) AS a(client_key, member_id) JOIN attendance.capture c ON c.client_key = a.client_key
         WHERE c.recorded_by = $2::uuid AND (c.lesson_id <> $1::uuid OR c.member_id <> a.member_id OR c.kind <> 'MARK')`,
        toUuid("lesson", lessonId),
        toUuid("account", viewer.accountId),
        marks.map(({ clientKey }) => clientKey),
        marks.map(({ memberId }) => toUuid("member", memberId)),
      )
      return new Set(rows.map((row) => row.client_key))
    },
  }
}
