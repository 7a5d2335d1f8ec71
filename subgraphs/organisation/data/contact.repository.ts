import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { ContactAssignment } from "../domain/contact-assignment.ts"

type Row = Prisma.Result<Prisma.TransactionClient["contactAssignment"], object, "findFirstOrThrow">

/** Read and write who keeps contact with organisations that the caller has found for the viewer. */
export function createContactRepository(prisma: Pick<Prisma.TransactionClient, "contactAssignment">) {
  return {
    async findById(id: string): Promise<ContactAssignment | null> {
      const row = await prisma.contactAssignment.findUnique({ where: { id: toUuid("assignment", id) } })
      return row && toAssignment(row)
    },

    /** Find who keeps contact with each of these on a day, the longest first. */
    async findOn(organisationIds: readonly string[], day: string): Promise<ContactAssignment[]> {
      const date = dateFromDay(day)
      const where = {
        organisationId: { in: toUuids("organisation", organisationIds) },
        since: { lte: date },
        OR: [{ until: null }, { until: { gt: date } }],
      }
      return (await prisma.contactAssignment.findMany({ where, orderBy: [{ since: "asc" }, { id: "asc" }] })).map(toAssignment)
    },

    async add(assignment: Omit<ContactAssignment, "id" | "until">): Promise<ContactAssignment> {
      const { organisationId, leaderId, since, level, note } = assignment
      const own = {
        id: toUuid("assignment", newId("assignment")),
        organisationId: toUuid("organisation", organisationId),
        leaderId: toUuid("member", leaderId),
      }
      return toAssignment(await prisma.contactAssignment.create({ data: { ...own, since: dateFromDay(since), level, note } }))
    },

    /** End an assignment that still runs; null when it has ended. */
    async end(id: string, until: string): Promise<ContactAssignment | null> {
      const where = { id: toUuid("assignment", id), until: null }
      const [row] = await prisma.contactAssignment.updateManyAndReturn({ where, data: { until: dateFromDay(until) } })
      return row ? toAssignment(row) : null
    },
  }
}

function toAssignment(row: Row): ContactAssignment {
  return {
    ...row,
    id: toTypeId("assignment", row.id),
    organisationId: toTypeId("organisation", row.organisationId),
    leaderId: toTypeId("member", row.leaderId),
    since: dayFromDate(row.since),
    until: row.until && dayFromDate(row.until),
  }
}
