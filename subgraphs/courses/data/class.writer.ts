import { Prisma } from "../../../prisma/courses/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { CoOrganiser } from "../domain/lesson-to-place.ts"
import type { ClassEdit, ClassState } from "../domain/training-class.ts"
import { defined } from "./venue.writer.ts"

type NewClass = Required<Omit<ClassEdit, "coOrganisers">>
export type LockedClass = { id: string; path: string; version: number; state: ClassState; startsOn: string; endsOn: string; plannedPlaces: number }

/** Open, change and cancel training classes, in the transaction of an act. */
export function createClassWriter(transaction: Prisma.TransactionClient, now: () => Date) {
  return {
    /** Find a class and keep others from changing it or its places meanwhile. */
    async lock(classId: string): Promise<LockedClass | null> {
      const id = toUuid("class", classId)
      await transaction.$queryRawUnsafe("SELECT FROM courses.training_class WHERE id = $1::uuid FOR NO KEY UPDATE", id)
      const row = await transaction.trainingClass.findUnique({ where: { id } })
      if (!row) return null
      const { organisationPath: path, version, state, plannedPlaces } = row
      return { id: classId, path, version, state, plannedPlaces, startsOn: dayFromDate(row.startsOn), endsOn: dayFromDate(row.endsOn) }
    },

    async open(place: { id: string; path: string }, training: NewClass): Promise<string> {
      const id = newId("class")
      const { startsOn, endsOn, audience, ...rest } = training
      const organisation = { organisationId: toUuid("organisation", place.id), organisationPath: place.path }
      const days = { startsOn: dateFromDay(startsOn), endsOn: dateFromDay(endsOn) }
      await transaction.trainingClass.create({ data: { id: toUuid("class", id), ...organisation, ...rest, ...days, audience: audience ?? Prisma.DbNull } })
      return id
    },

    async change(classId: string, edit: Omit<ClassEdit, "coOrganisers">): Promise<void> {
      const { startsOn, endsOn, audience, ...rest } = edit
      const data = {
        ...defined(rest),
        ...(startsOn !== undefined && { startsOn: dateFromDay(startsOn) }),
        ...(endsOn !== undefined && { endsOn: dateFromDay(endsOn) }),
        ...(audience !== undefined && { audience: audience ?? Prisma.DbNull }),
        version: { increment: 1 },
      }
      await transaction.trainingClass.update({ where: { id: toUuid("class", classId) }, data })
    },

    async setCoOrganisers(classId: string, partners: readonly CoOrganiser[]): Promise<void> {
      const id = toUuid("class", classId)
      await transaction.classCoOrganiser.deleteMany({ where: { classId: id } })
      const data = partners.map(({ organisationId, name }, at) => ({
        classId: id,
        number: at + 1,
        organisationId: organisationId && toUuid("organisation", organisationId),
        name: name.trim(),
      }))
      await transaction.classCoOrganiser.createMany({ data })
    },

    async cancel(classId: string, reason: string): Promise<void> {
      const data = { state: "CANCELLED" as const, cancelledReason: reason, version: { increment: 1 } }
      await transaction.trainingClass.update({ where: { id: toUuid("class", classId) }, data })
    },

    /** Find the lessons of a class that are still to come and not cancelled, in time order; drafts are told apart. */
    async findComing(classId: string): Promise<{ id: string; isDraft: boolean }[]> {
      const where = { trainingClassId: toUuid("class", classId), status: { in: ["DRAFT", "PUBLISHED"] as ("DRAFT" | "PUBLISHED")[] }, startsAt: { gt: now() } }
      const rows = await transaction.lesson.findMany({ where, select: { id: true, status: true }, orderBy: [{ startsAt: "asc" }, { id: "asc" }] })
      return rows.map(({ id, status }) => ({ id: toTypeId("lesson", id), isDraft: status === "DRAFT" }))
    },
  }
}
