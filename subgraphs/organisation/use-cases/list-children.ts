import { type Page, isPath, pageOf, pageRequest } from "../../shared/page.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"

/**
 * List the organisations directly below one, in the order of the tree.
 *
 * Goes through the request's loaders: the children of a whole page of organisations are one statement.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listChildren(
  { loaders }: Pick<OrganisationContext, "loaders">,
  asked: { parentId: string; first?: number | null; after?: string | null },
): Promise<Page<Organisation>> {
  const request = pageRequest(asked, [isPath])
  const children = await loaders.childrenByParent(request).load(asked.parentId)
  return pageOf<Organisation>(
    children,
    request.limit,
    ({ path }) => [path],
    () => loaders.childCountByParent.load(asked.parentId),
  )
}
