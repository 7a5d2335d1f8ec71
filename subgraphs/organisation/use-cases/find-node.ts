import { NODE_KINDS, kindOf } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"

/**
 * Find anything by its id alone, as far as it exists for the viewer; its owner answers for what is asked of it.
 *
 * @throws {BadInput} when the id is of no known kind.
 */
export async function findNode({ loaders, nodes }: Pick<OrganisationContext, "loaders" | "nodes">, id: string): Promise<{ id: string } | null> {
  const kind = kindOf("id", id, NODE_KINDS)
  if (kind === "organisation") return loaders.organisationById.load(id)
  return (await nodes.exists(kind, id)) ? { id } : null
}
