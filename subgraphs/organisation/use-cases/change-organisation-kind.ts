import { type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { Kind, Setting } from "../domain/organisation.ts"
import { kindWithChildren, tooEarly } from "../domain/tree.ts"
import { type AskedDecision, readDecision } from "../domain/tree-change.ts"
import { mayChangeAt } from "../domain/tree.policy.ts"
import { type ChangeContext, type ChangedTree, type TreeRefusal, decideOnTree } from "./decide-on-tree.ts"

export type AskedKind = AskedDecision & { organisationId: string; kind: Kind; setting?: Setting | null }

/**
 * Raise an organisation to another kind, or found it anew as one (升格、改建): a branch that became a general branch.
 *
 * What its size suggests is advice: the superior decides, so no size is asked for here.
 */
export async function changeOrganisationKind(context: ChangeContext, input: AskedKind): Promise<Result<ChangedTree, TreeRefusal>> {
  const id = requireId("input.organisation", input.organisationId, "organisation")
  const act = { mutation: "changeOrganisationKind", kind: "CHANGE_KIND", input } as const

  return decideOnTree(context, act, readDecision(input, context.today), async ({ tree }, { effectiveOn }) => {
    const [node] = await tree.findStanding([id])
    if (!node || !mayChangeAt(context.viewer, node.path)) return notAllowed()
    const { kind } = input
    const setting = input.setting ?? node.setting
    if (node.kind === kind && node.setting === setting) return invalidInput({ path: "kind", message: "It is of this kind already." })
    const children = (await tree.findChildren([id])).filter(({ stands }) => stands)
    const refusal = kindWithChildren(kind, node, children.length)
    if (refusal) return refusal
    const early = tooEarly("effectiveOn", effectiveOn, [node])
    if (early.length > 0) return invalidInput(...early)
    await tree.set(id, { kind, setting })
    await tree.renewVersions([id], effectiveOn)
    return done({ organisationId: id, touched: [node] })
  })
}
