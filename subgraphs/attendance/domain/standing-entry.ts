import type { AttendanceState } from "./annual-hours.ts"
import { type Captured, type Mark, asksRecorder, markOf, saysTheSame } from "./captured.ts"
import type { NewEntry, Source } from "./ledger-fact.ts"
import type { StoredSheet } from "./stored-sheet.ts"

/** What stands in the ledger about one person at one lesson: the entry that no other replaces. */
export type StandingEntry = {
  id: string
  state: AttendanceState
  arrivedAt: Date | null
  leftAt: Date | null
  minutes: number
  source: Source
  line: number | null
  evidence: readonly string[]
  /** Decided and not captured: a leave, a correction with its reason. Who is absent only because nobody said anything is not that. */
  isDecision: boolean
  occurredAt: Date
  recordedAt: Date
}

/** One person of a sheet, with what was captured about them and what stands. */
export type Accounted = {
  memberId: string
  branchId: string | null
  isExpected: boolean
  standing: StandingEntry | null
  captures: readonly (Captured & { recordedAt: Date })[]
}

/** The lesson of a sheet, as it was at the opening. */
export type SheetLesson = Pick<StoredSheet, "lessonId" | "heldOn" | "periods" | "category" | "plannedHours">

/**
 * Say what is to be appended for one person so that the ledger says what all captures together come to; null when it says so already.
 *
 * What was decided, a leave or a correction, yields only to a mark that was recorded after it: scans of somebody on leave are kept and ask the recorder.
 * Who is not on the list has no entry, except as an observer: they stand in the queue 不在名单 until somebody decides.
 */
export function entryDue(sheet: SheetLesson, person: Accounted): NewEntry | null {
  const { memberId, branchId, standing, captures } = person
  const mark = markOf(sheet.periods, captures)
  if (mark === null || !mayStand(person, mark)) return null
  if (standing && standing.occurredAt.getTime() === mark.occurredAt.getTime() && saysTheSame(standing, mark)) return null
  return {
    lessonId: sheet.lessonId,
    memberId,
    branchId,
    category: sheet.category,
    plannedHours: sheet.plannedHours,
    heldOn: sheet.heldOn,
    replacesId: standing?.id ?? null,
    ...mark,
  }
}

/** Say whether scans of this person wait for the recorder's word. */
export function waitsForRecorder({ standing, captures }: Pick<Accounted, "standing" | "captures">): boolean {
  return asksRecorder(captures, standing !== null && standing.isDecision && standing.state === "ON_LEAVE")
}

function mayStand({ isExpected, standing, captures }: Accounted, { state }: Mark): boolean {
  if (!isExpected && state !== "OBSERVER") return false
  if (standing === null || !standing.isDecision) return true
  return captures.some(({ kind, recordedAt, id }) => kind === "MARK" && isAfter({ recordedAt, id }, standing))
}

/** Ids rise with time, so that they decide between what was recorded in the same millisecond; the kinds before the underscore say nothing. */
function isAfter(one: { recordedAt: Date; id: string }, other: { recordedAt: Date; id: string }): boolean {
  const apart = one.recordedAt.getTime() - other.recordedAt.getTime()
  return apart > 0 || (apart === 0 && one.id.slice(one.id.indexOf("_")) > other.id.slice(other.id.indexOf("_")))
}
