import { weekdayOf } from "./calendar-day.ts"
import { type Period, overlaps } from "./period.ts"
import type { CityClock, VenueChoice, WeeklyMinutes } from "./slot.ts"

/** What speaks for a choice, in points and words; or, in `refusal`, why it cannot be. */
export type Judgement = { points: number; reasons: string[]; refusal: null } | { refusal: string }

/** Say whether a period lies in one of these weekly times. Times that touch are taken together; a period over midnight lies in none. */
export function liesWithin(period: Period, times: readonly WeeklyMinutes[], clock: CityClock): boolean {
  const day = clock.dayOf(period.startsAt)
  const midnight = clock.instantOf(day, 0).getTime()
  const [from, to] = [period.startsAt, period.endsAt].map((instant) => (instant.getTime() - midnight) / 60_000) as [number, number]
  const todays = times.filter(({ weekday }) => weekday === weekdayOf(day)).sort((a, b) => a.fromMinute - b.fromMinute)
  let reached = from
  for (const { fromMinute, toMinute } of todays) if (fromMinute <= reached) reached = Math.max(reached, toMinute)
  return reached >= to && todays.some(({ fromMinute, toMinute }) => fromMinute <= from && from < toMinute)
}

/** Judge a venue for the periods of a lesson at which so many are expected. */
export function judgeVenue(venue: VenueChoice, periods: readonly Period[], expected: number, clock: CityClock): Judgement {
  const refusal = refusalOfVenue(venue, periods, expected, clock)
  if (refusal) return { refusal }

  const share = expected > 0 ? expected / venue.capacity : 1
  const holds = expected > 0 ? [`room holds ${venue.capacity} for ${expected}`] : []
  const isDraftThere = isTaken(venue, periods, true)
  const nearness = venue.priority === null ? 5 : Math.max(0, 4 - venue.priority)
  return {
    points: nearness + (share >= 0.5 ? 5 : Math.round(share * 10)) - (isDraftThere ? 5 : 0),
    reasons: [
      ...holds,
      ...(venue.priority === null ? [] : [`${venue.name} is shared with you, priority ${venue.priority}`]),
      ...(isDraftThere ? ["a draft is planned in the room at this time"] : []),
    ],
    refusal: null,
  }
}

function refusalOfVenue(venue: VenueChoice, periods: readonly Period[], expected: number, clock: CityClock): string | null {
  if (expected > venue.capacity) return `${venue.name} holds ${venue.capacity}, ${expected} are expected`
  const closure = venue.closures.find((closed) => periods.some((period) => overlaps(period, closed)))
  if (closure) return `${venue.name} is closed: ${closure.reason}`
  if (venue.opening.length > 0 && !periods.every((period) => liesWithin(period, venue.opening, clock))) return `${venue.name} is not open at this time`
  return isTaken(venue, periods, false) ? `${venue.name} is taken by another lesson` : null
}

function isTaken({ taken }: VenueChoice, periods: readonly Period[], isDraft: boolean): boolean {
  return taken.some((other) => other.isDraft === isDraft && periods.some((period) => overlaps(period, other)))
}
