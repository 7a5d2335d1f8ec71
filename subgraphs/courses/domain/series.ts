import { type CalendarOf, addDays, unknownYears, weekdayOf } from "./calendar-day.ts"
import type { LocalOf } from "./local-time.ts"

export type HolidayPolicy = "SKIP" | "MOVE" | "KEEP"
export type SeriesScope = "ONE" | "THIS_AND_FOLLOWING" | "ALL"
export type SeriesExceptionKind = "SKIPPED" | "MOVED" | "REMOVED"

/** A time of the rule at which no lesson is, or from which one was moved, and why. */
export type SeriesException = { occursAt: Date; kind: SeriesExceptionKind; movedTo: Date | null; reason: string }

/** 系列课. `rule` is without an end; `until` is the last day of the series. Ids are TypeIDs. */
export type Series = {
  id: string
  organiserId: string
  organiserPath: string
  rule: string
  startsAt: Date
  until: string
  holidays: HolidayPolicy
  version: number
  splitFromId: string | null
}

/** A lesson to be: when the rule says, and when it is. */
export type Occurrence = { occursAt: Date; startsAt: Date }
export type Placed = { occurrences: Occurrence[]; exceptions: SeriesException[]; unknownYears: string[] }

/** So many days after a holiday a lesson is still the same lesson. */
const LONGEST_MOVE_DAYS = 14
const DAY_MS = 86_400_000

/**
 * Put the times of a rule into the year as it is.
 *
 * On a public holiday, SKIP holds no lesson; MOVE holds it at the same hour of the next workday by the calendar, a worked Sunday among them (a lesson of a weekend goes
 * to the next day that is no holiday), on which the series has no other lesson, within a fortnight, or else skips it; KEEP holds it all the same. Of a year that is not
 * known nothing is moved: it is named. The city's clock has no summer time, so that the same hour is a whole number of days later.
 */
export function placeAmongHolidays(
  times: readonly Date[],
  policy: HolidayPolicy,
  { calendarOf, localOf }: { calendarOf: CalendarOf; localOf: LocalOf },
): Placed {
  const days = times.map((time) => localOf(time).day)
  const taken = new Set(days.filter((day) => policy === "KEEP" || !calendarOf(day).isHoliday))
  const occurrences: Occurrence[] = []
  const exceptions: SeriesException[] = []
  for (const [at, occursAt] of times.entries()) {
    const day = days[at] ?? ""
    const { isHoliday, name } = calendarOf(day)
    if (!isHoliday || policy === "KEEP") {
      occurrences.push({ occursAt, startsAt: occursAt })
      continue
    }
    const reason = name ?? "节假日"
    const later = policy === "MOVE" ? dayAfterHoliday(day, taken, calendarOf) : null
    if (later === null) {
      exceptions.push({ occursAt, kind: "SKIPPED", movedTo: null, reason })
      continue
    }
    taken.add(addDays(day, later))
    const startsAt = new Date(occursAt.getTime() + later * DAY_MS)
    occurrences.push({ occursAt, startsAt })
    exceptions.push({ occursAt, kind: "MOVED", movedTo: startsAt, reason })
  }
  return { occurrences, exceptions, unknownYears: unknownYears(days, calendarOf) }
}

/** How many days later a lesson that falls on a holiday can be; null when no day of the fortnight will do. */
function dayAfterHoliday(day: string, taken: ReadonlySet<string>, calendarOf: CalendarOf): number | null {
  const isWeekendLesson = weekdayOf(day) > 5
  for (let later = 1; later <= LONGEST_MOVE_DAYS; later += 1) {
    const next = calendarOf(addDays(day, later))
    if (!taken.has(next.day) && (isWeekendLesson ? !next.isHoliday : next.isWorkday)) return later
  }
  return null
}
