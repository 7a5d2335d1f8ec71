import { type Page, isDay, pageRequest } from "../../shared/page.ts"
import { idOf } from "../../shared/typeid.ts"
import { mayRead } from "../../shared/viewer.ts"
import type { OrganisationContext } from "../context.ts"
import type { Organisation } from "../domain/organisation.ts"
import { type Rectification, type RectificationState, stateOn } from "../domain/rectification.ts"
import { emptyPage } from "./empty-page.ts"

type Asked = { includeDescendants: boolean; state: RectificationState | null; first?: number | null; after?: string | null }

/**
 * List the rectifications of an organisation, or of its subtree, the newest listing first, each with its state on the day of the books.
 *
 * @throws {BadInput} when `first` or `after` is not good.
 */
export async function listRectifications(
  { viewer, today, loaders }: Pick<OrganisationContext, "viewer" | "today" | "loaders">,
  { id, path, asOf }: Organisation,
  asked: Asked,
): Promise<Page<Rectification & { state: RectificationState }>> {
  const request = pageRequest(asked, [isDay, idOf("rectification")])
  if (!mayRead(viewer, path)) return emptyPage()
  const day = asOf ?? today
  const pages = asked.includeDescendants ? loaders.rectificationsBelow : loaders.rectifications
  const page = await pages.pageOf(id, request, [day, asked.state])
  return { ...page, items: page.items.map((item) => ({ ...item, state: stateOn(item, day) })) }
}
