import { createRequire } from "node:module"
import { type CalendarDay, weekdayOf } from "../domain/calendar-day.ts"

/** By day, `English,中文,days`: days off by name, weekends that are worked, and which of the days off are worked for elsewhere. */
type Arrangements = Record<"holidays" | "workdays" | "inLieuDays", Record<string, string>>

// The data alone: the package's own functions are a day off wherever the process runs west of Greenwich.
const { holidays, workdays, inLieuDays } = createRequire(import.meta.url)("chinese-days/dist/chinese-days.json") as Arrangements

/**
 * Look a day up in the State Council's yearly arrangement of holidays (国务院办公厅关于部分节假日安排的通知), with the weekends that are worked for them.
 *
 * The arrangement of a year comes out in the November before it. What this knows is what the package `chinese-days` holds: for any other year it says
 * that it does not know, and never works one out from older years.
 */
export function calendarOf(day: string): CalendarDay {
  const isKnown = isYearKnown(day.slice(0, 4))
  const worked = isKnown ? workdays[day] : undefined
  const off = isKnown ? holidays[day] : undefined
  return {
    day,
    isWorkday: worked !== undefined || (off === undefined && weekdayOf(day) <= 5),
    isHoliday: worked === undefined && off !== undefined,
    isInLieu: worked !== undefined || (off !== undefined && inLieuDays[day] !== undefined),
    name: (worked ?? off)?.split(",")[1] ?? null,
    isKnown,
  }
}

/**
 * Say whether the data holds a year's whole arrangement: its New Year's Day and its National Day are days off by name. A year of which only the first
 * days are there, because the year before reached into it, is not known.
 */
function isYearKnown(year: string): boolean {
  return [`${year}-01-01`, `${year}-10-01`].every((day) => holidays[day] !== undefined)
}
