import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Unit, Visit } from "../domain/unit.ts"

type Tables = Pick<Prisma.TransactionClient, "unit" | "unitVisit" | "$queryRawUnsafe">
type Row = Prisma.Result<Tables["unit"], object, "findFirstOrThrow">

/** Read and write units in the areas of organisations that the caller has found for the viewer. */
export function createUnitRepository(prisma: Tables) {
  return {
    async findById(id: string): Promise<Unit | null> {
      const row = await prisma.unit.findUnique({ where: { id: toUuid("unit", id) } })
      return row && toUnit(row)
    },

    /** Say whether a code stands in the books, and let nobody else write it until the transaction ends. */
    async isKnown(creditCode: string): Promise<boolean> {
      await prisma.$queryRawUnsafe("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtext('credit_code'), hashtext($1))) AS held", creditCode)
      return (await prisma.unit.count({ where: { creditCode } })) > 0
    },

    async add(unit: Pick<Unit, "organisationId" | "name" | "kind" | "creditCode" | "since">): Promise<Unit> {
      const own = { id: toUuid("unit", newId("unit")), organisationId: toUuid("organisation", unit.organisationId), since: dateFromDay(unit.since) }
      return toUnit(await prisma.unit.create({ data: { ...unit, ...own } }))
    },

    /** Write what covers a unit and who instructs it; what is undefined stays. */
    async cover(id: string, by: { organisationId: string; since: string } | undefined, instructorId: string | undefined): Promise<Unit> {
      const data = {
        ...(by ? { coveredById: toUuid("organisation", by.organisationId), coveredSince: dateFromDay(by.since) } : {}),
        ...(instructorId === undefined ? {} : { instructorId: toUuid("member", instructorId) }),
      }
      return toUnit(await prisma.unit.update({ where: { id: toUuid("unit", id) }, data }))
    },

    async addVisit({ unitId, visitedOn, halfDays, note }: Omit<Visit, "id">): Promise<Visit> {
      const id = newId("visit")
      const own = { id: toUuid("visit", id), unitId: toUuid("unit", unitId), visitedOn: dateFromDay(visitedOn) }
      await prisma.unitVisit.create({ data: { ...own, halfDays, note } })
      return { id, unitId, visitedOn, halfDays, note }
    },
  }
}

function toUnit(row: Row): Unit {
  return {
    ...row,
    id: toTypeId("unit", row.id),
    organisationId: toTypeId("organisation", row.organisationId),
    coveredById: row.coveredById && toTypeId("organisation", row.coveredById),
    instructorId: row.instructorId && toTypeId("member", row.instructorId),
    coveredSince: row.coveredSince && dayFromDate(row.coveredSince),
    since: dayFromDate(row.since),
    until: row.until && dayFromDate(row.until),
  }
}
