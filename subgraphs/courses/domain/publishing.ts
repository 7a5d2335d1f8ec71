import type { FieldProblem } from "../../shared/result.ts"
import type { Clash, ClashReport, Warning } from "./clash.ts"
import { LONGEST_IN_ARREARS_DAYS } from "./lesson-to-place.ts"
import type { Period } from "./period.ts"

const DAY_MS = 86_400_000

/** The venues and teachers that are taken in spite of another lesson: the database must not hold them firmly for two. */
export function softOf(clashes: readonly Clash[]): string[] {
  return clashes.flatMap(({ lessonId, subjectId }) => (lessonId !== null && subjectId !== null ? [subjectId] : []))
}

/** Say clashes that did not stop a lesson as warnings, each under its kind, beside what only should be known. */
export function warningsOf({ clashes, warnings }: ClashReport, note: string): Warning[] {
  return [...clashes.map(({ kind, message }) => ({ code: kind, message: `${message} (${note})` })), ...warnings]
}

/** A lesson may be recorded after the event for 30 days; what is older belongs to a month that is closed. */
export function isLongPast({ endsAt }: Period, now: Date): FieldProblem[] {
  if (endsAt.getTime() >= now.getTime() - LONGEST_IN_ARREARS_DAYS * DAY_MS) return []
  return [{ path: "startsAt", message: `A lesson that ended more than ${LONGEST_IN_ARREARS_DAYS} days ago is no longer published.` }]
}

export function pastWarnings(endsAt: Date, now: Date): Warning[] {
  return endsAt <= now ? [{ code: "PAST", message: "The lesson is over already; nobody is told of it." }] : []
}
