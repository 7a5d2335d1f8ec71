import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidState, notAllowed, refused } from "../../shared/result.ts"
import { isWrong } from "../../shared/tables/row-problem.ts"
import { requireId, toUuid } from "../../shared/typeid.ts"
import type { AttendanceContext } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import type { ImportResult, PlannedSignIn } from "../domain/sheet-import.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { settleCaptures } from "./settle-captures.ts"
import { takeSheet } from "./take-sheet.ts"

export type PreviewStale = { kind: "PreviewStale"; message: string }
export type CommittedSheet = ImportResult & { lessonId: string; alreadyCommitted: boolean }
type Refusal = NotAllowed | InvalidInput | InvalidState | PreviewStale

/**
 * Record what a preview of a sign-in sheet showed: every row without an error becomes a mark with the line that says it, and the file itself is kept as evidence.
 * Rows that say nothing of anybody record nothing; whoever is not on the list waits among the walk-ins.
 *
 * The same file at the same lesson is committed once, whoever commits it; again it gives what came of it then. A file that is of another lesson by what stands
 * above its lines is not committed.
 *
 * @throws {BadInput} when the id is none.
 */
export async function commitSheetImport(
  context: Pick<AttendanceContext, "viewer" | "change" | "sheetImports">,
  input: { import: string; clientMutationKey?: string | null },
): Promise<Result<CommittedSheet, Refusal>> {
  const opened = await context.sheetImports.find(requireId("input.import", input.import, "sheetimport"))
  if (!opened) return notAllowed("There is no such preview for you, or it has expired.")
  return context.change({ mutation: "commitSheetImport", input }, async (writers): Promise<Result<CommittedSheet, Refusal>> => {
    const taken = await takeSheet(context, writers, { lesson: opened.lessonId, may: mayRecord, act: "FILE" })
    if (!taken.ok) return taken
    const sheet = taken.value
    const before = await writers.sheetImports.findResult(sheet.lessonId, opened.fileSha256)
    if (before) return done({ ...before, lessonId: sheet.lessonId, alreadyCommitted: true })
    if (sheet.state !== "OPEN" && sheet.state !== "REOPENED")
      return invalidState(sheet.state, "The sheet is closed: correct people's attendance one by one, or have it reopened.")
    const locked = await writers.locks.findOver(sheet.organisationPath, sheet.heldOn)
    if (locked) return invalidState("PERIOD_LOCKED", locked.message)
    if (isWrong(opened.problems)) return invalidState("OTHER_LESSON", opened.problems.find(({ severity }) => severity === "ERROR")?.message ?? "")
    const evidence = await writers.evidence.keep([opened.fileId], { organisationPath: sheet.organisationPath, memberId: null })
    if (!evidence.ok)
      return refused({ kind: "PreviewStale", message: "The file itself is gone: newer ones took its place. Send it again and make a new preview." })

    const saying = opened.rows.filter(({ says, memberId }) => says !== null && memberId !== null)
    const captures = saying.map((row) => captureFrom(row, sheet, opened.fileSha256, evidence.value))
    await writers.captures.add(sheet.lessonId, captures)
    const changed = await settleCaptures(
      writers,
      sheet,
      captures.map(({ memberId }) => memberId),
    )
    const walkIns = saying.filter(({ isListed, says }) => !isListed && says !== "OBSERVER").length
    const result = {
      recorded: changed.length,
      unchanged: saying.length - changed.length - walkIns,
      walkIns,
      notSigned: opened.rows.length - opened.errors - saying.length,
      skipped: opened.errors,
    }
    await writers.sheetImports.markCommitted(opened.id, result)
    const act = { kind: "SHEET_IMPORTED", subjectUuid: toUuid("sheetimport", opened.id), organisationId: sheet.organisationId } as const
    await writers.ledger.note([{ ...act, lessonId: sheet.lessonId, after: result, evidence: evidence.value }])
    return done({ ...result, lessonId: sheet.lessonId, alreadyCommitted: false })
  })
}

function captureFrom(row: PlannedSignIn, sheet: StoredSheet, fileSha256: string, evidence: readonly string[]) {
  const time = (text: string | null) => (text === null || row.says === "ON_LEAVE" || row.says === "ABSENT" ? null : new Date(text))
  return {
    memberId: row.memberId as string,
    kind: "MARK" as const,
    state: row.says,
    arrivedAt: time(row.arrivedAt),
    leftAt: time(row.leftAt),
    minutes: null,
    source: "IMPORT" as const,
    occurredAt: time(row.arrivedAt) ?? sheet.startsAt,
    clientKey: `${sheet.lessonId} ${fileSha256} ${row.line} ${row.column} ${row.memberId}`,
    line: row.number ?? row.line,
    remark: row.remark,
    evidence,
  }
}
