import {
  type FieldProblem,
  type InvalidInput,
  type InvalidState,
  type NotAllowed,
  type Result,
  done,
  invalidInput,
  invalidState,
  refused,
} from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfText } from "../../shared/text.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayKeepBooks, mayRecord } from "../domain/attendance.policy.ts"
import type { Standing } from "../domain/attendance-row.ts"
import { type Asked, asksForNothing, whoDecides } from "../domain/correction.ts"
import type { PeriodLocked } from "../domain/period.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { takeSheet } from "./take-sheet.ts"
import { writeCorrection } from "./write-correction.ts"

export type Corrected = { entryId: string; correctionId: null } | { entryId: null; correctionId: string }
type Refusal = NotAllowed | InvalidInput | InvalidState | PeriodLocked
type Input = {
  lesson: string
  member: string
  state: Standing
  arrivedAt?: Date | null
  leftAt?: Date | null
  reason: string
  evidence?: readonly string[] | null
  asksApproval?: boolean | null
  clientMutationKey?: string | null
}

/**
 * Correct how somebody stands at a lesson (更正): the new fact names the one that it replaces, why, and on what evidence.
 *
 * While the sheet is open whoever records corrects at once. Once it is closed, those who keep its books do, though never their own; everybody else asks, and one of them decides.
 * What was approved is always decided by a second person. In a locked period a correction is asked for with `asksApproval`, and decided by somebody who governs at the
 * lock. One request about a person and lesson at a time.
 *
 * @throws {BadInput} when an id is none.
 */
export function correctAttendance(context: Pick<AttendanceContext, "viewer" | "change" | "now">, input: Input): Promise<Result<Corrected, Refusal>> {
  return context.change({ mutation: "correctAttendance", input }, async (writers): Promise<Result<Corrected, Refusal>> => {
    const memberId = requireId("input.member", input.member, "member")
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayRecord, act: "CORRECT" })
    if (!taken.ok) return taken
    const sheet = taken.value
    const [row] = await writers.marks.findOfSheet(sheet.lessonId, [memberId])
    const asked = { state: input.state, arrivedAt: input.arrivedAt ?? null, leftAt: input.leftAt ?? null }
    const problems = [...problemsOf(asked, sheet, context.now()), ...problemsOfText("reason", input.reason, LONGEST_NOTE)]
    if (!row) problems.push({ path: "member", message: "Nobody of this id is on the lesson's list or recorded at it." })
    if (problems.length > 0 || !row || asked.state === "NOT_MARKED") return invalidInput(...problems)
    const correction: Asked = { ...asked, state: asked.state }
    if (asksForNothing(row, correction)) return invalidInput({ path: "state", message: "That is what stands already." })

    const locked = await writers.locks.findOver(sheet.organisationPath, sheet.heldOn)
    if (locked && input.asksApproval !== true) return refused({ kind: "PeriodLocked", message: locked.message, lockedAt: locked.lockedAt })
    const evidence = await writers.evidence.keep(input.evidence ?? [], { organisationPath: sheet.organisationPath, memberId })
    if (!evidence.ok) return evidence
    const keepsBooks = mayKeepBooks(context.viewer, sheet.organisationPath)
    const decides = whoDecides({ state: sheet.state, isLocked: locked !== null, keepsBooks, isOwn: memberId === context.viewer.memberId })
    const said = { reason: input.reason.trim(), evidence: evidence.value }
    if (decides === "WRITER" && input.asksApproval !== true)
      return done({ entryId: await writeCorrection(context, writers, { sheet, row, asked: correction, ...said }), correctionId: null })

    if ((await writers.corrections.findRequested(sheet.lessonId, memberId)) !== null)
      return invalidState("CORRECTION_REQUESTED", "A correction of this person at this lesson waits for a decision already.")
    const correctionId = await writers.corrections.request({ lessonId: sheet.lessonId, memberId, ...correction, ...said, entryId: row.entryId })
    const act = { kind: "CORRECTION_REQUESTED" as const, subjectUuid: null, lessonId: sheet.lessonId, memberId, organisationId: sheet.organisationId }
    await writers.ledger.note([{ ...act, before: { state: row.state }, after: { ...correction, correction: correctionId }, ...said }])
    return done({ entryId: null, correctionId })
  })
}

const THERE: readonly Standing[] = ["PRESENT", "LATE", "LEFT_EARLY", "OBSERVER", "ONLINE"]

function problemsOf(
  { state, arrivedAt, leftAt }: { state: Standing; arrivedAt: Date | null; leftAt: Date | null },
  sheet: StoredSheet,
  now: Date,
): FieldProblem[] {
  if (state === "NOT_MARKED") return [{ path: "state", message: "Nothing that is recorded becomes unrecorded: say what holds instead." }]
  if (!THERE.includes(state)) {
    const times = [...(arrivedAt ? ["arrivedAt"] : []), ...(leftAt ? ["leftAt"] : [])]
    return times.map((path) => ({ path, message: "Whoever was not there neither came nor left." }))
  }
  return [
    ...(state === "LATE" && !arrivedAt ? [{ path: "arrivedAt", message: "Say when the person came." }] : []),
    ...(state === "LEFT_EARLY" && !leftAt ? [{ path: "leftAt", message: "Say when the person left." }] : []),
    ...(arrivedAt && arrivedAt >= sheet.endsAt ? [{ path: "arrivedAt", message: "Before the end of the lesson." }] : []),
    ...(leftAt && leftAt <= sheet.startsAt ? [{ path: "leftAt", message: "After the beginning of the lesson." }] : []),
    ...(arrivedAt && leftAt && leftAt <= arrivedAt ? [{ path: "leftAt", message: "After the arrival." }] : []),
    ...[["arrivedAt", arrivedAt] as const, ["leftAt", leftAt] as const].flatMap(([path, at]) =>
      at && Math.abs(at.getTime() - sheet.startsAt.getTime()) > LONGEST_APART_MS ? [{ path, message: "A time of the lesson's day." }] : [],
    ),
    ...(arrivedAt && arrivedAt > now ? [{ path: "arrivedAt", message: "Not in the future." }] : []),
  ]
}

/** Lessons last days at most; a time further away is a slip of the pen. */
const LONGEST_APART_MS = 7 * 86_400_000
