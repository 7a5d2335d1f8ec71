/** A time from one instant (included) to another (not included). */
export type Period = { startsAt: Date; endsAt: Date }

/**
 * Say whether two times have an instant in common. They are half-open: 09:00 to 10:00 and 10:00 to 11:00 have none.
 *
 * The only predicate for clashes, here and, as `&&` of two `tstzrange`s, in the database.
 */
export function overlaps(a: Period, b: Period): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

/** How long two times have in common, in minutes; 0 when they have nothing. */
export function minutesInCommon(a: Period, b: Period): number {
  const start = Math.max(a.startsAt.getTime(), b.startsAt.getTime())
  const end = Math.min(a.endsAt.getTime(), b.endsAt.getTime())
  return Math.max(0, (end - start) / 60_000)
}
