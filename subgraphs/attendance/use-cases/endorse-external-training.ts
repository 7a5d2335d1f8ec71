import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done } from "../../shared/result.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayKeepBooks } from "../domain/attendance.policy.ts"
import { takeTraining } from "./take-training.ts"

type Answer = Promise<Result<{ trainingId: string }, NotAllowed | InvalidInput | InvalidState>>

/**
 * Endorse a record of training outside at the first level: for whoever keeps the books of the person's branch, and never one's own.
 *
 * @throws {BadInput} when the id is none.
 */
export function endorseExternalTraining(
  context: Pick<AttendanceContext, "viewer" | "change">,
  input: { training: string; clientMutationKey?: string | null },
): Answer {
  return context.change({ mutation: "endorseExternalTraining", input }, async (writers): Answer => {
    const { trainings, ledger } = writers
    const may = ({ branchPath }: { branchPath: string | null }) => mayKeepBooks(context.viewer, branchPath)
    const taken = await takeTraining(context, writers, { training: input.training, may, allowed: ["SUBMITTED"] })
    if (!taken.ok) return taken
    const { id, memberId, state } = taken.value
    await trainings.endorse(id)
    await ledger.note([{ kind: "TRAINING_ENDORSED", subjectUuid: toUuid("training", id), memberId, before: { state }, after: { state: "ENDORSED" } }])
    return done({ trainingId: id })
  })
}
