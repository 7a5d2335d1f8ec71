import { type Page, isPath, pageOf, pageRequest } from "../../shared/page.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"

/**
 * List the organisations directly below one, in the order of the tree, on the day of which the parent was read.
 *
 * Goes through the request's loaders: the children of a whole page of organisations are one statement.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listChildren(
  { loaders }: Pick<OrganisationContext, "loaders">,
  parent: Pick<Organisation, "id" | "asOf">,
  asked: { first?: number | null; after?: string | null },
): Promise<Page<Organisation>> {
  const request = pageRequest(asked, [isPath])
  const { childrenByParent, childCountByParent } = loaders.on(parent.asOf)
  const children = await childrenByParent(request).load(parent.id)
  return pageOf<Organisation>(
    children,
    request.limit,
    ({ path }) => [path],
    () => childCountByParent.load(parent.id),
  )
}
