import { type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { Kind, Setting } from "../domain/organisation.ts"
import { isRoot, newSegment, tooEarly } from "../domain/tree.ts"
import { type AskedDecision, readDecision, readNames } from "../domain/tree-change.ts"
import { mayChangeAt } from "../domain/tree.policy.ts"
import { type ChangeContext, type ChangedTree, type TreeRefusal, decideOnTree } from "./decide-on-tree.ts"

export type AskedSplit = AskedDecision & {
  organisationId: string
  name: string
  shortName?: string | null
  kind?: Kind | null
  setting?: Setting | null
  memberIds: readonly string[]
}

const MOST_MEMBERS = 100

/**
 * Split an organisation: a new one is founded beside it, of its level, and the people named take part there from the day on; their
 * letters under way follow them.
 *
 * Refuses whoever does not administer the superior, the root, and people who do not take part in the organisation.
 */
export async function splitOrganisation(context: ChangeContext, input: AskedSplit): Promise<Result<ChangedTree, TreeRefusal>> {
  const id = requireId("input.organisation", input.organisationId, "organisation")
  const memberIds = input.memberIds.map((member, at) => requireId(`input.members.${at}`, member, "member"))
  const { names, problems } = readNames(input)
  const read = readDecision(input, context.today)
  const memberProblems = [
    ...(memberIds.length > MOST_MEMBERS ? [{ path: "members", message: `At most ${MOST_MEMBERS} at once: the others can be transferred.` }] : []),
    ...memberIds.flatMap((member, at) => (memberIds.indexOf(member) < at ? [{ path: `members.${at}`, message: "This person is named already." }] : [])),
  ]
  const act = { mutation: "splitOrganisation", kind: "SPLIT", input } as const

  return decideOnTree(context, act, { ...read, problems: [...problems, ...memberProblems, ...read.problems] }, async ({ tree, followers }, { effectiveOn }) => {
    const [origin] = await tree.findStanding([id])
    if (!origin || !mayChangeAt(context.viewer, origin.path)) return notAllowed()
    const [superior] = await tree.findStanding(origin.parentId === null ? [] : [origin.parentId])
    const refusal = isRoot(origin)
    if (refusal || !superior) return refusal ?? notAllowed()
    const early = tooEarly("effectiveOn", effectiveOn, [origin, superior])
    if (early.length > 0) return invalidInput(...early)
    const there = await followers.findTakingPart(id, memberIds)
    const strangers = memberIds.flatMap((member, at) =>
      there.has(member) ? [] : [{ path: `members.${at}`, message: "This person does not take part there." }],
    )
    if (strangers.length > 0) return invalidInput(...strangers)

    const { parentId, level, divisionId } = origin
    const { kind, setting } = { kind: input.kind ?? origin.kind, setting: input.setting ?? origin.setting }
    const path = `${superior.path}${newSegment(Date.now(), Math.random())}.`
    const newId = await tree.add({ parentId, path, ...names, kind, level, setting, divisionId, foundedOn: effectiveOn })
    if (memberIds.length > 0) await followers.movePeople(id, { id: newId, path }, effectiveOn, memberIds)
    return done({ organisationId: newId, touched: [origin, { id: newId, before: null }] })
  })
}
