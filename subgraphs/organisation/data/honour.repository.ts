import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Honour } from "../domain/honour.ts"

type Row = Prisma.Result<Prisma.TransactionClient["honour"], object, "findFirstOrThrow">

/** Write honours of organisations that the caller has found for the viewer. */
export function createHonourRepository(prisma: Pick<Prisma.TransactionClient, "honour">) {
  return {
    async findById(id: string): Promise<Honour | null> {
      const row = await prisma.honour.findUnique({ where: { id: toUuid("honour", id) } })
      return row && toHonour(row)
    },

    async add(honour: Omit<Honour, "id" | "revokedOn">): Promise<Honour> {
      const id = newId("honour")
      const own = { id: toUuid("honour", id), organisationId: toUuid("organisation", honour.organisationId), grantedOn: dateFromDay(honour.grantedOn) }
      return toHonour(await prisma.honour.create({ data: { ...honour, ...own } }))
    },

    /** Revoke an honour that still holds; null when it was revoked before. */
    async revoke(id: string, revokedOn: string): Promise<Honour | null> {
      const where = { id: toUuid("honour", id), revokedOn: null }
      const [row] = await prisma.honour.updateManyAndReturn({ where, data: { revokedOn: dateFromDay(revokedOn) } })
      return row ? toHonour(row) : null
    },
  }
}

function toHonour(row: Row): Honour {
  return {
    ...row,
    id: toTypeId("honour", row.id),
    organisationId: toTypeId("organisation", row.organisationId),
    grantedOn: dayFromDate(row.grantedOn),
    revokedOn: row.revokedOn && dayFromDate(row.revokedOn),
  }
}
