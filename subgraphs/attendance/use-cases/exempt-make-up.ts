import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { takeMakeUp } from "./take-make-up.ts"

type Asked = { makeUp: string; reason: string; evidence?: readonly string[] | null; clientMutationKey?: string | null }
type Answer = Promise<Result<{ makeUpId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Exempt somebody from making up, with a reason (年老体弱, 长期患病): for whoever keeps the books of the person's branch, and never oneself. It earns nothing.
 *
 * @throws {BadInput} when the id is none.
 */
export function exemptMakeUp(context: Pick<AttendanceContext, "viewer" | "today" | "change">, input: Asked): Answer {
  return context.change({ mutation: "exemptMakeUp", input }, async (writers): Answer => {
    const taken = await takeMakeUp(context, writers, input.makeUp, "DUE")
    if (!taken.ok) return taken
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)
    const { makeUp, ground } = taken.value
    const { lessonId, memberId } = ground
    const kept = await writers.evidence.keep(input.evidence ?? [], { organisationPath: ground.branchPath ?? ground.organiserPath, memberId })
    if (!kept.ok) return kept

    const reason = input.reason.trim()
    await writers.makeUps.exempt(makeUp.id, reason, kept.value)
    const change = { before: { state: "DUE", dueOn: makeUp.dueOn }, after: { state: "EXEMPT" }, reason, evidence: kept.value }
    await writers.ledger.note([{ kind: "MAKE_UP_EXEMPTED", subjectUuid: toUuid("makeup", makeUp.id), lessonId, memberId, ...change }])
    return done({ makeUpId: makeUp.id })
  })
}
