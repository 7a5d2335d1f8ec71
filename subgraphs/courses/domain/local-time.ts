import type { Period } from "./period.ts"

/** Says which local day an instant belongs to, and how many minutes of that day have gone by. */
export type LocalOf = (instant: Date) => { day: string; minute: number }

/** A part of one local day; weekdays from 1 (Monday) to 7 (Sunday), minutes from 0 to 1440, half-open. */
export type LocalSpan = { day: string; weekday: number; fromMinute: number; toMinute: number }
export type WeeklyTime = Pick<LocalSpan, "weekday" | "fromMinute" | "toMinute">

const WHOLE_DAY = 1440

/** Cut a time of at most a day into its local days: one that goes over midnight has a part in each of the two. */
export function localSpans({ startsAt, endsAt }: Period, localOf: LocalOf): LocalSpan[] {
  const [from, to] = [localOf(startsAt), localOf(endsAt)]
  if (from.day === to.day) return [spanOn(from.day, from.minute, to.minute)]
  return [spanOn(from.day, from.minute, WHOLE_DAY), ...(to.minute > 0 ? [spanOn(to.day, 0, to.minute)] : [])]
}

/** Say whether times of the week cover a part of a day without a gap: 08:00–12:00 and 12:00–18:00 cover 11:00–13:00. */
export function covers(times: readonly WeeklyTime[], { weekday, fromMinute, toMinute }: WeeklyTime): boolean {
  let reached = fromMinute
  for (const time of times.filter((one) => one.weekday === weekday).sort((a, b) => a.fromMinute - b.fromMinute)) {
    if (time.fromMinute > reached) return false
    reached = Math.max(reached, time.toMinute)
    if (reached >= toMinute) return true
  }
  return reached >= toMinute
}

/** Say whether any of these times of the week has a minute in common with a part of a day. */
export function touches(times: readonly WeeklyTime[], span: WeeklyTime): boolean {
  return times.some((time) => time.weekday === span.weekday && time.fromMinute < span.toMinute && span.fromMinute < time.toMinute)
}

function spanOn(day: string, fromMinute: number, toMinute: number): LocalSpan {
  return { day, weekday: new Date(`${day}T00:00:00Z`).getUTCDay() || 7, fromMinute, toMinute }
}
