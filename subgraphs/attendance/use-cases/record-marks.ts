import { type NotAllowed, type Result, done } from "../../shared/result.ts"
import { newId, requireId } from "../../shared/typeid.ts"
import { trimmed } from "../../shared/text.ts"
import type { AttendanceContext, AttendanceWriters } from "../context.ts"
import type { NewCapture } from "../data/capture.writer.ts"
import { mayRecord } from "../domain/attendance.policy.ts"
import type { Source } from "../domain/ledger-fact.ts"
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
import { settleCaptures } from "./settle-captures.ts"
import { takeSheet } from "./take-sheet.ts"

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

/** A sheet whose lock is taken, and who of those marked is on its list. */
type MarkedSheet = StoredSheet & { people: ReadonlyMap<string, { isExpected: boolean }> }

export type MarksRecorded = { lessonId: string; recorded: number; unchanged: number; queued: number }

/** How many marks may come at once, and that there are any. */
export function problemsOfCount(rows: readonly unknown[], most: number) {
  return rows.length >= 1 && rows.length <= most ? [] : [{ path: "rows", message: `Send 1 to ${most} rows.` }]
}

/**
 * Take the lock of the sheet that marks are for, of which everything in them is right by itself; refuses all of them for what is wrong with any.
 *
 * @throws {BadInput} when an id is none.
 */
export async function takeMarkedSheet(
  context: Pick<AttendanceContext, "viewer" | "now">,
  writers: AttendanceWriters,
  { lesson, rows, occurredAt, queueUnlisted }: Pick<Marks, "lesson" | "occurredAt" | "queueUnlisted"> & { rows: readonly MarkRow[] },
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

  const people = await writers.captures.findPeople(
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

/**
 * Keep marks of a sheet whose lock is taken, and make the ledger say what they come to: as many statements for 500 people as for one.
 *
 * Each mark has a key of its own, so that it is kept once, in whatever company it comes again; a key that was used for something else is refused.
 */
export async function keepMarks({ now }: Pick<AttendanceContext, "now">, { captures, ledger }: AttendanceWriters, sheet: MarkedSheet, marks: Marks) {
  const { lessonId } = sheet
  const made = marks.rows.map((row): NewCapture => {
    const { member: memberId, state, arrivedAt = null, leftAt = null, minutes = null, line = null } = row
    const clientKey = row.key ?? (marks.clientMutationKey ? `${marks.clientMutationKey} ${memberId}` : newId("capture"))
    return {
      ...{ memberId, kind: "MARK", state: state === "NOT_MARKED" ? null : state, arrivedAt, leftAt, minutes, source: marks.source, line, clientKey },
      ...{ occurredAt: row.occurredAt ?? marks.occurredAt ?? now(), remark: trimmed(row.remark), evidence: row.evidence },
    }
  })
  const taken = await captures.findTaken(
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

function problemOfPerson(person: { isExpected: boolean; isKnown: boolean } | undefined, { state }: MarkRow, queueUnlisted: boolean): RowRefusal | null {
  if (person?.isExpected) return null
  if (!person?.isKnown) return { reason: "UNKNOWN_MEMBER", message: "There is no such person for you, and none on this list." }
  if (state === "OBSERVER" || queueUnlisted) return null
  return {
    reason: "NOT_EXPECTED",
    message: "Not on the lesson's list (不在名单). Send an OBSERVER (列席), set `queueUnlisted`, or put the person on the list first.",
  }
}
