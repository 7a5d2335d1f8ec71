import type { FieldProblem } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { OrganisationContext } from "../context.ts"

/**
 * Find which of the people named in an input do not exist for the viewer, or cannot hold an office: whoever is not a full member can
 * neither vote nor be elected (党章, Art. 7).
 *
 * @throws {BadInput} when one is no id of a member.
 */
export async function findPeopleProblems(
  { loaders }: Pick<OrganisationContext, "loaders">,
  named: readonly { path: string; memberId: string | null | undefined }[],
  wanted: "ANYONE" | "FULL_MEMBER",
): Promise<FieldProblem[]> {
  const asked = named.flatMap(({ path, memberId }) => (memberId == null ? [] : [{ path, memberId: requireId(`input.${path}`, memberId, "member") }]))
  const found = await Promise.all(asked.map(({ memberId }) => loaders.readableMemberById.load(memberId)))
  return asked.flatMap(({ path }, at) => {
    const member = found[at]
    if (!member) return [{ path, message: "There is no such member for you." }]
    return wanted === "FULL_MEMBER" && !member.isFull ? [{ path, message: "Only full members can be elected or appointed (党章, Art. 7)." }] : []
  })
}
