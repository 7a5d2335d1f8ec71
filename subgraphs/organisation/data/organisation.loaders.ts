import DataLoader from "dataloader"
import { groupedInKeyOrder, inKeyOrder, perKey } from "../../shared/keyed.ts"
import type { PageRequest } from "../../shared/page.ts"
import type { Division, Officer, Organisation } from "../domain/organisation.ts"
import type { ChildrenRepository } from "./children.repository.ts"
import type { OfficerRepository } from "./officer.repository.ts"
import type { OrganisationRepository } from "./organisation.repository.ts"

/** One set per request: what one person may see must never answer another. */
export function createOrganisationLoaders(
  repositories: { organisations: OrganisationRepository; officers: OfficerRepository; children: ChildrenRepository },
  today: string,
) {
  const { organisations, officers, children } = repositories
  const organisationById: DataLoader<string, Organisation | null> = new DataLoader(async (ids) => {
    const rows = await organisations.findByIdsWithParents(ids)
    for (const row of rows) organisationById.prime(row.id, row)
    return inKeyOrder(ids, rows, (row) => row.id)
  })
  return {
    organisationById,
    organisationByPath: new DataLoader<string, Organisation | null>(async (paths) =>
      inKeyOrder(paths, await organisations.findByPaths(paths), (row) => row.path),
    ),
    /** The loader of one page a parent: organisations of one list share it, and so one statement. */
    childrenByParent: perKey(
      (request: PageRequest) =>
        new DataLoader<string, Organisation[]>(async (ids) => groupedInKeyOrder(ids, await children.findPages(ids, request), (child) => child.parentId ?? "")),
    ),
    childCountByParent: new DataLoader<string, number>(async (ids) =>
      inKeyOrder(ids, await children.count(ids), (count) => count.parentId).map((count) => count?.children ?? 0),
    ),
    hasChildrenById: new DataLoader<string, boolean>(async (ids) => {
      const withChildren = await organisations.findIdsWithChildren(ids)
      return ids.map((id) => withChildren.has(id))
    }),
    divisionById: new DataLoader<string, Division | null>(async (ids) => inKeyOrder(ids, await organisations.findDivisions(ids), (row) => row.id)),
    officersByOrganisation: new DataLoader<string, Officer[]>(async (ids) =>
      groupedInKeyOrder(ids, await officers.findByOrganisations(ids, today), (officer) => officer.organisationId),
    ),
  }
}
