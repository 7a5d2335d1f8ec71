import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { Period } from "../domain/period.ts"
import type { TeacherEdit } from "../domain/teacher.ts"
import type { Availability } from "../domain/teacher-hours.ts"
import { defined } from "./venue.writer.ts"

/** A teacher to enter: a member, or somebody from outside. */
export type NewTeacher = Required<Omit<TeacherEdit, "isActive">> & { memberId: string | null }

/** Enter and change teachers, in the transaction of an act. */
export function createTeacherWriter(transaction: Prisma.TransactionClient) {
  return {
    /** Find a teacher and keep others from changing them meanwhile. */
    async lock(teacherId: string): Promise<{ id: string; path: string; version: number } | null> {
      const [row] = await transaction.$queryRawUnsafe<{ path: string; version: number }[]>(
        "SELECT organisation_path AS path, version FROM courses.teacher WHERE id = $1::uuid FOR NO KEY UPDATE",
        toUuid("teacher", teacherId),
      )
      return row ? { id: teacherId, ...row } : null
    },

    /** Find whether an organisation keeps this member as a teacher already. */
    async isKept(organisationId: string, memberId: string): Promise<boolean> {
      const where = { organisationId: toUuid("organisation", organisationId), memberId: toUuid("member", memberId) }
      return (await transaction.teacher.count({ where })) > 0
    },

    /** Find whether an organisation's pool has somebody of this name and unit who is not known to be another member than this one. */
    async isNamed(organisationId: string, { name, unit, memberId }: { name: string; unit: string; memberId: string | null }): Promise<boolean> {
      const where = { organisationId: toUuid("organisation", organisationId), name, unit, isActive: true, ...(memberId !== null && { memberId: null }) }
      return (await transaction.teacher.count({ where })) > 0
    },

    async add(place: { id: string; path: string }, { memberId, ...teacher }: NewTeacher): Promise<string> {
      const id = newId("teacher")
      const organisation = { organisationId: toUuid("organisation", place.id), organisationPath: place.path }
      const member = memberId && toUuid("member", memberId)
      await transaction.teacher.create({ data: { id: toUuid("teacher", id), ...organisation, ...teacher, memberId: member } })
      return id
    },

    async change(teacherId: string, edit: TeacherEdit): Promise<void> {
      await transaction.teacher.update({ where: { id: toUuid("teacher", teacherId) }, data: { ...defined(edit), version: { increment: 1 } } })
    },

    async setAvailability(teacherId: string, times: readonly Availability[]): Promise<void> {
      const id = toUuid("teacher", teacherId)
      await transaction.teacherAvailability.deleteMany({ where: { teacherId: id } })
      const data = times.map(({ weekday, fromMinute, toMinute, kind }) => ({ teacherId: id, weekday, fromMinute, toMinute, kind }))
      await transaction.teacherAvailability.createMany({ data })
    },

    async addAbsence(teacherId: string, { startsAt, endsAt }: Period, reason: string | null): Promise<string> {
      const id = newId("absence")
      await transaction.teacherAbsence.create({ data: { id: toUuid("absence", id), teacherId: toUuid("teacher", teacherId), startsAt, endsAt, reason } })
      return id
    },

    /** Find whose absence it is. */
    async findAbsent(absenceId: string): Promise<{ id: string; path: string } | null> {
      const absence = await transaction.teacherAbsence.findUnique({ where: { id: toUuid("absence", absenceId) }, include: { teacher: true } })
      return absence && { id: toTypeId("teacher", absence.teacherId), path: absence.teacher.organisationPath }
    },

    async removeAbsence(absenceId: string): Promise<void> {
      await transaction.teacherAbsence.delete({ where: { id: toUuid("absence", absenceId) } })
    },
  }
}
