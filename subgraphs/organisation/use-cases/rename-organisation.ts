import { type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import { tooEarly } from "../domain/tree.ts"
import { type AskedDecision, readDecision, readNames } from "../domain/tree-change.ts"
import { mayChangeAt } from "../domain/tree.policy.ts"
import { type ChangeContext, type ChangedTree, type TreeRefusal, decideOnTree } from "./decide-on-tree.ts"

export type AskedRenaming = AskedDecision & { organisationId: string; name: string; shortName?: string | null }

/** Rename an organisation. Refuses whoever does not administer its superior, and the names that it has. */
export async function renameOrganisation(context: ChangeContext, input: AskedRenaming): Promise<Result<ChangedTree, TreeRefusal>> {
  const id = requireId("input.organisation", input.organisationId, "organisation")
  const { names, problems } = readNames(input)
  const read = readDecision(input, context.today)
  const act = { mutation: "renameOrganisation", kind: "RENAME", input } as const

  return decideOnTree(context, act, { ...read, problems: [...problems, ...read.problems] }, async ({ tree }, { effectiveOn }) => {
    const [node] = await tree.findStanding([id])
    if (!node || !mayChangeAt(context.viewer, node.path)) return notAllowed()
    if (node.name === names.name && node.shortName === names.shortName) return invalidInput({ path: "name", message: "It is called so already." })
    const early = tooEarly("effectiveOn", effectiveOn, [node])
    if (early.length > 0) return invalidInput(...early)
    await tree.set(id, names)
    await tree.renewVersions([id], effectiveOn)
    return done({ organisationId: id, touched: [node] })
  })
}
