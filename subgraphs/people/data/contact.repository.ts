import type { Database } from "../../shared/database.ts"
import { ownMember, scopeOf } from "../../shared/scope.ts"
import { toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Contact, ContactField, ContactValue } from "../domain/contact.ts"
import type { ContactPurpose } from "../domain/contact.policy.ts"
import { NOTED_ROLE, notedGrants } from "../../shared/noted-role.ts"
import { VISIBLE } from "./member.repository.ts"
import { type SealingKey, unseal } from "../../shared/sealed.ts"

export type ContactRepository = ReturnType<typeof createContactRepository>

/** Open contact data within the viewer's scope, and keep the log of who read whose. */
export function createContactRepository(database: Database, viewer: Viewer, keys: readonly SealingKey[], now: () => Date) {
  const open = (sealed: Uint8Array | null): ContactValue => {
    try {
      return { text: sealed && unseal(sealed, keys) }
    } catch (broken) {
      return { broken }
    }
  }
  return {
    async findByMembers(memberIds: readonly string[]): Promise<(Contact & { memberId: string })[]> {
      const rows = await database.read<{ id: string; mobile_sealed: Buffer | null; national_id_sealed: Buffer | null }>(
        "contacts_by_member",
        `SELECT m.id, m.mobile_sealed, m.national_id_sealed FROM people.member m WHERE m.id = ANY($4::uuid[]) AND ${VISIBLE}`,
        [...scopeOf(viewer), ownMember(viewer), toUuids("member", memberIds)],
      )
      return rows.map((row) => ({
        memberId: toTypeId("member", row.id),
        mobile: open(row.mobile_sealed),
        nationalId: open(row.national_id_sealed),
        isMasked: false,
      }))
    },

    /** Write down that the viewer reads these fields of these people in full, and what for; here, and in the log of what is read anywhere (查询与导出日志). */
    async logReads(reads: readonly { memberId: string; fields: readonly ContactField[] }[], purpose: ContactPurpose): Promise<void> {
      await database.read(
        "log_personal_data_reads",
        `WITH r AS (SELECT * FROM unnest($3::uuid[], $4::text[], $5::text[]) AS r(member_id, fields, subject)), logged AS (
           INSERT INTO people.personal_data_read (id, account_id, member_id, fields, purpose) SELECT uuidv7(), $1::uuid, r.member_id, string_to_array(r.fields, ','), $2 FROM r)
         SELECT attendance_api.note_access($6::timestamptz, $1::uuid, ${NOTED_ROLE("m.branch_path", "$7", "$8")}, $2, 'query member.contact', m.branch_id,
           array_agg(r.subject ORDER BY r.subject), count(*)::int, string_to_array(r.fields, ','), NULL)
         FROM r JOIN people.member m ON m.id = r.member_id GROUP BY m.branch_id, m.branch_path, r.fields`,
        [
          toUuid("account", viewer.accountId),
          purpose,
          reads.map(({ memberId }) => toUuid("member", memberId)),
          reads.map(({ fields }) => fields.join(",")),
          reads.map(({ memberId }) => memberId),
          now().toISOString(),
          ...notedGrants(viewer),
        ],
      )
    },
  }
}
