/** A calendar as an iCalendar file, and since when it has this content. */
export type Calendar = { content: string; changedAt: Date }

/**
 * Where calendars go out to whoever knows their secret, without signing in: how the gateway asks the subgraph that keeps them. Null for
 * every secret that opens none.
 */
export type CalendarDoor = { fetch(secret: string): Promise<Calendar | null> }

/** The path under which the gateway gives calendars out: `/calendars/<secret>.ics`. */
export const CALENDARS_PATH = "/calendars"

/** A secret of 256 bits in base64url. */
export const CALENDAR_SECRET = /^[\w-]{43}$/

/** Headers between gateway and subgraph: the secret, which stands in no path, and since when the content is as it is. */
export const CALENDAR_SECRET_HEADER = "x-calendar-secret"
export const CHANGED_AT_HEADER = "x-changed-at"
