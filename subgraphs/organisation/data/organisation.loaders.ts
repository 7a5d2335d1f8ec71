import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { Division, Officer, Organisation } from "../domain/organisation.ts"
import type { ChildrenRepository } from "./children.repository.ts"
import type { OfficerRepository } from "./officer.repository.ts"
import type { OrganisationRepository } from "./organisation.repository.ts"
import type { TreeOfADay, VersionRepository } from "./version.repository.ts"

type Repositories = { organisations: OrganisationRepository; officers: OfficerRepository; children: ChildrenRepository; versions: VersionRepository }

/** What loaders of one day read from: the tables of today, or the versions of a day. */
type Tree = Omit<TreeOfADay, "list">

/**
 * One set per request: what one person may see must never answer another.
 *
 * The loaders at the top are today's; `on` gives those of the day of which an organisation was read, null for today.
 */
export function createOrganisationLoaders({ organisations, officers, children, versions }: Repositories, today: string) {
  const todays = treeLoaders({ ...organisations, ...children }, officers, today)
  const onDay = perKey((day: string) => treeLoaders(versions.on(day), officers, day))
  return {
    ...todays,
    on: (asOf: string | null) => (asOf === null ? todays : onDay(asOf)),
    divisionById: new DataLoader<string, Division | null>(async (ids) => inKeyOrder(ids, await organisations.findDivisions(ids), (row) => row.id)),
  }
}

function treeLoaders(tree: Tree, officers: OfficerRepository, day: string) {
  const organisationById: DataLoader<string, Organisation | null> = new DataLoader(async (ids) => {
    const rows = await tree.findByIdsWithParents(ids)
    for (const row of rows) organisationById.prime(row.id, row)
    return inKeyOrder(ids, rows, (row) => row.id)
  })
  return {
    organisationById,
    organisationByPath: new DataLoader<string, Organisation | null>(async (paths) => inKeyOrder(paths, await tree.findByPaths(paths), (row) => row.path)),
    /** The loader of one page a parent: organisations of one list share it, and so one statement. */
    childrenByParent: perKey(
      (request: PageRequest) =>
        new DataLoader<string, Organisation[]>(async (ids) => groupedInKeyOrder(ids, await tree.findPages(ids, request), (child) => child.parentId ?? "")),
    ),
    childCountByParent: new DataLoader<string, number>(async (ids) =>
      inKeyOrder(ids, await tree.count(ids), (count) => count.parentId).map((count) => count?.children ?? 0),
    ),
    hasChildrenById: new DataLoader<string, boolean>(async (ids) => {
      const withChildren = await tree.findIdsWithChildren(ids)
      return ids.map((id) => withChildren.has(id))
    }),
    officersByOrganisation: new DataLoader<string, Officer[]>(async (ids) =>
      groupedInKeyOrder(ids, await officers.findByOrganisations(ids, day), (officer) => officer.organisationId),
    ),
  }
}
