import { type FieldProblem, type InvalidInput, type NotAllowed, type Result, done, invalidInput, notAllowed } from "../../shared/result.ts"
import { LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, problemsOfOptionalText, problemsOfText, trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayKeepBooks } from "../domain/attendance.policy.ts"
import { type TrainingFields, problemsOfTraining } from "../domain/external-training.ts"

type Optional = "position" | "capacity" | "kind" | "place" | "grade" | "remark" | "isCounted"
type Asked = Omit<TrainingFields, Optional> & { [Field in Optional]?: TrainingFields[Field] | null } & {
  member?: string | null
  evidence: readonly string[]
  clientMutationKey?: string | null
}
type Answer = Promise<Result<{ trainingId: string }, NotAllowed | InvalidInput>>

/**
 * Submit training that somebody else held, with at least one piece of evidence: one's own, or that of a person whose books one keeps.
 *
 * It counts for nothing before two levels have approved it.
 *
 * @throws {BadInput} when an id is none.
 */
export function submitExternalTraining(context: Pick<AttendanceContext, "viewer" | "today" | "change">, input: Asked): Answer {
  const { viewer, today } = context
  const memberId = input.member == null ? viewer.memberId : requireId("input.member", input.member, "member")
  return context.change({ mutation: "submitExternalTraining", input }, async ({ trainings, evidence, ledger }): Answer => {
    const place = memberId && (await trainings.placeOf(memberId))
    if (!place || place.branchPath === null || (memberId !== viewer.memberId && !mayKeepBooks(viewer, place.branchPath))) return notAllowed()
    const problems = [...problemsOfTexts(input), ...problemsOfTraining(input, today)]
    if (input.evidence.length === 0) problems.push({ path: "evidence", message: "Send at least one piece: the certificate, or a scan of it." })
    if (problems.length > 0) return invalidInput(...problems)
    const kept = await evidence.keep(input.evidence, { organisationPath: place.branchPath, memberId })
    if (!kept.ok) return kept

    const fields = fieldsOf(input)
    const trainingId = await trainings.add(memberId, place.branchId, fields, kept.value)
    const { title, startsOn, endsOn, hours } = fields
    const after = { state: "SUBMITTED", title, startsOn, endsOn, hours }
    await ledger.note([{ kind: "TRAINING_SUBMITTED", subjectUuid: toUuid("training", trainingId), memberId, after, evidence: kept.value }])
    return done({ trainingId })
  })
}

function problemsOfTexts(input: Asked): FieldProblem[] {
  return [
    ...problemsOfText("title", input.title, LONGEST_TITLE),
    ...problemsOfText("organiserName", input.organiserName, LONGEST_TITLE),
    ...problemsOfOptionalText("position", input.position, LONGEST_TITLE),
    ...problemsOfOptionalText("capacity", input.capacity, LONGEST_NAME),
    ...problemsOfOptionalText("kind", input.kind, LONGEST_NAME),
    ...problemsOfOptionalText("place", input.place, LONGEST_TITLE),
    ...problemsOfOptionalText("grade", input.grade, LONGEST_NAME),
    ...problemsOfOptionalText("remark", input.remark, LONGEST_NOTE),
  ]
}

function fieldsOf({ title, organiserName, form, startsOn, endsOn, hours, ...input }: Asked): TrainingFields {
  return {
    title: title.trim(),
    organiserName: organiserName.trim(),
    form,
    startsOn,
    endsOn,
    hours,
    position: trimmed(input.position),
    capacity: trimmed(input.capacity),
    kind: trimmed(input.kind),
    place: trimmed(input.place),
    grade: trimmed(input.grade),
    remark: trimmed(input.remark),
    isCounted: input.isCounted ?? true,
  }
}
