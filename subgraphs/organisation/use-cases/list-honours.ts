import { type Page, isDay, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Honour, HonourFilter } from "../domain/honour.ts"
import type { Organisation } from "../domain/organisation.ts"
import { emptyPage } from "./empty-page.ts"

/**
 * List the honours of an organisation, or of its subtree, that hold on the day of the books, the newest first.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listHonours(
  { viewer, today, loaders }: Pick<OrganisationContext, "viewer" | "today" | "loaders">,
  { id, path, asOf }: Organisation,
  asked: HonourFilter & { first?: number | null; after?: string | null },
): Promise<Page<Honour>> {
  const request = pageRequest(asked, [isDay, idOf("honour")])
  if (!mayRead(viewer, path)) return emptyPage()
  const pages = asked.includeDescendants ? loaders.honoursBelow : loaders.honours
  return pages.pageOf(id, request, [asOf ?? today, asked.kind, asked.level, asked.batch])
}
