import { rateOf } from "./report.ts"

/** A time of the week at which a venue is open; 1 is Monday. Minutes of the local day. */
export type OpenTime = { weekday: number; fromMinute: number; toMinute: number }
/** A part of a local day. */
export type DayPart = { day: string; fromMinute: number; toMinute: number }

/** How long lessons of one organisation took a venue up. */
export type VenueShare = { organisationId: string; minutes: number }

/**
 * What a venue was used for in some days: lessons that were held there. `minutes` are those in which it was taken up at all: two lessons at once are no
 * longer than one. `clashes` are pairs of lessons that were held there at once. `seated` are person-times of those who came to a lesson that had this
 * venue alone, and `seatedLessons` these lessons.
 *
 * `name`, `capacity` and `openMinutes` are what the register of venues says now; what it said before is not kept. Without opening hours nobody knows when
 * it could have been used.
 */
export type VenueUse = {
  venueId: string
  ownerId: string
  path: string
  lessons: number
  minutes: number
  clashes: number
  seated: number
  seatedLessons: number
  shares: readonly VenueShare[]
  name: string
  capacity: number
  openMinutes: number | null
}

/** Of all venues together; a lesson at several venues counts once among the lessons. */
export type VenueTotal = { venues: number; lessons: number; minutes: number; clashes: number; seated: number; openMinutes: number | null; seats: number }

/** Count the minutes in which a venue was open from a day to a day, its closures taken off; null where nothing is known of its hours. */
export function openMinutes(opening: readonly OpenTime[], closures: readonly DayPart[], from: string, to: string): number | null {
  if (opening.length === 0) return null
  const days = dayNumber(to) - dayNumber(from) + 1
  const whole = opening.reduce((sum, time) => sum + daysOf(time.weekday, from, days) * (time.toMinute - time.fromMinute), 0)
  const byDay = new Map<string, DayPart[]>()
  for (const part of closures) if (part.day >= from && part.day <= to) byDay.set(part.day, [...(byDay.get(part.day) ?? []), part])
  let lost = 0
  for (const [day, parts] of byDay)
    for (const time of opening) if (time.weekday === weekdayOf(day)) lost += merged(parts).reduce((sum, part) => sum + inCommon(time, part), 0)
  return whole - lost
}

/** 使用率: how much of its open time a venue was used, in per cent. Use outside the open time counts, so that it can be more than 100. */
export function utilisation({ minutes, openMinutes: open }: Pick<VenueUse, "minutes" | "openMinutes">): number | null {
  return open === null ? null : rateOf(minutes, open)
}

/** 上座率: who came, of all seats at those lessons, in per cent. */
export function seatRate({ seated, seatedLessons, capacity }: Pick<VenueUse, "seated" | "seatedLessons" | "capacity">): number | null {
  return rateOf(seated, seatedLessons * capacity)
}

/** Minutes as hours of the clock, with two decimals. */
export function clockHours(minutes: number): number {
  return Math.round((minutes * 100) / 60) / 100
}

/** Add up what can be added up of venues. Their open time is known where all of theirs is. */
export function totalUse(uses: readonly VenueUse[], lessons: number): VenueTotal {
  const sum = (of: (use: VenueUse) => number) => uses.reduce((all, use) => all + of(use), 0)
  const isKnown = uses.length > 0 && uses.every((use) => use.openMinutes !== null)
  return {
    venues: uses.length,
    lessons,
    minutes: sum((use) => use.minutes),
    clashes: sum((use) => use.clashes),
    seated: sum((use) => use.seated),
    openMinutes: isKnown ? sum((use) => use.openMinutes ?? 0) : null,
    seats: sum((use) => use.seatedLessons * use.capacity),
  }
}

const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)

/** 1 is Monday. 1 January 1970 was a Thursday. */
const weekdayOf = (day: string) => ((dayNumber(day) + 3) % 7) + 1

/** How many of so many days from this one are such a weekday. */
function daysOf(weekday: number, from: string, days: number): number {
  const first = (weekday - weekdayOf(from) + 7) % 7
  return first >= days ? 0 : Math.floor((days - first - 1) / 7) + 1
}

type Span = { fromMinute: number; toMinute: number }
const inCommon = (a: Span, b: Span) => Math.max(0, Math.min(a.toMinute, b.toMinute) - Math.max(a.fromMinute, b.fromMinute))

function merged(parts: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const part of [...parts].sort((a, b) => a.fromMinute - b.fromMinute)) {
    const last = result.at(-1)
    if (last && part.fromMinute <= last.toMinute) last.toMinute = Math.max(last.toMinute, part.toMinute)
    else result.push({ ...part })
  }
  return result
}
