import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay } from "../../shared/calendar.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { Electorate } from "../domain/term.ts"

/** Read and hold organisations that the caller has found for the viewer. */
export function createPlaceRepository(prisma: Pick<Prisma.TransactionClient, "organisationVersion" | "organisation" | "$queryRawUnsafe">) {
  return {
    /** Let nobody else change this organisation's records until the transaction ends: two secretaries cannot be appointed at once. */
    async lock(organisationId: string): Promise<void> {
      const text = "SELECT id FROM organisation.organisation WHERE id = $1::uuid FOR NO KEY UPDATE"
      await prisma.$queryRawUnsafe(text, toUuid("organisation", organisationId))
    },

    /** Find what an organisation was on a day; what it is now for days before it was in the books. */
    async electorateOn(organisationId: string, day: string): Promise<Electorate> {
      const select = { kind: true, setting: true, level: true } as const
      const id = toUuid("organisation", organisationId)
      const date = dateFromDay(day)
      const where = { organisationId: id, validFrom: { lte: date }, OR: [{ validTo: null }, { validTo: { gt: date } }] }
      return (await prisma.organisationVersion.findFirst({ where, select })) ?? prisma.organisation.findUniqueOrThrow({ where: { id }, select })
    },
  }
}
