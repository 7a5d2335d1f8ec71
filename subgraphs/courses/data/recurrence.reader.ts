import { RRuleTemporal } from "rrule-temporal"
import { Temporal } from "temporal-polyfill"

/**
 * Expand a rule of RFC 5545 without an end into its times, from the first (which is one of them only if the rule says so) up to the last instant, in the city's
 * clock; at most so many and one more, for the caller to see that there are too many. The rule has been read by the domain: it says days and never hours.
 */
export function occurrencesOf({ rule, startsAt, last, most }: { rule: string; startsAt: Date; last: Date; most: number }, timeZone: string): Date[] {
  const dtstart = Temporal.Instant.fromEpochMilliseconds(startsAt.getTime()).toZonedDateTimeISO(timeZone)
  const rrule = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart, tzid: timeZone, cache: false })
  // `between` looks at nothing behind its end: a rule that never comes true (30 February) is over as soon as any other.
  return rrule
    .between(startsAt, last, true)
    .slice(0, most + 1)
    .map(({ epochMilliseconds }) => new Date(epochMilliseconds))
}
