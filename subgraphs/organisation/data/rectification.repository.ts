import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { Measure, Rectification } from "../domain/rectification.ts"

type Tables = Pick<Prisma.TransactionClient, "rectification" | "rectificationMeasure">
type Row = Prisma.Result<Tables["rectification"], object, "findFirstOrThrow">
type MeasureRow = Prisma.Result<Tables["rectificationMeasure"], object, "findFirstOrThrow">

/** Read and write rectifications of organisations that the caller has found for the viewer. */
export function createRectificationRepository(prisma: Tables) {
  return {
    async findById(id: string): Promise<Rectification | null> {
      const row = await prisma.rectification.findUnique({ where: { id: toUuid("rectification", id) } })
      return row && toRectification(row)
    },

    async findMeasure(id: string): Promise<Measure | null> {
      const row = await prisma.rectificationMeasure.findUnique({ where: { id: toUuid("measure", id) } })
      return row && toMeasure(row)
    },

    async findMeasures(rectificationIds: readonly string[]): Promise<Measure[]> {
      const where = { rectificationId: { in: toUuids("rectification", rectificationIds) } }
      return (await prisma.rectificationMeasure.findMany({ where, orderBy: { position: "asc" } })).map(toMeasure)
    },

    async isListed(organisationId: string): Promise<boolean> {
      return (await prisma.rectification.count({ where: { organisationId: toUuid("organisation", organisationId), acceptedOn: null } })) > 0
    },

    async add(listing: Omit<Rectification, "id" | "acceptedOn" | "result">, measures: readonly string[]): Promise<Rectification> {
      const { organisationId, leaderId, reason, listedOn, dueOn } = listing
      const row = await prisma.rectification.create({
        data: {
          id: toUuid("rectification", newId("rectification")),
          organisationId: toUuid("organisation", organisationId),
          leaderId: leaderId && toUuid("member", leaderId),
          reason,
          listedOn: dateFromDay(listedOn),
          dueOn: dateFromDay(dueOn),
        },
      })
      const data = measures.map((text, at) => ({ id: toUuid("measure", newId("measure")), rectificationId: row.id, position: at + 1, text }))
      await prisma.rectificationMeasure.createMany({ data })
      return toRectification(row)
    },

    async finishMeasure(id: string, doneOn: string): Promise<boolean> {
      const where = { id: toUuid("measure", id), doneOn: null, rectification: { acceptedOn: null } }
      return (await prisma.rectificationMeasure.updateMany({ where, data: { doneOn: dateFromDay(doneOn) } })).count > 0
    },

    /** Accept a rectification that is open; null when it was accepted before. */
    async accept(id: string, acceptedOn: string, result: string): Promise<Rectification | null> {
      const where = { id: toUuid("rectification", id), acceptedOn: null }
      const [row] = await prisma.rectification.updateManyAndReturn({ where, data: { acceptedOn: dateFromDay(acceptedOn), result } })
      return row ? toRectification(row) : null
    },
  }
}

function toRectification(row: Row): Rectification {
  return {
    ...row,
    id: toTypeId("rectification", row.id),
    organisationId: toTypeId("organisation", row.organisationId),
    leaderId: row.leaderId && toTypeId("member", row.leaderId),
    listedOn: dayFromDate(row.listedOn),
    dueOn: dayFromDate(row.dueOn),
    acceptedOn: row.acceptedOn && dayFromDate(row.acceptedOn),
  }
}

function toMeasure(row: MeasureRow): Measure {
  return {
    ...row,
    id: toTypeId("measure", row.id),
    rectificationId: toTypeId("rectification", row.rectificationId),
    doneOn: row.doneOn && dayFromDate(row.doneOn),
  }
}
