import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done } from "../../shared/result.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { StoredTraining } from "../data/external-training.writer.ts"
import { mayKeepBooks } from "../domain/attendance.policy.ts"
import { takeTraining } from "./take-training.ts"

type Answer = Promise<Result<{ trainingId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Take a record of training outside back before it is decided on: one's own, or that of a person whose books one keeps. It leaves no entry.
 *
 * @throws {BadInput} when the id is none.
 */
export function withdrawExternalTraining(
  context: Pick<AttendanceContext, "viewer" | "change">,
  input: { training: string; clientMutationKey?: string | null },
): Answer {
  const { viewer } = context
  return context.change({ mutation: "withdrawExternalTraining", input }, async (writers): Answer => {
    const { trainings, ledger } = writers
    const may = ({ memberId, branchPath }: StoredTraining) => memberId === viewer.memberId || mayKeepBooks(viewer, branchPath)
    const taken = await takeTraining(context, writers, { training: input.training, may, allowed: ["SUBMITTED", "ENDORSED"], isForOneself: true })
    if (!taken.ok) return taken
    const { id, memberId, state } = taken.value
    await trainings.withdraw(id)
    await ledger.note([{ kind: "TRAINING_DECIDED", subjectUuid: toUuid("training", id), memberId, before: { state }, after: { state: "WITHDRAWN" } }])
    return done({ trainingId: id })
  })
}
