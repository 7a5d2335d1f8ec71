import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState } from "../../shared/result.ts"
import { toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import type { AttendanceState } from "../domain/annual-hours.ts"
import { type PaperLine, saidBy, stateOf } from "../domain/paper-line.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { settleCaptures } from "./settle-captures.ts"
import { takePaper } from "./take-paper.ts"

export type AppliedPaper = { paperId: string; lessonId: string; applied: number; changed: number }
type Refusal = NotAllowed | InvalidInput | InvalidState

/**
 * Take a paper sheet's lines over into the sheet: each that says something of somebody becomes a mark with the line that says it. What nobody can read or place, what
 * nobody signed and what says two things stays, and is listed. Doing it again takes over what was resolved since, and changes nothing else.
 *
 * `applied` lines were taken over; for `changed` people the ledger says something else now. Whoever is not on the list waits in the queue of walk-ins.
 *
 * @throws {BadInput} when the id is none.
 */
export function applyPaperSheet(
  context: Pick<AttendanceContext, "viewer" | "change">,
  input: { paper: string; clientMutationKey?: string | null },
): Promise<Result<AppliedPaper, Refusal>> {
  return context.change({ mutation: "applyPaperSheet", input }, async (writers): Promise<Result<AppliedPaper, Refusal>> => {
    const taken = await takePaper(context, writers, input.paper, "RECORD")
    if (!taken.ok) return taken
    const { paperId, sheet, lines } = taken.value
    const locked = await writers.locks.findOver(sheet.organisationPath, sheet.heldOn)
    if (locked) return invalidState("PERIOD_LOCKED", locked.message)

    const ready = lines.filter((line) => stateOf(line, sheet) === "READY")
    if (ready.length === 0) return done({ paperId, lessonId: sheet.lessonId, applied: 0, changed: 0 })
    const captures = ready.map((line) => captureFrom(paperId, line, sheet))
    await writers.captures.add(sheet.lessonId, captures)
    await writers.papers.markApplied(paperId, ready)
    const changed = await settleCaptures(
      writers,
      sheet,
      captures.map(({ memberId }) => memberId),
    )
    const act = { kind: "PAPER_APPLIED", subjectUuid: toUuid("paper", paperId), lessonId: sheet.lessonId, organisationId: sheet.organisationId } as const
    await writers.ledger.note([{ ...act, after: { applied: ready.length, changed: changed.length, left: lines.length - ready.length } }])
    return done({ paperId, lessonId: sheet.lessonId, applied: ready.length, changed: changed.length })
  })
}

function captureFrom(paperId: string, line: PaperLine, sheet: StoredSheet) {
  return {
    memberId: line.memberId as string,
    kind: "MARK" as const,
    state: saidBy(line, sheet) as AttendanceState,
    arrivedAt: line.hasSigned ? line.arrivedAt : null,
    leftAt: line.hasSigned ? line.leftAt : null,
    minutes: null,
    source: "PAPER" as const,
    occurredAt: line.arrivedAt ?? sheet.startsAt,
    clientKey: `${paperId} ${line.page} ${line.line} ${line.column} ${line.memberId}`,
    paperId,
    page: line.page,
    line: line.line,
    remark: line.remark,
    evidence: [],
  }
}
