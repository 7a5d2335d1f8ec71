/**
 * What the official calendar says of a day (`YYYY-MM-DD`).
 *
 * `isHoliday` is a named day off (法定节假日); a plain weekend is none. `isInLieu` (调休) is a day that was swapped: a weekend that is worked, or a weekday
 * that is off for it. `name` is the festival that the day belongs to. `isKnown` is false for a day of a year whose arrangement has not been published, or is
 * older than the data: then the day is taken for a plain day of the week, and whoever relies on it must say so.
 */
export type CalendarDay = { day: string; isWorkday: boolean; isHoliday: boolean; isInLieu: boolean; name: string | null; isKnown: boolean }

/** Look a day up in the official calendar. */
export type CalendarOf = (day: string) => CalendarDay

const DAY_MS = 86_400_000

/** The day so many days later, or earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The day of the week: 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** Name the years among these days that the calendar does not know, in order. */
export function unknownYears(days: readonly string[], calendarOf: CalendarOf): string[] {
  return [...new Set(days.filter((day) => !calendarOf(day).isKnown).map((day) => day.slice(0, 4)))].sort()
}
