import type { PrismaClient } from "../../../prisma/courses/generated/client.ts"
import { dayFromDate } from "../../shared/calendar.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import type { PartySchool, Teacher, Venue } from "../domain/lesson.ts"

export type SchoolRepository = ReturnType<typeof createSchoolRepository>

/**
 * Read schools, venues and teachers: the city's directory, which everyone who signs in may read (a lesson's announcement names
 * them anyway).
 */
export function createSchoolRepository(prisma: PrismaClient) {
  return {
    async findSchools(ids: readonly string[]): Promise<PartySchool[]> {
      return (await prisma.partySchool.findMany({ where: { id: { in: toUuids("school", ids) } } })).map(toSchool)
    },

    async findSchoolsOf(organisationIds: readonly string[]): Promise<PartySchool[]> {
      return (await prisma.partySchool.findMany({ where: { organisationId: { in: toUuids("organisation", organisationIds) } } })).map(toSchool)
    },

    async findVenues(ids: readonly string[]): Promise<Venue[]> {
      const venues = await prisma.venue.findMany({ where: { id: { in: toUuids("venue", ids) } }, omit: { organisationPath: true } })
      return venues.map((venue) => ({ ...venue, id: toTypeId("venue", venue.id), organisationId: toTypeId("organisation", venue.organisationId) }))
    },

    async findTeachers(ids: readonly string[]): Promise<Teacher[]> {
      const teachers = await prisma.teacher.findMany({ where: { id: { in: toUuids("teacher", ids) } } })
      return teachers.map(({ id, name, category, unit, title, subjects }) => ({ id: toTypeId("teacher", id), name, category, unit, title, subjects }))
    },
  }
}

function toSchool(row: {
  id: string
  organisationId: string
  name: string
  level: PartySchool["level"]
  isDemonstration: boolean
  establishedOn: Date
}): PartySchool {
  const { name, level, isDemonstration } = row
  return {
    id: toTypeId("school", row.id),
    organisationId: toTypeId("organisation", row.organisationId),
    name,
    level,
    isDemonstration,
    establishedOn: dayFromDate(row.establishedOn),
  }
}
