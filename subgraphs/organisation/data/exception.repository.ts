import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { AdviceException } from "../domain/advice-exception.ts"

/** Read and write approved exceptions of organisations that the caller has found for the viewer. */
export function createExceptionRepository(prisma: Pick<Prisma.TransactionClient, "adviceException">) {
  return {
    /** Find the exceptions of these organisations that hold on a day, the newest approval first. */
    async findOn(organisationIds: readonly string[], day: string): Promise<AdviceException[]> {
      const date = dateFromDay(day)
      const rows = await prisma.adviceException.findMany({
        where: {
          organisationId: { in: toUuids("organisation", organisationIds) },
          approvedOn: { lte: date },
          OR: [{ validTo: null }, { validTo: { gte: date } }],
        },
        orderBy: [{ approvedOn: "desc" }, { id: "desc" }],
      })
      return rows.map(({ validTo, ...row }) => ({
        ...row,
        id: toTypeId("exception", row.id),
        organisationId: toTypeId("organisation", row.organisationId),
        rule: row.rule as AdviceException["rule"],
        approvedById: toTypeId("organisation", row.approvedById),
        approvedOn: dayFromDate(row.approvedOn),
        validUntil: validTo && dayFromDate(validTo),
      }))
    },

    async add(exception: Omit<AdviceException, "id">): Promise<AdviceException> {
      const id = newId("exception")
      const { validUntil, approvedOn, organisationId, approvedById, ...rest } = exception
      await prisma.adviceException.create({
        data: {
          ...rest,
          id: toUuid("exception", id),
          organisationId: toUuid("organisation", organisationId),
          approvedById: toUuid("organisation", approvedById),
          approvedOn: dateFromDay(approvedOn),
          validTo: validUntil && dateFromDay(validUntil),
        },
      })
      return { id, ...exception }
    },
  }
}
