import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { StoredTraining } from "../data/external-training.writer.ts"
import { keepsBooksAbove } from "../domain/attendance.policy.ts"
import { categoryOf, yearsOf } from "../domain/external-training.ts"
import type { PeriodLocked } from "../domain/period.ts"
import { checkLock } from "./check-lock.ts"
import { takeTraining } from "./take-training.ts"

type Asked = { training: string; reason: string; clientMutationKey?: string | null }
type Answer = Promise<Result<{ trainingId: string }, NotAllowed | InvalidInput | InvalidState | PeriodLocked>>

/**
 * Take the approval of training outside back, with a reason: an entry that says that nothing was attended replaces the one that counted. Nothing is removed.
 *
 * @throws {BadInput} when the id is none.
 */
export function revokeExternalTraining(context: Pick<AttendanceContext, "viewer" | "change" | "instantOf">, input: Asked): Answer {
  const { viewer } = context
  return context.change({ mutation: "revokeExternalTraining", input }, async (writers): Answer => {
    const may = ({ branchPath }: StoredTraining) => keepsBooksAbove(viewer, branchPath)
    const taken = await takeTraining(context, writers, { training: input.training, may, allowed: ["APPROVED"] })
    if (!taken.ok) return taken
    const problems = problemsOfText("reason", input.reason, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)
    const { id, memberId, branchId, branchPath, form, startsOn, hours } = taken.value
    const lock = await checkLock(context, writers, { path: branchPath ?? "", heldOn: startsOn, hasSheet: false })
    if (!lock.ok) return lock
    const replacesId = await writers.trainings.entryOf(taken.value)
    if (replacesId === null) return invalidState("NO_ENTRY", "The ledger has no entry of this training.")

    const reason = input.reason.trim()
    await writers.trainings.decide(id, "REVOKED", reason)
    await writers.ledger.append([
      {
        ...{ lessonId: null, memberId, branchId, state: "ABSENT", category: categoryOf(form), source: "EXTERNAL", trainingId: id, replacesId, reason },
        ...{ minutes: 0, plannedHours: hours, heldOn: startsOn, occurredAt: context.instantOf(startsOn, 0) },
        approvedBy: { accountId: viewer.accountId, name: viewer.name },
        isAfterLock: lock.value.isAfterLock,
      },
    ])
    const change = { before: { state: "APPROVED" }, after: { state: "REVOKED" }, reason }
    await writers.ledger.note([{ kind: "TRAINING_DECIDED", subjectUuid: toUuid("training", id), memberId, ...change }])
    await writers.hours.recompute([memberId], yearsOf(taken.value))
    return done({ trainingId: id })
  })
}
