import { type InvalidInput, type InvalidState, type NotAllowed, type Result, done, invalidInput, invalidState, refused } from "../../shared/result.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import { type AttendanceRow, countRows } from "../domain/attendance-row.ts"
import { isClosed } from "../domain/sheet.ts"
import { type SheetDetails, detailsOf, problemsOfDetails } from "../domain/sheet-details.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { settleSheet } from "./settle-sheet.ts"
import { takeSheet } from "./take-sheet.ts"

export type SheetIncomplete = { kind: "SheetIncomplete"; message: string; unmarked: { id: string }[] }
export type SheetClosed = { lessonId: string; creditedHours: number; makeUpsDue: number }
type Refusal = NotAllowed | InvalidState | InvalidInput | SheetIncomplete
type Input = SheetDetails & { lesson: string; markAbsent?: boolean | null; version?: number | null; clientMutationKey?: string | null }

const MOST_NAMED = 100

/**
 * Close a sheet: everybody expected stands somewhere, 应到 = 实到 + 请假 + 缺席, the hours count from now on, and every absence obliges to a make-up.
 *
 * Nobody is absent by default: with `markAbsent` whoever is unmarked is written down as absent first. Somebody on leave who was there all the same is to be
 * decided on by the recorder before. Closing what is closed gives the same answer. Not before the lesson has begun.
 *
 * @throws {BadInput} when the id is none.
 */
export function closeAttendanceSheet(context: Pick<AttendanceContext, "viewer" | "change" | "now">, input: Input): Promise<Result<SheetClosed, Refusal>> {
  return context.change({ mutation: "closeAttendanceSheet", input }, async (writers): Promise<Result<SheetClosed, Refusal>> => {
    const taken = await takeSheet(context, writers, { lesson: input.lesson, may: mayRecord, act: "CLOSE" })
    if (!taken.ok) return taken
    const sheet = taken.value
    if (isClosed(sheet.state)) return done(await worthOf(writers, sheet))
    if (input.version != null && input.version !== sheet.version) return invalidState("CHANGED", `The sheet is at version ${sheet.version}. Look at it again.`)
    if (context.now() < sheet.startsAt) return invalidState("NOT_BEGUN", "The lesson has not begun: close its sheet when it has been held.")
    const problems = problemsOfDetails(input)
    if (problems.length > 0) return invalidInput(...problems)

    if (input.markAbsent === true) await markAbsent(context, writers, sheet)
    const rows = await writers.marks.findOfSheet(sheet.lessonId)
    const unsettled = await unsettledOf(writers, sheet, rows)
    if (unsettled) return refused(unsettled)
    const counts = countRows(rows)
    await writers.sheets.close(sheet.lessonId, counts, detailsOf(input))
    await settleSheet(writers, sheet, rows)
    await writers.ledger.note([
      { kind: "SHEET_CLOSED", lessonId: sheet.lessonId, organisationId: sheet.organisationId, before: { state: sheet.state }, after: counts },
    ])
    return done(await worthOf(writers, sheet))
  })
}

async function worthOf({ marks }: AttendanceWriters, { lessonId }: StoredSheet): Promise<SheetClosed> {
  const { hours, makeUpsDue } = await marks.findWorth(lessonId)
  return { lessonId, creditedHours: hours, makeUpsDue }
}

/** Write down that everybody of whom nothing is recorded was absent: a choice that the recorder makes, in so many words. */
async function markAbsent({ now }: Pick<AttendanceContext, "now">, { marks, ledger }: AttendanceWriters, sheet: StoredSheet): Promise<void> {
  const { lessonId, category, plannedHours, heldOn } = sheet
  const unmarked = (await marks.findOfSheet(lessonId)).filter(({ state }) => state === "NOT_MARKED")
  const fact = { lessonId, category, plannedHours, heldOn, state: "ABSENT" as const, source: "RECORDER" as const, minutes: 0, occurredAt: now() }
  await ledger.append(unmarked.map(({ memberId, branchId }) => ({ ...fact, memberId, branchId })))
}

async function unsettledOf({ marks }: AttendanceWriters, { lessonId }: StoredSheet, rows: readonly AttendanceRow[]): Promise<SheetIncomplete | null> {
  const unmarked = rows.filter(({ state }) => state === "NOT_MARKED").map(({ memberId }) => memberId)
  const undecided = await marks.findUndecided(lessonId)
  const unsettled = [...unmarked, ...undecided]
  if (unsettled.length === 0) return null
  const parts = [
    ...(unmarked.length > 0 ? [`${unmarked.length} expected without a mark: record them, or close with \`markAbsent\``] : []),
    ...(undecided.length > 0 ? [`${undecided.length} on approved leave who were there by the code: record what holds`] : []),
  ]
  return { kind: "SheetIncomplete", message: `${parts.join("; ")}.`, unmarked: unsettled.slice(0, MOST_NAMED).map((id) => ({ id })) }
}
