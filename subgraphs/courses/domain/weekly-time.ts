import type { FieldProblem } from "../../shared/result.ts"
import type { WeeklyTime } from "./local-time.ts"

/** A time of the week as people write it: weekday from 1 (Monday) to 7 (Sunday), `from` and `to` as HH:mm, to 24:00. */
export type WrittenTime = { weekday: number; from: string; to: string }

const MOST_TIMES = 50
const CLOCK = /^([01]\d|2[0-4]):([0-5]\d)$/

/** Read a time of the day, HH:mm from 00:00 to 24:00, as minutes; null when it is none. */
export function minuteOf(text: string): number | null {
  const [, hours, minutes] = CLOCK.exec(text) ?? []
  const minute = Number(hours) * 60 + Number(minutes)
  return minute <= 24 * 60 ? minute : null
}

/** Print minutes of a day as HH:mm. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`
}

/** Read times of the week, with all that is wrong with them: no time, an end before its begin, two that overlap and may not. `path` leads to the list. */
export function readWeeklyTimes<Time extends WrittenTime>(
  path: string,
  written: readonly Time[],
  mayOverlap: (a: Time, b: Time) => boolean = () => false,
): { times: (Time & WeeklyTime)[]; problems: FieldProblem[] } {
  if (written.length > MOST_TIMES) return { times: [], problems: [{ path, message: `At most ${MOST_TIMES} times of the week.` }] }
  const problems: FieldProblem[] = []
  const times: (Time & WeeklyTime)[] = []
  for (const [at, time] of written.entries()) {
    const [fromMinute, toMinute] = [minuteOf(time.from), minuteOf(time.to)]
    const isDay = Number.isInteger(time.weekday) && time.weekday >= 1 && time.weekday <= 7
    if (!isDay) problems.push({ path: `${path}.${at}.weekday`, message: "A weekday is 1 (Monday) to 7 (Sunday)." })
    if (fromMinute === null) problems.push({ path: `${path}.${at}.from`, message: "Write a time of the day as HH:mm, 08:00." })
    if (toMinute === null) problems.push({ path: `${path}.${at}.to`, message: "Write a time of the day as HH:mm, up to 24:00." })
    if (fromMinute === null || toMinute === null || !isDay) continue
    if (toMinute <= fromMinute) problems.push({ path: `${path}.${at}.to`, message: "It must end after it begins; one over midnight is written as two." })
    const isTaken = times.some(
      (other) => other.weekday === time.weekday && other.fromMinute < toMinute && fromMinute < other.toMinute && !mayOverlap(time, other),
    )
    if (isTaken) problems.push({ path: `${path}.${at}`, message: "It overlaps another time of this weekday." })
    times.push({ ...time, fromMinute, toMinute })
  }
  return { times, problems }
}
