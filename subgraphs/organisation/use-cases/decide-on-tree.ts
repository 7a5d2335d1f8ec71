import { dateFromDay, dayFromDate } from "../../shared/calendar.ts"
import { type FieldProblem, type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import type { OrganisationContext } from "../context.ts"
import type { ChangeRepository } from "../data/change.repository.ts"
import type { FollowerRepository } from "../data/follower.repository.ts"
import type { OrganisationEndRepository } from "../data/organisation-end.repository.ts"
import type { TreeRepository } from "../data/tree.repository.ts"
import type { Organisation } from "../domain/organisation.ts"
import type { TreeNode } from "../domain/tree.ts"
import type { AskedDecision, ChangeKind, Decision, OrganisationChange, Snapshot } from "../domain/tree-change.ts"

export type TreeRefusal = InvalidInput | InvalidState | NotAllowed

/** What a decision did: the organisation that it was about, and those that it touched, as they stood before; new ones have no before. */
export type Decided = { organisationId: string; touched: readonly (TreeNode | { id: string; before: null })[] }

export type TreeWriters = { tree: TreeRepository; followers: FollowerRepository; ends: OrganisationEndRepository; changes: ChangeRepository }
export type ChangeContext = Pick<OrganisationContext, "viewer" | "today" | "loaders" | "change">

/** What a change of the tree gives. `organisation` is null when the viewer no longer sees it, as when an answer is asked again later. */
export type ChangedTree = { organisation: Organisation | null; change: OrganisationChange }

/**
 * Carry out one decision on the tree and write it down, with how things stood before and after.
 *
 * One decision at a time: `decide` runs under the tree's lock, reads the tree as it then stands and refuses what no longer fits.
 */
export async function decideOnTree(
  context: ChangeContext,
  act: { mutation: string; kind: ChangeKind; input: AskedDecision },
  { decision, problems }: { decision: Decision; problems: readonly FieldProblem[] },
  decide: (writers: TreeWriters, decision: Decision) => Promise<Result<Decided, TreeRefusal>>,
): Promise<Result<ChangedTree, TreeRefusal>> {
  if (problems.length > 0) return invalidInput(...problems)
  const result = await context.change({ mutation: act.mutation, input: act.input }, async (writers: TreeWriters) => {
    await writers.tree.lock()
    const decided = await decide(writers, decision)
    if (!decided.ok) return decided
    const { organisationId, touched } = decided.value
    const after = new Map((await writers.tree.findStanding(touched.map(({ id }) => id))).map((node) => [node.id, node]))
    const parts = touched.map((node) => ({
      organisationId: node.id,
      before: "before" in node ? null : snapshotOf(node),
      after: snapshotOf(after.get(node.id)),
    }))
    return done({ organisationId, change: await writers.changes.add(act.kind, decision, parts) })
  })
  if (!result.ok) return result
  const { organisationId, change } = result.value
  const { loaders } = context
  const organisation = await loaders.on(act.kind === "DISSOLVE" ? dayBefore(change.effectiveOn) : null).organisationById.load(organisationId)
  return done({ organisation, change })
}

function snapshotOf(node: TreeNode): Snapshot
function snapshotOf(node: TreeNode | undefined): Snapshot | null
function snapshotOf(node: TreeNode | undefined): Snapshot | null {
  if (!node) return null
  const { name, shortName, kind, level, setting, parentId, superior } = node
  return { name, shortName, kind, level, setting, parentId, superior }
}

const DAY_MS = 86_400_000

function dayBefore(day: string): string {
  return dayFromDate(new Date(dateFromDay(day).getTime() - DAY_MS))
}
