import { BadInput } from "../../shared/errors.ts"
import type { CoursesContext } from "../context.ts"
import { type CalendarDay, addDays, unknownYears, weekdayOf } from "../domain/calendar-day.ts"

const LONGEST_DAYS = 400

/**
 * Read the official calendar from a day to a day, both included: the days that are not what their day of the week says, and the years it does not know.
 *
 * @throws {BadInput} when `to` is before `from` or more than 400 days are asked.
 */
export function readCalendar({ calendarOf }: Pick<CoursesContext, "calendarOf">, { from, to }: { from: string; to: string }) {
  if (to < from) throw new BadInput("to", "Argument `to` must not be before `from`.")
  if (to > addDays(from, LONGEST_DAYS - 1)) throw new BadInput("to", `Ask for at most ${LONGEST_DAYS} days, \`from\` and \`to\` included.`)

  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  const isPlain = ({ day, isWorkday, name }: CalendarDay) => name === null && isWorkday === weekdayOf(day) <= 5
  const years = unknownYears(days, calendarOf)
  return { isKnown: years.length === 0, unknownYears: years.map(Number), days: days.map(calendarOf).filter((day) => !isPlain(day)) }
}
