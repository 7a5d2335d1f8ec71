import { type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import { type TreeNode, changedSince, cycle, isRoot, misfit, tooEarly, tooShort } from "../domain/tree.ts"
import { type AskedDecision, readDecision } from "../domain/tree-change.ts"
import { mayChangeAt } from "../domain/tree.policy.ts"
import type { OrganisationContext } from "../context.ts"
import { type ChangeContext, type ChangedTree, type TreeRefusal, type TreeWriters, decideOnTree } from "./decide-on-tree.ts"
import { placesBelow } from "./places-below.ts"

export type AskedMerger = AskedDecision & { stayingId: string; absorbedIds: readonly string[] }

const MOST_ABSORBED = 20
const MOST_PARTS = 100

/**
 * Merge organisations into one that stays: their people, letters under way and staff take part in it from the day on, what lies below
 * them lies below it, and they are dissolved. Roles and posts at them end; their books are read where the one that stays is read.
 *
 * Refuses whoever does not administer the superiors of all, the root, one that the staying one lies below, a day on which one of them
 * did not stand as it does, and more than 100 organisations that would change.
 */
export async function mergeOrganisations(context: ChangeContext, input: AskedMerger): Promise<Result<ChangedTree, TreeRefusal>> {
  const stayingId = requireId("input.staying", input.stayingId, "organisation")
  const absorbedIds = input.absorbedIds.map((id, at) => requireId(`input.absorbed.${at}`, id, "organisation"))
  const read = readDecision(input, context.today)
  const problems = [
    ...(absorbedIds.length === 0 ? [{ path: "absorbed", message: "Say which organisations are absorbed." }] : []),
    ...(absorbedIds.length > MOST_ABSORBED ? [{ path: "absorbed", message: `At most ${MOST_ABSORBED} at once.` }] : []),
    ...absorbedIds.flatMap((id, at) =>
      id === stayingId || absorbedIds.indexOf(id) < at ? [{ path: `absorbed.${at}`, message: "It is named already: name each organisation once." }] : [],
    ),
  ]
  const act = { mutation: "mergeOrganisations", kind: "MERGE", input } as const

  return decideOnTree(context, act, { ...read, problems: [...problems, ...read.problems] }, async (writers, { effectiveOn }) => {
    const [staying] = await writers.tree.findStanding([stayingId])
    const absorbed = await writers.tree.findStanding(absorbedIds)
    if (!staying || absorbed.length < absorbedIds.length) return notAllowed()
    const refusal = refusalOf(context.viewer, staying, absorbed, effectiveOn)
    if (refusal) return refusal
    const changed = await writers.tree.findChangedAfter(
      effectiveOn,
      absorbed.map(({ path }) => path),
    )
    if (changed !== null) return changedSince(changed, effectiveOn)
    return absorb(writers, staying, absorbed, effectiveOn)
  })
}

function refusalOf(viewer: OrganisationContext["viewer"], staying: TreeNode, absorbed: readonly TreeNode[], day: string) {
  if (![staying, ...absorbed].every(({ path }) => mayChangeAt(viewer, path))) return notAllowed()
  const nested = absorbed.findIndex((node) => absorbed.some((other) => other !== node && node.path.startsWith(other.path)))
  if (nested !== -1) return invalidInput({ path: `absorbed.${nested}`, message: "It lies below another that is absorbed: merge it first." })
  const refusal = absorbed.map((node) => isRoot(node) ?? cycle(node, staying)).find((one) => one !== null)
  if (refusal) return refusal
  const problems = [...tooEarly("effectiveOn", day, [staying, ...absorbed]), ...tooShort(day, absorbed)]
  return problems.length > 0 ? invalidInput(...problems) : null
}

async function absorb({ tree, followers, ends }: TreeWriters, staying: TreeNode, absorbed: readonly TreeNode[], day: string) {
  const ids = absorbed.map(({ id }) => id)
  const children = await tree.findChildren(ids)
  const standing = children.filter(({ stands }) => stands)
  const refusal = standing.map((child) => misfit(staying, child.level)).find((one) => one !== null)
  if (refusal) return refusal
  if (1 + absorbed.length + standing.length > MOST_PARTS) {
    return invalidState("TOO_MANY", `${standing.length} organisations lie below those that are absorbed: merge fewer at once.`)
  }
  const childrenBefore = await tree.findStanding(standing.map(({ id }) => id))

  const steps = await placesBelow(tree, staying.path, children)
  const moved = await tree.move(steps, staying.id)
  await followers.renewPaths(steps)
  for (const node of absorbed) await followers.movePeople(node.id, staying, day, null)
  await followers.withdrawGrants(ids)
  await followers.renewPaths(absorbed.map(({ path }) => ({ from: path, to: staying.path })))
  await ends.close(ids, day, staying.id, staying.id)
  await tree.dissolve(ids, day)
  await tree.renewVersions([...moved, ...ids], day)
  return done({ organisationId: staying.id, touched: [staying, ...absorbed, ...childrenBefore] })
}
