import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { takeMakeUp } from "./take-make-up.ts"

type Asked = { makeUp: string; dueOn: string; reason: string; clientMutationKey?: string | null }
type Answer = Promise<Result<{ makeUpId: string }, NotAllowed | InvalidInput | InvalidState>>

const LONGEST_MS = 366 * 86_400_000

/**
 * Give somebody longer to make up, with a reason: to a later day than before, from today to a year ahead. What was overdue is due again.
 *
 * @throws {BadInput} when the id is none.
 */
export function postponeMakeUp(context: Pick<AttendanceContext, "viewer" | "today" | "change">, input: Asked): Answer {
  const { today } = context
  return context.change({ mutation: "postponeMakeUp", input }, async (writers): Answer => {
    const taken = await takeMakeUp(context, writers, input.makeUp, "DUE")
    if (!taken.ok) return taken
    const { makeUp, ground } = taken.value
    const { lessonId, memberId } = ground
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    const { dueOn } = input
    if (dueOn <= makeUp.dueOn) problems.push({ path: "dueOn", message: `Later than ${makeUp.dueOn}, by when it is due.` })
    else if (dueOn < today || Date.parse(dueOn) - Date.parse(today) > LONGEST_MS) problems.push({ path: "dueOn", message: "From today to a year ahead." })
    if (problems.length > 0) return invalidInput(...problems)

    await writers.makeUps.postpone(makeUp.id, dueOn)
    const change = { before: { state: "DUE", dueOn: makeUp.dueOn }, after: { state: "DUE", dueOn }, reason: input.reason.trim() }
    await writers.ledger.note([{ kind: "MAKE_UP_POSTPONED", subjectUuid: toUuid("makeup", makeUp.id), lessonId, memberId, ...change }])
    return done({ makeUpId: makeUp.id })
  })
}
