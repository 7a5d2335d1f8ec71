import { type NotAllowed, type Result, done } from "../../shared/result.ts"
import { requireId } from "../../shared/typeid.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import {
  type AttendanceRejected,
  type MarkRow,
  type RejectedRow,
  type RowRefusal,
  type RowRefusalReason,
  attendanceRejected,
  problemOfRow,
  rejectedRow,
} from "../domain/mark-row.ts"
import type { StoredSheet } from "../domain/stored-sheet.ts"
import { takeSheet } from "./take-sheet.ts"

/** A sheet whose lock is taken, and who of those marked is on its list. */
export type MarkedSheet = StoredSheet & { people: ReadonlyMap<string, { isExpected: boolean }> }

/**
 * Take the lock of the sheet that marks are for, of which everything in them is right by itself; refuses all of them for what is wrong with any.
 *
 * @throws {BadInput} when an id is none.
 */
export async function takeMarkedSheet(
  context: Pick<AttendanceContext, "viewer" | "now">,
  writers: AttendanceWriters,
  { lesson, rows, occurredAt, queueUnlisted }: { lesson: string; rows: readonly MarkRow[]; occurredAt?: Date | null; queueUnlisted: boolean },
): Promise<Result<MarkedSheet, NotAllowed | AttendanceRejected>> {
  rows.forEach((row, at) => requireId(`input.rows.${at}.member`, row.member, "member"))
  const allAre = (reason: RowRefusalReason, message: string) => attendanceRejected(rows.map((row, at) => rejectedRow(row, at, { reason, message })))
  const taken = await takeSheet(context, writers, { lesson, may: mayRecord, act: "RECORD" })
  if (!taken.ok) {
    const { refusal } = taken
    return refusal.kind === "NotAllowed" ? { ok: false, refusal } : allAre(refusal.state === "NOT_OPENED" ? "NOT_OPENED" : "SHEET_CLOSED", refusal.message)
  }
  const sheet = taken.value
  const lock = await writers.locks.findOver(sheet.organisationPath, sheet.heldOn)
  if (lock) return allAre("PERIOD_LOCKED", lock.message)

  const people = await writers.marked.findPeople(
    sheet.lessonId,
    rows.map(({ member }) => member),
  )
  const seen = new Set<string>()
  const rejected = rows.flatMap((row, at): RejectedRow[] => {
    const isAgain = seen.has(row.member)
    seen.add(row.member)
    const problem = isAgain
      ? { reason: "TWICE" as const, message: "The person is in the list twice." }
      : (problemOfPerson(people.get(row.member), row, queueUnlisted) ??
        problemOfRow({ ...row, occurredAt: row.occurredAt ?? occurredAt ?? null }, sheet, context.now()))
    return problem ? [rejectedRow(row, at, problem)] : []
  })
  return rejected.length > 0 ? attendanceRejected(rejected) : done({ ...sheet, people })
}

function problemOfPerson(person: { isExpected: boolean; isKnown: boolean } | undefined, { state }: MarkRow, queueUnlisted: boolean): RowRefusal | null {
  if (person?.isExpected) return null
  if (!person?.isKnown) return { reason: "UNKNOWN_MEMBER", message: "There is no such person for you, and none on this list." }
  if (state === "OBSERVER" || queueUnlisted) return null
  return {
    reason: "NOT_EXPECTED",
    message: "Not on the lesson's list (不在名单). Send an OBSERVER (列席), set `queueUnlisted`, or put the person on the list first.",
  }
}
