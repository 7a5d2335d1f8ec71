import type { Prisma } from "../../../prisma/people/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { Viewer } from "../../shared/viewer.ts"
import type { Transfer, TransferEnd } from "../domain/transfer.ts"
import { TRANSFER_COLUMNS, type TransferRow, toTransfer } from "./transfer.row.ts"

export type NewTransfer = Omit<Transfer, "id" | "state" | "receivedOn" | "receiptOn" | "refusedReason">
export type Decision = { state: "ACCEPTED"; receivedOn: string; receiptOn: string } | { state: "REFUSED"; refusedReason: string } | { state: "WITHDRAWN" }
/** Write letters. Whoever decides on one locks the person first and the letter then, so that two never wait for each other. */
export function createTransferRepository(prisma: Prisma.TransactionClient, viewer: Viewer, now: () => Date) {
  const find = async (condition: string, ...values: unknown[]): Promise<Transfer | null> => {
    const [row] = await prisma.$queryRawUnsafe<TransferRow[]>(`SELECT ${TRANSFER_COLUMNS} FROM people.transfer t WHERE ${condition}`, ...values)
    return row ? toTransfer(row) : null
  }
  return {
    findById: (id: string) => find("t.id = $1::uuid", toUuid("transfer", id)),
    lock: (id: string) => find("t.id = $1::uuid FOR UPDATE", toUuid("transfer", id)),
    /** Find the letter that nobody has decided on, expired or not; there is one at most. */
    findUnderWay: (memberId: string) => find("t.member_id = $1::uuid AND t.state = 'STARTED'", toUuid("member", memberId)),

    async isNumberUsed(letterNumber: string): Promise<boolean> {
      return (await prisma.transfer.count({ where: { letterNumber } })) > 0
    },

    async add(letter: NewTransfer): Promise<string> {
      const id = newId("transfer")
      const { memberName, letterNumber, origin, destination, remark } = letter
      const days = {
        startedOn: dateFromDay(letter.startedOn),
        validUntil: dateFromDay(letter.validUntil),
        duesPaidTo: letter.duesPaidTo && dateFromDay(`${letter.duesPaidTo}-01`),
      }
      const [from, to] = [columnsOf(origin), columnsOf(destination)]
      const ends = { fromId: from.id, fromPath: from.path, fromName: from.name, toId: to.id, toPath: to.path, toName: to.name }
      const acts = { startedBy: toUuid("account", viewer.accountId), startedAt: now() }
      const own = { id: toUuid("transfer", id), memberId: toUuid("member", letter.memberId), memberName, state: "STARTED" as const, letterNumber, remark }
      await prisma.transfer.create({ data: { ...own, ...ends, ...days, ...acts } })
      return id
    },

    async decide(id: string, decision: Decision): Promise<void> {
      const days = decision.state === "ACCEPTED" ? { receivedOn: dateFromDay(decision.receivedOn), receiptOn: dateFromDay(decision.receiptOn) } : {}
      const acts = { decidedBy: toUuid("account", viewer.accountId), decidedAt: now() }
      await prisma.transfer.update({ where: { id: toUuid("transfer", id) }, data: { ...decision, ...days, ...acts } })
    },

    async expire(id: string): Promise<void> {
      await prisma.transfer.update({ where: { id: toUuid("transfer", id) }, data: { state: "EXPIRED" } })
    },
  }
}

function columnsOf({ id, path, name }: TransferEnd) {
  return { id: id && toUuid("organisation", id), path, name }
}
