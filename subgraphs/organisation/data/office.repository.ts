import type { Prisma } from "../../../prisma/organisation/generated/client.ts"
import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { newId, toTypeId, toUuid, toUuids } from "../../shared/typeid.ts"
import type { CommunityDirector, Office } from "../domain/office.ts"

type Tables = Pick<Prisma.TransactionClient, "office" | "communityDirector">
type OfficeRow = Prisma.Result<Tables["office"], object, "findFirstOrThrow">
type DirectorRow = Prisma.Result<Tables["communityDirector"], object, "findFirstOrThrow">

/** Read and write offices, and who directs residents' committees, of organisations that the caller has found for the viewer. */
export function createOfficeRepository(prisma: Tables) {
  const inForceOn = (day: string) => ({ since: { lte: dateFromDay(day) }, ...notOver(day) })
  return {
    async findById(id: string): Promise<Office | null> {
      const row = await prisma.office.findUnique({ where: { id: toUuid("office", id) } })
      return row && toOffice(row)
    },

    /** Find the offices of an organisation that have not ended by a day, those that begin later included. */
    async findNotOver(organisationId: string, day: string): Promise<Office[]> {
      const where = { organisationId: toUuid("organisation", organisationId), ...notOver(day) }
      return (await prisma.office.findMany({ where, orderBy: [{ post: "asc" }, { since: "asc" }, { id: "asc" }] })).map(toOffice)
    },

    /** Find who was secretary of each of these organisations on a day. */
    async findSecretaries(organisationIds: readonly string[], day: string): Promise<Office[]> {
      const where = { organisationId: { in: toUuids("organisation", organisationIds) }, post: "SECRETARY" as const, ...inForceOn(day) }
      return (await prisma.office.findMany({ where })).map(toOffice)
    },

    async add(offices: readonly Omit<Office, "id">[]): Promise<Office[]> {
      const added = offices.map((office) => ({ id: newId("office"), ...office }))
      await prisma.office.createMany({
        data: added.map(({ id, organisationId, memberId, since, until, ...rest }) => ({
          ...rest,
          id: toUuid("office", id),
          organisationId: toUuid("organisation", organisationId),
          memberId: toUuid("member", memberId),
          since: dateFromDay(since),
          until: until && dateFromDay(until),
        })),
      })
      return added
    },

    async end(ids: readonly string[], until: string): Promise<void> {
      await prisma.office.updateMany({ where: { id: { in: toUuids("office", ids) } }, data: { until: dateFromDay(until) } })
    },

    async findDirectors(organisationIds: readonly string[], day: string): Promise<CommunityDirector[]> {
      const where = { organisationId: { in: toUuids("organisation", organisationIds) }, ...inForceOn(day) }
      return (await prisma.communityDirector.findMany({ where, orderBy: { since: "asc" } })).map(toDirector)
    },

    /** Find the director who has not left by a day, also one who begins later. */
    async findDirectorNotOver(organisationId: string, day: string): Promise<CommunityDirector | null> {
      const where = { organisationId: toUuid("organisation", organisationId), ...notOver(day) }
      const row = await prisma.communityDirector.findFirst({ where, orderBy: { since: "desc" } })
      return row && toDirector(row)
    },

    /** Write who directs from a day, and end whoever did until then. */
    async replaceDirector(director: CommunityDirector): Promise<void> {
      const organisationId = toUuid("organisation", director.organisationId)
      const since = dateFromDay(director.since)
      await prisma.communityDirector.updateMany({ where: { organisationId, OR: [{ until: null }, { until: { gt: since } }] }, data: { until: since } })
      const memberId = director.memberId && toUuid("member", director.memberId)
      await prisma.communityDirector.create({ data: { id: crypto.randomUUID(), organisationId, memberId, name: director.name, since } })
    },
  }
}

function notOver(day: string): { OR: [{ until: null }, { until: { gt: Date } }] } {
  return { OR: [{ until: null }, { until: { gt: dateFromDay(day) } }] }
}

function toOffice(row: OfficeRow): Office {
  return {
    ...row,
    id: toTypeId("office", row.id),
    organisationId: toTypeId("organisation", row.organisationId),
    memberId: toTypeId("member", row.memberId),
    since: dayFromDate(row.since),
    until: row.until && dayFromDate(row.until),
  }
}

function toDirector({ organisationId, memberId, name, since }: DirectorRow): CommunityDirector {
  return { organisationId: toTypeId("organisation", organisationId), memberId: memberId && toTypeId("member", memberId), name, since: dayFromDate(since) }
}
