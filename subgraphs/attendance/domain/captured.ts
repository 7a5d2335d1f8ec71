import type { AttendanceState } from "./annual-hours.ts"
import type { Source } from "./ledger-fact.ts"
import type { Period } from "./stored-sheet.ts"

export const CAPTURE_KINDS = ["SCAN_IN", "SCAN_OUT", "MARK"] as const
export type CaptureKind = (typeof CAPTURE_KINDS)[number]

/** Something that was captured about one person at one lesson. Ids are TypeIDs; `state`, `arrivedAt`, `leftAt`, `minutes` are of marks only. */
export type Captured = {
  id: string
  kind: CaptureKind
  state: AttendanceState | null
  arrivedAt: Date | null
  leftAt: Date | null
  minutes: number | null
  source: Source
  /** When it happened, by the clock of the device where it did. */
  occurredAt: Date
  clientKey: string
  /** Line of a paper sheet. */
  line: number | null
  evidence: readonly string[]
}

/** What is to stand in the ledger about one person at one lesson. */
export type Mark = {
  state: AttendanceState
  arrivedAt: Date | null
  leftAt: Date | null
  minutes: number
  source: Source
  occurredAt: Date
  captureId: string
  line: number | null
  evidence: readonly string[]
}

const MINUTE = 60_000

/**
 * Say what all that was captured about one person at a lesson comes to, or null when it comes to nothing.
 *
 * A pure function of the *set*: order and repetition of the captures never matter, so that what was captured without signal may come at any time, in
 * any order, any number of times.
 *
 * What a recorder writes down outranks scans; of several marks that holds which happened last. Its time, and the capture that it names, are those of the
 * first of the equal marks at the end: a mark that only repeats what stands changes nothing.
 *
 * Of scans the first in and the last out hold. An out before the first in is ignored; an in after the last out means that the person came back. Who never
 * scanned out stayed to the end. Outs without any in come to nothing: the recorder decides.
 *
 * LATE and LEFT_EARLY say what the clock says, beyond `graceMinutes` (none unless told otherwise); who did both is LATE. What lateness costs is the rule
 * set's business. Minutes are those of the lesson's periods between arrival and leaving; what is before the start earns nothing.
 */
export function markOf(periods: readonly Period[], captures: readonly Captured[], graceMinutes = 0): Mark | null {
  const once = [...new Map(captures.map((capture) => [capture.id, capture])).values()]
  const marks = once.filter(({ kind }) => kind === "MARK").sort(byMoment)
  return marks.length > 0 ? lastWord(periods, marks) : ofScans(periods, once, graceMinutes)
}

/** Say whether scans wait for a recorder's word: of somebody on approved leave, or outs without an in; until a mark decides. */
export function asksRecorder(captures: readonly Captured[], isOnLeave: boolean): boolean {
  if (captures.length === 0 || captures.some(({ kind }) => kind === "MARK")) return false
  return isOnLeave || captures.every(({ kind }) => kind === "SCAN_OUT")
}

/** Say whether two marks say the same, whenever it was said. */
export function saysTheSame(one: Omit<Mark, "occurredAt" | "captureId">, other: Omit<Mark, "occurredAt" | "captureId">): boolean {
  return (
    one.state === other.state &&
    one.minutes === other.minutes &&
    one.source === other.source &&
    one.line === other.line &&
    one.arrivedAt?.getTime() === other.arrivedAt?.getTime() &&
    one.leftAt?.getTime() === other.leftAt?.getTime() &&
    [...one.evidence].sort().join() === [...other.evidence].sort().join()
  )
}

/** Count the whole minutes of a lesson's periods between arrival and leaving; null stands for its start and its end. */
export function minutesWithin(periods: readonly Period[], arrivedAt: Date | null, leftAt: Date | null): number {
  const from = arrivedAt?.getTime() ?? -Infinity
  const to = leftAt?.getTime() ?? Infinity
  const overlap = periods.map(({ startsAt, endsAt }) => Math.max(0, Math.min(to, endsAt.getTime()) - Math.max(from, startsAt.getTime())))
  return Math.floor(overlap.reduce((sum, part) => sum + part, 0) / MINUTE)
}

function lastWord(periods: readonly Period[], marks: readonly Captured[]): Mark | null {
  const said = marks.map((mark) => ofMark(periods, mark))
  const last = said.at(-1)
  if (!last) return null
  return said[said.findLastIndex((mark) => !saysTheSame(mark, last)) + 1] ?? last
}

function ofMark(periods: readonly Period[], mark: Captured): Mark {
  const state = mark.state ?? "PRESENT"
  const wasThere = state !== "ON_LEAVE" && state !== "ABSENT"
  const arrivedAt = wasThere ? mark.arrivedAt : null
  const leftAt = wasThere ? mark.leftAt : null
  const minutes = wasThere ? (mark.minutes ?? minutesWithin(periods, arrivedAt, leftAt)) : 0
  return { ...told(mark), state, arrivedAt, leftAt, minutes }
}

function ofScans(periods: readonly Period[], scans: readonly Captured[], graceMinutes: number): Mark | null {
  const ins = scans.filter(({ kind }) => kind === "SCAN_IN").sort(byMoment)
  const [first, last] = [ins[0], ins.at(-1)]
  if (!first || !last) return null
  const out = scans
    .filter(({ kind, occurredAt }) => kind === "SCAN_OUT" && occurredAt > first.occurredAt)
    .sort(byMoment)
    .at(-1)
  const leftAt = out && out.occurredAt >= last.occurredAt ? out.occurredAt : null
  const [from, to] = [periods[0], periods.at(-1)]
  const isLate = from !== undefined && first.occurredAt.getTime() > from.startsAt.getTime() + graceMinutes * MINUTE
  const isEarly = to !== undefined && leftAt !== null && leftAt.getTime() < to.endsAt.getTime() - graceMinutes * MINUTE
  const arrivedAt = first.occurredAt
  return { ...told(first), state: isLate ? "LATE" : isEarly ? "LEFT_EARLY" : "PRESENT", arrivedAt, leftAt, minutes: minutesWithin(periods, arrivedAt, leftAt) }
}

function told({ source, occurredAt, id, line, evidence }: Captured) {
  return { source, occurredAt, captureId: id, line, evidence }
}

/** In the order of happening; what happened at one instant in that of the keys, then of the ids: never in that of arriving. */
function byMoment(one: Captured, other: Captured): number {
  return one.occurredAt.getTime() - other.occurredAt.getTime() || compare(one.clientKey, other.clientKey) || compare(one.id, other.id)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
