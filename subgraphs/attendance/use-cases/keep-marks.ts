import { type Result, done } from "../../shared/result.ts"
import { trimmed } from "../../shared/text.ts"
import { newId } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import type { NewCapture } from "../data/capture.writer.ts"
import type { Source } from "../domain/ledger-fact.ts"
import { type AttendanceRejected, type MarkRow, attendanceRejected, rejectedRow } from "../domain/mark-row.ts"
import { settleCaptures } from "./settle-captures.ts"
import type { MarkedSheet } from "./take-marked-sheet.ts"

/** Marks to be taken together. `rows` carry evidence that is kept already. */
export type Marks = {
  lesson: string
  rows: readonly (MarkRow & { evidence: readonly string[] })[]
  source: Source
  occurredAt?: Date | null
  /** Whoever is not on the list goes to the queue 不在名单 instead of being refused. */
  queueUnlisted: boolean
  clientMutationKey?: string | null
}

export type MarksRecorded = { lessonId: string; recorded: number; unchanged: number; queued: number }

/**
 * Keep marks of a sheet whose lock is taken, and make the ledger say what they come to: as many statements for 500 people as for one.
 *
 * Each mark has a key of its own, so that it is kept once, in whatever company it comes again; a key that was used for something else is refused.
 */
export async function keepMarks(
  { now }: Pick<AttendanceContext, "now">,
  { captures, marked, ledger }: AttendanceWriters,
  sheet: MarkedSheet,
  marks: Marks,
): Promise<Result<MarksRecorded, AttendanceRejected>> {
  const { lessonId } = sheet
  const made = marks.rows.map((row): NewCapture => {
    const { member: memberId, state, arrivedAt = null, leftAt = null, minutes = null, line = null } = row
    const clientKey = row.key ?? (marks.clientMutationKey ? `${marks.clientMutationKey} ${memberId}` : newId("capture"))
    return {
      memberId,
      kind: "MARK",
      state: state === "NOT_MARKED" ? null : state,
      arrivedAt,
      leftAt,
      minutes,
      source: marks.source,
      line,
      clientKey,
      occurredAt: row.occurredAt ?? marks.occurredAt ?? now(),
      remark: trimmed(row.remark),
      evidence: row.evidence,
    }
  })
  const taken = await marked.findTaken(
    lessonId,
    made.map(({ clientKey, memberId }) => ({ clientKey, memberId })),
  )
  const rejected = made.flatMap(({ clientKey }, at) => {
    if (made.findIndex((other) => other.clientKey === clientKey) < at) taken.add(clientKey)
    const row = marks.rows[at]
    return row && taken.has(clientKey)
      ? [rejectedRow(row, at, { reason: "KEY_REUSED", message: "This key was used for another mark. Use a new one for each." })]
      : []
  })
  if (rejected.length > 0) return attendanceRejected(rejected)
  await captures.add(lessonId, made)
  const people = marks.rows.map(({ member }) => member)
  const settled = await settleCaptures({ captures, ledger }, sheet, people)
  const queued = marks.rows.filter(({ member, state }) => !sheet.people.get(member)?.isExpected && state !== "OBSERVER").length
  return done({ lessonId, recorded: settled.length, unchanged: people.length - settled.length - queued, queued })
}
