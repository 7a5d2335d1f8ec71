import { type Page, isPath, pageRequest } from "../../shared/page.ts"
import type { OrganisationContext } from "../context.ts"
import { dayAsked } from "../domain/as-of.ts"
import type { Kind, Level, Organisation } from "../domain/organisation.ts"

/**
 * List the organisations that the viewer sees, in the order of the tree, optionally of one level or kind, today or on a day.
 *
 * @throws {BadInput} when `first` or `after` is not good, or the day is still to come.
 */
export async function listOrganisations(
  { organisations, versions, today }: Pick<OrganisationContext, "organisations" | "versions" | "today">,
  asked: { level?: Level | null; kind?: Kind | null; asOf?: string | null; first?: number | null; after?: string | null },
): Promise<Page<Organisation>> {
  const day = dayAsked(asked.asOf, today)
  const tree = day === null ? organisations : versions.on(day)
  return tree.list({ level: asked.level ?? null, kind: asked.kind ?? null }, pageRequest(asked, [isPath]))
}
