import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { PeriodLocked } from "../domain/period.ts"
import { checkLock } from "./check-lock.ts"
import { takeMakeUp } from "./take-make-up.ts"

type Asked = { makeUp: string; reason: string; clientMutationKey?: string | null }
type Answer = Promise<Result<{ makeUpId: string }, NotAllowed | InvalidInput | InvalidState | PeriodLocked>>

/**
 * Take a completion back that was wrong, with a reason: an entry that says so replaces the one that counted, and the make-up is due again, by its old deadline.
 *
 * @throws {BadInput} when the id is none.
 */
export function revokeMakeUp(context: Pick<AttendanceContext, "viewer" | "now" | "today" | "change">, input: Asked): Answer {
  const { viewer, now } = context
  return context.change({ mutation: "revokeMakeUp", input }, async (writers): Answer => {
    const taken = await takeMakeUp(context, writers, input.makeUp, "COMPLETED")
    if (!taken.ok) return taken
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)
    const { makeUp, ground } = taken.value
    const { lessonId, memberId, branchId, heldOn, category, plannedHours } = ground
    const lock = await checkLock(context, writers, { path: ground.organiserPath, heldOn, hasSheet: ground.sheetState !== null })
    if (!lock.ok) return lock

    const reason = input.reason.trim()
    const [entryId] = await writers.ledger.append([
      {
        ...{ lessonId, memberId, branchId, heldOn, category, plannedHours, minutes: 0, makeUpId: makeUp.id, isMakeUp: true, state: "ABSENT" },
        ...{ source: "RECORDER", occurredAt: now(), replacesId: makeUp.entryId, reason },
        approvedBy: { accountId: viewer.accountId, name: viewer.name },
        isAfterLock: lock.value.isAfterLock,
      },
    ])
    await writers.makeUps.reopen(makeUp.id, entryId as string)
    const change = { before: { state: "COMPLETED" }, after: { state: "DUE", dueOn: makeUp.dueOn }, reason }
    await writers.ledger.note([{ kind: "MAKE_UP_DUE", subjectUuid: toUuid("makeup", makeUp.id), lessonId, memberId, ...change }])
    await writers.hours.recompute([memberId], [Number(heldOn.slice(0, 4))])
    return done({ makeUpId: makeUp.id })
  })
}
