import type { Clash, Warning } from "./clash.ts"
import type { ScheduleConflict } from "./lesson-to-place.ts"
import type { SeriesException } from "./series.ts"

/** So many clashes of a series are named; the count in the message is of all. */
const MOST_NAMED = 50

/** Refuse a series, or the drafts of a plan, for what its lessons clash with, day by day. */
export function conflictOfSeries(days: readonly { day: string; clashes: readonly Clash[] }[], of = "series"): { ok: false; refusal: ScheduleConflict } {
  const all = days.flatMap(({ day, clashes }) => clashes.map((clash) => ({ ...clash, message: `${day}: ${clash.message}` })))
  const kinds = [...new Set(all.map(({ kind }) => kind))].join(", ")
  const named = all.length > MOST_NAMED ? ` The first ${MOST_NAMED} are named.` : ""
  const message = `${all.length} clashes (${kinds}) on ${days.length === 1 ? "one day" : `${days.length} days`} of the ${of}; nothing was written.${named} Change it, or override with a reason.`
  return { ok: false, refusal: { kind: "ScheduleConflict", message, conflicts: all.slice(0, MOST_NAMED), toSuit: null } }
}

/** Say what holidays took away from a series, and what they moved. */
export function holidayWarnings(exceptions: readonly SeriesException[], dayOf: (instant: Date) => string): Warning[] {
  return exceptions.flatMap(({ kind, occursAt, movedTo, reason }) => {
    if (kind === "SKIPPED") return [{ code: "HOLIDAY_SKIPPED", message: `${dayOf(occursAt)} is a holiday (${reason}): no lesson is held.` }]
    return kind === "MOVED" && movedTo
      ? [{ code: "HOLIDAY_MOVED", message: `${dayOf(occursAt)} is a holiday (${reason}): the lesson is on ${dayOf(movedTo)}.` }]
      : []
  })
}

/** Say of a warning on what day it holds; what a whole year is warned of is said once. */
export function onDay(warning: Warning, day: string): Warning {
  return warning.code === "CALENDAR_UNKNOWN" ? warning : { ...warning, message: `${day}: ${warning.message}` }
}

export function distinct(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code} ${warning.message}`, warning])).values()]
}
