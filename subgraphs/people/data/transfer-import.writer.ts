import type { RawQueries } from "../../shared/change.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { LetterPlan } from "../domain/transfer-plan.ts"
import type { KeptRow } from "./import-preview.writer.ts"

export type LetterBody = { letter: LetterPlan | null }

export type TransferImportWriter = ReturnType<typeof createTransferImportWriter>

/** Enter a register's letters, many with a statement, inside a transaction. A number or a letter under way that came meanwhile breaks a unique key. */
export function createTransferImportWriter(transaction: RawQueries, viewer: Viewer) {
  return {
    async create(rows: readonly Omit<KeptRow<LetterBody>, "problems">[]): Promise<void> {
      const letters = rows.flatMap(({ body: { letter }, memberId }) =>
        letter ? [{ ...letter, memberId, fromId: letter.from?.id, fromPath: letter.from?.path, toId: letter.to?.id, toPath: letter.to?.path }] : [],
      )
      await transaction.$queryRawUnsafe(
        `INSERT INTO people.transfer (id, member_id, member_name, state, letter_number, from_id, from_path, from_name, to_id, to_path, to_name, started_on, valid_until,
           dues_paid_to, received_on, receipt_on, remark, started_by)
         SELECT gen_random_uuid(), x."memberId", x."memberName", x.state::people.transfer_state, x."letterNumber", x."fromId", x."fromPath", x."fromName", x."toId", x."toPath",
           x."toName", x."startedOn", x."validUntil", x."duesPaidTo", x."receiptOn", x."receiptOn", x.remark, $2::uuid
         FROM jsonb_to_recordset($1::jsonb) AS x("memberId" uuid, "memberName" text, state text, "letterNumber" text, "fromId" uuid, "fromPath" text, "fromName" text,
           "toId" uuid, "toPath" text, "toName" text, "startedOn" date, "validUntil" date, "duesPaidTo" date, "receiptOn" date, remark text)`,
        JSON.stringify(letters),
        toUuid("account", viewer.accountId),
      )
    },
  }
}
