import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import type { StoredTraining } from "../data/external-training.writer.ts"
import { keepsBooksAbove } from "../domain/attendance.policy.ts"
import { categoryOf, stateOf, yearsOf } from "../domain/external-training.ts"
import type { PeriodLocked } from "../domain/period.ts"
import { checkLock } from "./check-lock.ts"
import { takeTraining } from "./take-training.ts"

type Asked = { training: string; approve: boolean; note?: string | null; clientMutationKey?: string | null }
type Refusal = NotAllowed | InvalidInput | InvalidState | PeriodLocked
type Answer = Promise<Result<{ trainingId: string }, Refusal>>

/** An hour of study as minutes of the ledger; what an hour is worth is the rule set's business. */
const MINUTES = 60

/**
 * Decide on a record of training outside at the second level: for whoever keeps the books above the person's branch, another person than who endorsed it,
 * and never on one's own. Approved, it is a fact in the ledger, and counts in each calendar year by its days there.
 *
 * @throws {BadInput} when the id is none.
 */
export function decideExternalTraining(context: Pick<AttendanceContext, "viewer" | "change" | "instantOf">, input: Asked): Answer {
  const { viewer } = context
  return context.change({ mutation: "decideExternalTraining", input }, async (writers): Answer => {
    const may = ({ branchPath }: StoredTraining) => keepsBooksAbove(viewer, branchPath)
    const allowed = input.approve ? (["ENDORSED"] as const) : (["SUBMITTED", "ENDORSED"] as const)
    const taken = await takeTraining(context, writers, { training: input.training, may, allowed })
    if (!taken.ok) return taken
    const { id, memberId, state, endorsedById } = taken.value
    if (endorsedById === viewer.accountId) return notAllowed("You endorsed this record: the second level is another person.")
    const problems = problemsOfOptionalText("note", input.note, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)

    const decided = input.approve ? "APPROVED" : "REFUSED"
    const note = trimmed(input.note)
    await writers.trainings.decide(id, decided, note)
    const subjectUuid = toUuid("training", id)
    await writers.ledger.note([{ kind: "TRAINING_DECIDED", subjectUuid, memberId, before: { state }, after: { state: decided }, reason: note }])
    if (!input.approve) return done({ trainingId: id })
    const entered = await enter(context, writers, taken.value)
    return entered.ok ? done({ trainingId: id }) : entered
  })
}

async function enter(
  context: Pick<AttendanceContext, "viewer" | "instantOf">,
  writers: AttendanceWriters,
  training: StoredTraining,
): Promise<Result<null, PeriodLocked>> {
  const { id, memberId, branchId, branchPath, form, startsOn, hours, evidence } = training
  const lock = await checkLock(context, writers, { path: branchPath ?? "", heldOn: startsOn, hasSheet: false })
  if (!lock.ok) return lock
  await writers.ledger.append([
    {
      ...{ lessonId: null, memberId, branchId, state: stateOf(form), category: categoryOf(form), source: "EXTERNAL", trainingId: id, evidence },
      ...{ minutes: Math.round(hours * MINUTES), plannedHours: hours, heldOn: startsOn, occurredAt: context.instantOf(startsOn, 0) },
      approvedBy: { accountId: context.viewer.accountId, name: context.viewer.name },
      isAfterLock: lock.value.isAfterLock,
    },
  ])
  await writers.hours.recompute([memberId], yearsOf(training))
  return done(null)
}
