import type { Pool } from "undici"
import { ASSERTION_HEADER } from "../subgraphs/shared/assertion.ts"
import { CALENDARS_PATH, CALENDAR_SECRET_HEADER, CHANGED_AT_HEADER, type CalendarDoor } from "../subgraphs/shared/calendar-door.ts"
import { readAtMost } from "../subgraphs/shared/read-at-most.ts"

const TIMEOUT_MS = 5_000
const LARGEST_CALENDAR = 16 * 1024 * 1024
/** Programs that fetch calendars do not sign in: the assertion says that the gateway asks, and for nobody. */
const NOBODY = "calendars"

/** Fetch calendars from a subgraph that runs elsewhere. The secret goes in a header: paths are what servers write down. A subgraph that is down is a fault. */
export function remoteCalendars(pool: Pool, assertionFor: (subject: string) => Promise<string>): CalendarDoor {
  return {
    async fetch(secret) {
      const { statusCode, headers, body } = await pool.request({
        path: CALENDARS_PATH,
        method: "GET",
        headers: { [CALENDAR_SECRET_HEADER]: secret, [ASSERTION_HEADER]: await assertionFor(NOBODY) },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      const content = await readAtMost(body, LARGEST_CALENDAR)
      if (statusCode === 404) return null
      if (statusCode !== 200 || content === null) throw new Error(`the courses subgraph gave no calendar: status ${statusCode}`)
      return { content: content.toString("utf8"), changedAt: new Date(String(headers[CHANGED_AT_HEADER])) }
    },
  }
}
