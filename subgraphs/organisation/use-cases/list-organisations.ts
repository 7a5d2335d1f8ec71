import { type Page, isPath, pageRequest } from "../../shared/page.ts"
import type { OrganisationContext } from "../context.ts"
import type { Kind, Level, Organisation } from "../domain/organisation.ts"

/**
 * List the organisations that the viewer sees, in the order of the tree, optionally of one level or kind.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export function listOrganisations(
  { organisations }: Pick<OrganisationContext, "organisations">,
  asked: { level?: Level | null; kind?: Kind | null; first?: number | null; after?: string | null },
): Promise<Page<Organisation>> {
  return organisations.list({ level: asked.level ?? null, kind: asked.kind ?? null }, pageRequest(asked, [isPath]))
}
