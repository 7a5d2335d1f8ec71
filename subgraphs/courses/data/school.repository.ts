import type { PrismaClient } from "../../../prisma/courses/generated/client.ts"
import { dayFromDate } from "../../shared/calendar.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type Viewer, readingScope, waysUp } from "../../shared/viewer.ts"
import type { PartySchool, Teacher, TrainingClass, Venue } from "../domain/lesson.ts"

export type SchoolRepository = ReturnType<typeof createSchoolRepository>

/** Read schools, venues, teachers and classes of the organisations that the viewer sees. */
export function createSchoolRepository(prisma: PrismaClient, viewer: Viewer) {
  const visible = {
    OR: [...readingScope(viewer).map(({ from, to }) => ({ organisationPath: { gte: from, lt: to } })), { organisationPath: { in: waysUp(viewer) } }],
  }
  return {
    async findSchools(ids: readonly string[]): Promise<PartySchool[]> {
      return (await prisma.partySchool.findMany({ where: { AND: [visible, { id: { in: toUuids("school", ids) } }] } })).map(toSchool)
    },

    async findSchoolsOf(organisationIds: readonly string[]): Promise<PartySchool[]> {
      const schools = await prisma.partySchool.findMany({ where: { AND: [visible, { organisationId: { in: toUuids("organisation", organisationIds) } }] } })
      return schools.map(toSchool)
    },

    async findVenues(ids: readonly string[]): Promise<Venue[]> {
      const venues = await prisma.venue.findMany({ where: { AND: [visible, { id: { in: toUuids("venue", ids) } }] }, omit: { organisationPath: true } })
      return venues.map((venue) => ({ ...venue, id: toTypeId("venue", venue.id), organisationId: toTypeId("organisation", venue.organisationId) }))
    },

    async findTeachers(ids: readonly string[]): Promise<Teacher[]> {
      const teachers = await prisma.teacher.findMany({ where: { AND: [visible, { id: { in: toUuids("teacher", ids) } }] } })
      return teachers.map(({ id, name, category, unit, title, subjects }) => ({ id: toTypeId("teacher", id), name, category, unit, title, subjects }))
    },

    async findClasses(ids: readonly string[]): Promise<TrainingClass[]> {
      return (await prisma.trainingClass.findMany({ where: { AND: [visible, { id: { in: toUuids("class", ids) } }] } })).map(toClass)
    },

    /** List an organisation's own training classes, the latest first. */
    async listClasses(organisationId: string, { limit, after }: PageRequest): Promise<Page<TrainingClass>> {
      const where = { AND: [visible, { organisationId: { in: toUuids("organisation", [organisationId]) } }] }
      const [day = "", id = ""] = after ?? []
      const startsOn = new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? day : "0001-01-01")
      const [uuid = "00000000-0000-0000-0000-000000000000"] = toUuids("class", [id])
      const behind = after ? { OR: [{ startsOn: { lt: startsOn } }, { startsOn, id: { lt: uuid } }] } : {}
      const rows = await prisma.trainingClass.findMany({ where: { AND: [where, behind] }, orderBy: [{ startsOn: "desc" }, { id: "desc" }], take: limit + 1 })
      return pageOf(
        rows.map(toClass),
        limit,
        (trainingClass) => [trainingClass.startsOn, trainingClass.id],
        () => prisma.trainingClass.count({ where }),
      )
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

type ClassRow = Omit<TrainingClass, "startsOn" | "endsOn" | "hours"> & { startsOn: Date; endsOn: Date; hours: { toNumber(): number } }

function toClass({ id, organisationId, level, year, name, startsOn, endsOn, plannedPlaces, hours }: ClassRow): TrainingClass {
  return {
    id: toTypeId("class", id),
    organisationId: toTypeId("organisation", organisationId),
    level,
    year,
    name,
    startsOn: dayFromDate(startsOn),
    endsOn: dayFromDate(endsOn),
    plannedPlaces,
    hours: hours.toNumber(),
  }
}
