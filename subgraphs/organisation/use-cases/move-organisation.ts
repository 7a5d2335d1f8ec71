import { type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import { changedSince, cycle, isRoot, misfit, tooEarly } from "../domain/tree.ts"
import { type AskedDecision, readDecision } from "../domain/tree-change.ts"
import { mayChangeAt, mayChangeBelow } from "../domain/tree.policy.ts"
import { type ChangeContext, type ChangedTree, type TreeRefusal, decideOnTree } from "./decide-on-tree.ts"
import { placesBelow } from "./places-below.ts"

export type AskedMove = AskedDecision & { organisationId: string; parentId: string }

/**
 * Move an organisation below another superior, with everything below it: its people, lessons and sheets follow.
 *
 * Refuses whoever does not administer both superiors, a place below itself (cycles), a level that does not fit, and a day before
 * anything that moves, or the new superior, stood as it does.
 */
export async function moveOrganisation(context: ChangeContext, input: AskedMove): Promise<Result<ChangedTree, TreeRefusal>> {
  const id = requireId("input.organisation", input.organisationId, "organisation")
  const parentId = requireId("input.parent", input.parentId, "organisation")
  const act = { mutation: "moveOrganisation", kind: "MOVE", input } as const

  return decideOnTree(context, act, readDecision(input, context.today), async ({ tree, followers }, { effectiveOn }) => {
    const [node] = await tree.findStanding([id])
    const [superior] = await tree.findStanding([parentId])
    if (!node || !superior || !mayChangeAt(context.viewer, node.path) || !mayChangeBelow(context.viewer, superior.path)) return notAllowed()
    if (node.parentId === parentId) return invalidInput({ path: "parent", message: `${node.name} lies there already.` })
    const refusal = isRoot(node) ?? cycle(node, superior) ?? misfit(superior, node.level)
    if (refusal) return refusal
    const early = tooEarly("effectiveOn", effectiveOn, [node, superior])
    if (early.length > 0) return invalidInput(...early)
    const changed = await tree.findChangedAfter(effectiveOn, [node.path])
    if (changed !== null) return changedSince(changed, effectiveOn)

    const steps = await placesBelow(tree, superior.path, [node])
    await tree.renewVersions(await tree.move(steps, parentId), effectiveOn)
    await followers.renewPaths(steps)
    return done({ organisationId: id, touched: [node] })
  })
}
