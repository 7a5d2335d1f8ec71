import { type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import { changedSince, isRoot, tooEarly, tooShort } from "../domain/tree.ts"
import { type AskedDecision, readDecision } from "../domain/tree-change.ts"
import { mayChangeAt } from "../domain/tree.policy.ts"
import { type ChangeContext, type ChangedTree, type TreeRefusal, decideOnTree } from "./decide-on-tree.ts"

export type AskedEnd = AskedDecision & { organisationId: string }

/**
 * Dissolve an organisation that is empty. Roles and posts there end with it; letters under way to it, its staff and the units in its
 * area go to its superior.
 *
 * Refuses whoever does not administer the superior, the root, and an organisation with others below it or people in it.
 */
export async function dissolveOrganisation(context: ChangeContext, input: AskedEnd): Promise<Result<ChangedTree, TreeRefusal>> {
  const id = requireId("input.organisation", input.organisationId, "organisation")
  const act = { mutation: "dissolveOrganisation", kind: "DISSOLVE", input } as const

  return decideOnTree(context, act, readDecision(input, context.today), async ({ tree, followers, ends }, { effectiveOn }) => {
    const [node] = await tree.findStanding([id])
    if (!node || !mayChangeAt(context.viewer, node.path)) return notAllowed()
    const [superior] = await tree.findStanding(node.parentId === null ? [] : [node.parentId])
    const refusal = isRoot(node)
    if (refusal || !superior) return refusal ?? notAllowed()
    const children = (await tree.findChildren([id])).filter(({ stands }) => stands)
    if (children.length > 0) return invalidState("HAS_CHILDREN", `${children.length} organisations lie below ${node.name}: move or dissolve them first.`)
    const people = await followers.count(id)
    if (people > 0) return invalidState("HAS_PEOPLE", `${people} people take part in ${node.name}: transfer them, or merge it into another.`)
    const problems = [...tooEarly("effectiveOn", effectiveOn, [node]), ...tooShort(effectiveOn, [node])]
    if (problems.length > 0) return invalidInput(...problems)
    const changed = await tree.findChangedAfter(effectiveOn, [node.path])
    if (changed !== null) return changedSince(changed, effectiveOn)

    await followers.movePeople(id, superior, effectiveOn, null)
    await followers.withdrawGrants([id])
    await ends.close([id], effectiveOn, superior.id, null)
    await tree.dissolve([id], effectiveOn)
    await tree.renewVersions([id], effectiveOn)
    return done({ organisationId: id, touched: [node] })
  })
}
