import { type FieldProblem, type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { PeriodLocked } from "../domain/period.ts"
import type { MakeUpForm } from "../domain/rule-options.ts"
import { checkLock } from "./check-lock.ts"
import { takeMakeUp } from "./take-make-up.ts"

type Asked = {
  makeUp: string
  form: MakeUpForm
  completedOn: string
  minutes: number
  evidence?: readonly string[] | null
  note?: string | null
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ makeUpId: string }, NotAllowed | InvalidInput | InvalidState | PeriodLocked>>

const MOST_MINUTES = 1_440

/**
 * Find a make-up done: for whoever keeps the books of the person's branch, and never one's own.
 *
 * It is a fact in the ledger beside the absence, counts in the year of the lesson, and earns what the rule set says of make-ups. After the deadline it is
 * still possible, and visible.
 *
 * @throws {BadInput} when the id is none.
 */
export function completeMakeUp(context: Pick<AttendanceContext, "viewer" | "today" | "change" | "instantOf">, input: Asked): Answer {
  const { viewer, today } = context
  const { form, completedOn, minutes } = input
  return context.change({ mutation: "completeMakeUp", input }, async (writers): Answer => {
    const { makeUps, ledger, evidence, hours } = writers
    const taken = await takeMakeUp(context, writers, input.makeUp, "DUE")
    if (!taken.ok) return taken
    const { makeUp, ground } = taken.value
    const { lessonId, memberId, branchId, heldOn, category, plannedHours } = ground
    const { forms } = await makeUps.rulesOf(lessonId, heldOn)
    const problems: FieldProblem[] = problemsOfOptionalText("note", input.note, LONGEST_NOTE)
    if (!forms.includes(form)) problems.push({ path: "form", message: `The rule set takes ${forms.join(", ")}.` })
    if (completedOn < heldOn) problems.push({ path: "completedOn", message: `Not before the lesson, which is on ${heldOn}.` })
    if (completedOn > today) problems.push({ path: "completedOn", message: "Not in the future." })
    if (minutes < 1 || minutes > MOST_MINUTES) problems.push({ path: "minutes", message: `1 to ${MOST_MINUTES} minutes.` })
    if (problems.length > 0) return invalidInput(...problems)
    const lock = await checkLock(context, writers, { path: ground.organiserPath, heldOn, hasSheet: ground.sheetState !== null })
    if (!lock.ok) return lock
    const kept = await evidence.keep(input.evidence ?? [], { organisationPath: ground.branchPath ?? ground.organiserPath, memberId })
    if (!kept.ok) return kept

    const isOnline = form === "ONLINE"
    const [entryId] = await ledger.append([
      {
        ...{ lessonId, memberId, branchId, heldOn, category, plannedHours, minutes, evidence: kept.value, makeUpId: makeUp.id, isMakeUp: true },
        ...{ state: isOnline ? "ONLINE" : "PRESENT", source: isOnline ? "ONLINE" : "RECORDER", occurredAt: context.instantOf(completedOn, 0) },
        replacesId: makeUp.entryId,
        approvedBy: { accountId: viewer.accountId, name: viewer.name },
        isAfterLock: lock.value.isAfterLock,
      },
    ])
    const note = trimmed(input.note)
    await makeUps.complete(makeUp.id, { form, completedOn, minutes, evidence: kept.value, note, entryId: entryId as string })
    const after = { state: "COMPLETED", form, completedOn, minutes, isLate: completedOn > makeUp.dueOn }
    const act = { subjectUuid: toUuid("makeup", makeUp.id), lessonId, memberId, before: { state: "DUE", dueOn: makeUp.dueOn }, after, reason: note }
    await ledger.note([{ kind: "MAKE_UP_COMPLETED", ...act, evidence: kept.value }])
    await hours.recompute([memberId], [Number(heldOn.slice(0, 4))])
    return done({ makeUpId: makeUp.id })
  })
}
