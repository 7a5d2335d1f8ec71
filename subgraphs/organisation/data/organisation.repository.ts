import type { PrismaClient } from "../../../prisma/organisation/generated/client.ts"
import type { OrganisationWhereInput } from "../../../prisma/organisation/generated/models.ts"
import { dayFromDate } from "../../shared/calendar.ts"
import { type Page, type PageRequest, pageOf } from "../../shared/page.ts"
import { toTypeId, toUuids } from "../../shared/typeid.ts"
import { type PathRange, type Viewer, readingScope, waysUp } from "../../shared/viewer.ts"
import type { Division, Kind, Level, Organisation } from "../domain/organisation.ts"

type Row = Omit<Organisation, "foundedOn" | "dissolvedOn" | "asOf"> & { foundedOn: Date; dissolvedOn: Date | null }

export type OrganisationRepository = ReturnType<typeof createOrganisationRepository>

/** Read the tree within what the viewer sees: the subtrees of the viewer's grants and the way up from the viewer's places. */
export function createOrganisationRepository(prisma: PrismaClient, viewer: Viewer) {
  const visible = visibleTo(viewer)
  const find = async (where: OrganisationWhereInput, take?: number): Promise<Organisation[]> => {
    const rows = await prisma.organisation.findMany({
      where: { AND: [{ dissolvedOn: null }, visible, where] },
      orderBy: { path: "asc" },
      ...(take === undefined ? {} : { take }),
    })
    return rows.map(toOrganisation)
  }
  return {
    /** Find those among these ids that exist for the viewer, each with its parent, in one statement. */
    async findByIdsWithParents(ids: readonly string[]): Promise<Organisation[]> {
      const uuids = toUuids("organisation", ids)
      return find({ OR: [{ id: { in: uuids } }, { children: { some: { id: { in: uuids } } } }] })
    },

    findByPaths: (paths: readonly string[]) => find({ path: { in: [...paths] } }),

    /** List organisations in the order of the tree, optionally of one level or kind. */
    async list(filter: { level: Level | null; kind: Kind | null }, { limit, after }: PageRequest): Promise<Page<Organisation>> {
      const where = { ...(filter.level ? { level: filter.level } : {}), ...(filter.kind ? { kind: filter.kind } : {}) }
      const rows = await find(after ? { AND: [where, { path: { gt: after[0] ?? "" } }] } : where, limit + 1)
      return pageOf(
        rows,
        limit,
        ({ path }) => [path],
        () => prisma.organisation.count({ where: { AND: [{ dissolvedOn: null }, visible, where] } }),
      )
    },

    /** Say which of these have an organisation below them that the viewer sees. */
    async findIdsWithChildren(ids: readonly string[]): Promise<Set<string>> {
      const rows = await prisma.organisation.findMany({
        where: { AND: [{ dissolvedOn: null }, visible, { parentId: { in: toUuids("organisation", ids) } }] },
        select: { parentId: true },
        distinct: ["parentId"],
      })
      return new Set(rows.flatMap(({ parentId }) => (parentId ? [toTypeId("organisation", parentId)] : [])))
    },

    async findDivisions(ids: readonly string[]): Promise<Division[]> {
      return prisma.division.findMany({ where: { id: { in: [...ids] } }, select: { id: true, code: true, name: true, level: true } })
    },
  }
}

function visibleTo(viewer: Viewer): OrganisationWhereInput {
  return { OR: [...readingScope(viewer).map(inRange), { path: { in: waysUp(viewer) } }] }
}

function inRange({ from, to }: PathRange): OrganisationWhereInput {
  return { path: { gte: from, lt: to } }
}

function toOrganisation(row: Row): Organisation {
  return {
    ...row,
    id: toTypeId("organisation", row.id),
    parentId: row.parentId && toTypeId("organisation", row.parentId),
    foundedOn: dayFromDate(row.foundedOn),
    dissolvedOn: row.dissolvedOn && dayFromDate(row.dissolvedOn),
    asOf: null,
  }
}
