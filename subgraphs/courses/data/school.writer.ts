import type { Prisma } from "../../../prisma/courses/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid } from "../../shared/typeid.ts"
import type { SchoolLevel } from "../domain/lesson.ts"
import type { SchoolEdit, SchoolOfficer } from "../domain/school.ts"
import { defined } from "./venue.writer.ts"

type NewSchool = { name: string; level: SchoolLevel; establishedOn: string }

/** Open and change schools, in the transaction of an act. */
export function createSchoolWriter(transaction: Prisma.TransactionClient) {
  return {
    /** Find a school and keep others from changing it or its officers meanwhile. */
    async lock(schoolId: string) {
      const id = toUuid("school", schoolId)
      await transaction.$queryRawUnsafe("SELECT FROM courses.party_school WHERE id = $1::uuid FOR NO KEY UPDATE", id)
      const row = await transaction.partySchool.findUnique({ where: { id } })
      if (!row) return null
      const { organisationPath: path, version, isDemonstration, demonstrationBatch, establishedOn } = row
      return { id: schoolId, path, version, isDemonstration, demonstrationBatch, establishedOn: dayFromDate(establishedOn) }
    },

    async findOf(organisationId: string): Promise<string | null> {
      const row = await transaction.partySchool.findUnique({ where: { organisationId: toUuid("organisation", organisationId) } })
      return row && toTypeId("school", row.id)
    },

    async open(place: { id: string; path: string }, { name, level, establishedOn }: NewSchool): Promise<string> {
      const id = newId("school")
      const organisation = { organisationId: toUuid("organisation", place.id), organisationPath: place.path }
      await transaction.partySchool.create({ data: { id: toUuid("school", id), ...organisation, name, level, establishedOn: dateFromDay(establishedOn) } })
      return id
    },

    async change(schoolId: string, edit: SchoolEdit): Promise<void> {
      await transaction.partySchool.update({ where: { id: toUuid("school", schoolId) }, data: { ...defined(edit), version: { increment: 1 } } })
    },

    /** Find the officers of a school in a position whose time has a day in common with one that begins then; their times are half-open. */
    async findOfficers(schoolId: string, position: SchoolOfficer["position"], since: string, until: string | null): Promise<SchoolOfficer[]> {
      const ends = { OR: [{ until: null }, { until: { gt: dateFromDay(since) } }] }
      const begins = until === null ? {} : { since: { lt: dateFromDay(until) } }
      const rows = await transaction.schoolOfficer.findMany({ where: { schoolId: toUuid("school", schoolId), position, ...ends, ...begins } })
      return rows.map(toOfficer)
    },

    async appoint(schoolId: string, officer: Omit<SchoolOfficer, "id">): Promise<SchoolOfficer> {
      const id = newId("officer")
      const { memberId, name, position, since, until } = officer
      const days = { since: dateFromDay(since), until: until && dateFromDay(until) }
      const member = memberId && toUuid("member", memberId)
      await transaction.schoolOfficer.create({
        data: { id: toUuid("officer", id), schoolId: toUuid("school", schoolId), memberId: member, name, position, ...days },
      })
      return { id, ...officer }
    },

    async findOfficer(officerId: string): Promise<{ officer: SchoolOfficer; schoolId: string; path: string } | null> {
      const row = await transaction.schoolOfficer.findUnique({ where: { id: toUuid("officer", officerId) }, include: { school: true } })
      return row && { officer: toOfficer(row), schoolId: toTypeId("school", row.schoolId), path: row.school.organisationPath }
    },

    async endOfficer(officerId: string, until: string): Promise<void> {
      await transaction.schoolOfficer.update({ where: { id: toUuid("officer", officerId) }, data: { until: dateFromDay(until) } })
    },
  }
}

type OfficerRow = { id: string; memberId: string | null; name: string; position: SchoolOfficer["position"]; since: Date; until: Date | null }

function toOfficer({ id, memberId, name, position, since, until }: OfficerRow): SchoolOfficer {
  return {
    id: toTypeId("officer", id),
    memberId: memberId && toTypeId("member", memberId),
    name,
    position,
    since: dayFromDate(since),
    until: until && dayFromDate(until),
  }
}
