import { tzOffset } from "@date-fns/tz"

/** A calendar day in the city, `YYYY-MM-DD`. */
export type Day = string

export function dayOf(instant: Date, timeZone: string): Day {
  return local(instant, timeZone).toISOString().slice(0, 10)
}

/** Give the local day of an instant, and how many minutes of it have gone by. */
export function localTimeOf(instant: Date, timeZone: string): { day: Day; minute: number } {
  const text = local(instant, timeZone).toISOString()
  return { day: text.slice(0, 10), minute: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) }
}

/** Give the instant at which so many minutes of a local day have gone by on the clock. */
export function instantOf(day: Day, minute: number, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const guess = utc - tzOffset(timeZone, new Date(utc)) * 60_000
  return new Date(utc - tzOffset(timeZone, new Date(guess)) * 60_000)
}

/** Print an instant in RFC 3339 with the zone's offset of that moment: `2026-11-23T09:00:00+08:00`. */
export function instantIn(instant: Date, timeZone: string): string {
  const minutes = tzOffset(timeZone, instant)
  const sign = minutes < 0 ? "-" : "+"
  const offset = `${pad(Math.trunc(Math.abs(minutes) / 60))}:${pad(Math.abs(minutes) % 60)}`
  const text = local(instant, timeZone).toISOString()
  return `${instant.getUTCMilliseconds() === 0 ? text.slice(0, 19) : text.slice(0, 23)}${sign}${offset}`
}

/** Hand a day to a `date` column through Prisma: midnight UTC. */
export function dateFromDay(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The day that a `date` column holds, as the driver hands it over through Prisma: midnight UTC. */
export function dayFromDate(date: Date): Day {
  return date.toISOString().slice(0, 10)
}

function local(instant: Date, timeZone: string): Date {
  return new Date(instant.getTime() + tzOffset(timeZone, instant) * 60_000)
}

function pad(number: number): string {
  return String(number).padStart(2, "0")
}
