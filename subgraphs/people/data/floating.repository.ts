import type { Prisma } from "../../../prisma/people/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { newId, toUuid } from "../../shared/typeid.ts"
import type { FloatingDirection, FloatingRecord } from "../domain/floating.ts"
import { FLOATING_COLUMNS, type FloatingRow, toFloating } from "./floating.row.ts"

/** Write floating records. The caller has locked the person. */
export function createFloatingRepository(prisma: Prisma.TransactionClient) {
  const where = (id: string) => ({ id: toUuid("floating", id) })
  return {
    async findById(id: string): Promise<FloatingRecord | null> {
      const [row] = await prisma.$queryRawUnsafe<FloatingRow[]>(
        `SELECT ${FLOATING_COLUMNS} FROM people.floating_record f WHERE f.id = $1::uuid`,
        toUuid("floating", id),
      )
      return row ? toFloating(row) : null
    },

    async isUnderWay(memberId: string, direction: FloatingDirection): Promise<boolean> {
      return (await prisma.floatingRecord.count({ where: { memberId: toUuid("member", memberId), direction, until: null } })) > 0
    },

    async isCardUsed(cardNumber: string): Promise<boolean> {
      return (await prisma.floatingRecord.count({ where: { cardNumber } })) > 0
    },

    async add(record: Omit<FloatingRecord, "id" | "until">): Promise<string> {
      const id = newId("floating")
      const { direction, mode, destination, hostName, cardNumber, noTransferReason } = record
      const days = {
        since: dateFromDay(record.since),
        lastContactOn: record.lastContactOn && dateFromDay(record.lastContactOn),
        nextContactDueOn: record.nextContactDue && dateFromDay(record.nextContactDue),
        expectedReturnOn: record.expectedReturnOn && dateFromDay(record.expectedReturnOn),
      }
      const own = { ...where(id), memberId: toUuid("member", record.memberId) }
      await prisma.floatingRecord.create({ data: { ...own, ...days, direction, mode, destination, hostName, cardNumber, noTransferReason } })
      return id
    },

    async contact(id: string, contactedOn: string, nextContactDue: string): Promise<void> {
      await prisma.floatingRecord.update({
        where: where(id),
        data: { lastContactOn: dateFromDay(contactedOn), nextContactDueOn: dateFromDay(nextContactDue) },
      })
    },

    /** End the stays away of a person who belongs elsewhere from a day on: the old branch keeps the contact no longer. A stay that began later ends as it begins. */
    async endAway(memberId: string, on: string): Promise<void> {
      await prisma.$executeRawUnsafe(
        `UPDATE people.floating_record SET until = greatest(since, $2::date) WHERE member_id = $1::uuid AND direction = 'OUT' AND until IS NULL`,
        toUuid("member", memberId),
        on,
      )
    },

    async end(id: string, until: string): Promise<void> {
      await prisma.floatingRecord.update({ where: where(id), data: { until: dateFromDay(until) } })
    },
  }
}
