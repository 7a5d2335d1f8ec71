import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, notAllowed } from "../../shared/result.ts"
import { LONGEST_NOTE, problemsOfOptionalText, trimmed } from "../../shared/text.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayGovern, mayKeepBooks } from "../domain/attendance.policy.ts"
import type { Correction } from "../domain/correction.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { writeCorrection } from "./write-correction.ts"

type Refusal = NotAllowed | InvalidInput | InvalidState
type Input = { correction: string; approve: boolean; note?: string | null; clientMutationKey?: string | null }
type Decided = { correctionId: string; lessonId: string; entryId: string | null }

/**
 * Decide on a correction that somebody asked for: never whoever asked, nor whom it is about. In a locked period, for those who govern at the lock or above it; the fact
 * then says that it came after the lock, and who approved it.
 *
 * Refuses to approve what was asked of another fact than the one that stands now: it has been corrected since, and is asked for anew.
 *
 * @throws {BadInput} when the id is none.
 */
export function decideCorrection(context: Pick<AttendanceContext, "viewer" | "change" | "now">, input: Input): Promise<Result<Decided, Refusal>> {
  return context.change({ mutation: "decideCorrection", input }, async (writers): Promise<Result<Decided, Refusal>> => {
    const id = requireId("input.correction", input.correction, "correction")
    const found = await take(context, writers, id)
    if (!found.ok) return found
    const { sheet, correction, isAfterLock } = found.value
    const problems = problemsOfOptionalText("note", input.note, LONGEST_NOTE)
    if (problems.length > 0) return invalidInput(...problems)

    const note = trimmed(input.note)
    const entryId = input.approve ? await approve(context, writers, sheet, correction, isAfterLock) : null
    if (input.approve && entryId === null) return invalidState("CHANGED_SINCE", "What stands is no longer what was to be corrected. Refuse it, and ask anew.")
    await writers.corrections.decide(id, { note, resultId: entryId })
    if (entryId === null) {
      const act = { kind: "CORRECTION_DECIDED" as const, subjectUuid: toUuid("correction", id), lessonId: sheet.lessonId, memberId: correction.memberId }
      await writers.ledger.note([{ ...act, after: { progress: "REFUSED" }, reason: note }])
    }
    return done({ correctionId: id, lessonId: sheet.lessonId, entryId })
  })
}

type Taken = { sheet: StoredSheet; correction: Correction; isAfterLock: boolean }

async function take(
  { viewer }: Pick<AttendanceContext, "viewer">,
  { corrections, sheets, locks }: AttendanceWriters,
  id: string,
): Promise<Result<Taken, NotAllowed | InvalidState>> {
  const lessonId = await corrections.findLesson(id)
  const sheet = lessonId === null ? null : await sheets.lock(lessonId)
  const correction = sheet && (await corrections.lock(id))
  if (!sheet || !correction) return notAllowed()
  const locked = await locks.findOver(sheet.organisationPath, sheet.heldOn)
  const mayDecide = locked ? mayGovern(viewer, locked.organisationPath) : mayKeepBooks(viewer, sheet.organisationPath)
  if (!mayDecide) {
    const isNear = locked !== null && mayKeepBooks(viewer, sheet.organisationPath)
    return isNear ? notAllowed("The period is locked: somebody who governs at the lock or above it decides.") : notAllowed()
  }
  if (correction.requestedById === viewer.accountId) return notAllowed("You asked for this correction: somebody else decides.")
  if (correction.memberId === viewer.memberId) return notAllowed("The correction is about yourself: somebody else decides.")
  if (correction.progress !== "REQUESTED")
    return invalidState(correction.progress, `It was ${correction.progress.toLowerCase()} by ${correction.decidedBy ?? "somebody"} already.`)
  return done({ sheet, correction, isAfterLock: locked !== null })
}

async function approve(
  context: Pick<AttendanceContext, "viewer" | "now">,
  writers: AttendanceWriters,
  sheet: StoredSheet,
  correction: Correction,
  isAfterLock: boolean,
): Promise<string | null> {
  const [row] = await writers.marks.findOfSheet(sheet.lessonId, [correction.memberId])
  if (!row || row.entryId !== correction.entryId) return null
  const { state, arrivedAt, leftAt, reason, evidence, id } = correction
  const approvedBy = { accountId: context.viewer.accountId, name: context.viewer.name }
  return writeCorrection(context, writers, { sheet, row, asked: { state, arrivedAt, leftAt }, reason, evidence, approvedBy, isAfterLock, correctionId: id })
}
