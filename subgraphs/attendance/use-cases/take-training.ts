import { type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import type { StoredTraining } from "../data/external-training.writer.ts"
import type { TrainingState } from "../domain/external-training.ts"

type Taking = { training: string; may(stored: StoredTraining): boolean; allowed: readonly TrainingState[]; isForOneself?: boolean }

/**
 * Take the lock of a record of training outside to act on it: for whoever may, and, unless it is said, never on what is about oneself.
 *
 * @throws {BadInput} when the id is none.
 */
export async function takeTraining(
  { viewer }: Pick<AttendanceContext, "viewer">,
  { trainings }: Pick<AttendanceWriters, "trainings">,
  { training, may, allowed, isForOneself = false }: Taking,
): Promise<Result<StoredTraining, NotAllowed | InvalidState>> {
  const stored = await trainings.lock(requireId("input.training", training, "training"))
  if (!stored || !may(stored)) return notAllowed()
  if (!isForOneself && stored.memberId === viewer.memberId) return notAllowed("Nobody decides on their own training: ask somebody else who keeps the books.")
  if (!allowed.includes(stored.state))
    return invalidState(stored.state, `The record is ${stored.state.toLowerCase()}; this can be done while it is ${listOf(allowed)}.`)
  return done(stored)
}

function listOf(states: readonly TrainingState[]): string {
  return states.map((state) => state.toLowerCase()).join(" or ")
}
