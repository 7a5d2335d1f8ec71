import { createHash } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { LRUCache } from "lru-cache"
import { CALENDARS_PATH, CALENDAR_SECRET, type CalendarDoor } from "../../subgraphs/shared/calendar-door.ts"
import { SAFE_HEADERS, sendErrors } from "./answer.ts"

const MINUTE_MS = 60_000
/** Calendar programs ask every few minutes at most. */
const FETCHES_A_MINUTE = 60
const FEEDS_COUNTED = 50_000

/** Says whether a secret may be fetched once more in this minute. */
export type CalendarTurns = (secret: string) => boolean

/**
 * Count fetches by secret, each minute anew. Each process counts for itself.
 *
 * Under a fingerprint: a part of an address keeps the whole address in memory, 16 kB of it when somebody wants so, for each of 50,000 guesses.
 */
export function createCalendarTurns(): CalendarTurns {
  const counts = new LRUCache<string, { fetches: number }>({ max: FEEDS_COUNTED, ttl: MINUTE_MS })
  return (secret) => {
    const key = createHash("sha256").update(secret).digest("base64url")
    const count = counts.get(key) ?? { fetches: 0 }
    if (count.fetches === 0) counts.set(key, count)
    count.fetches += 1
    return count.fetches <= FETCHES_A_MINUTE
  }
}

/**
 * Give a calendar out to a program that knows its address: GET /calendars/<secret>.ics, without a token.
 *
 * Everything that opens no calendar answers 404, all the same. The address is a secret: it stands in no log and no answer. Programs that say
 * what they have (If-None-Match, If-Modified-Since) get 304 while nothing has changed.
 */
export async function answerCalendars(
  request: IncomingMessage,
  response: ServerResponse,
  { calendars, mayFetch }: { calendars: CalendarDoor | undefined; mayFetch: CalendarTurns },
): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(request, response, 405, "METHOD_NOT_ALLOWED", "Ask with GET.", { allow: "GET" })
  const secret = secretIn(request.url ?? "")
  if (secret !== null && !mayFetch(secret)) return refuse(request, response, 429, "TOO_MANY_REQUESTS", "Ask less often.", { "retry-after": "60" })
  const calendar = secret === null ? null : await calendars?.fetch(secret)
  if (!calendar) return refuse(request, response, 404, "NOT_FOUND", "There is no calendar here.")
  const etag = `"${createHash("sha256").update(calendar.content).digest("base64url")}"`
  const headers = { ...SAFE_HEADERS, "cache-control": "private, no-cache", etag, "last-modified": calendar.changedAt.toUTCString() }
  if (isKnown(request, etag, calendar.changedAt)) return void response.writeHead(304, headers).end()
  const content = Buffer.from(calendar.content, "utf8")
  response.writeHead(200, {
    ...headers,
    "content-type": "text/calendar; charset=utf-8",
    "content-length": content.length,
    "content-disposition": 'inline; filename="calendar.ics"',
  })
  response.end(request.method === "HEAD" ? undefined : content)
}

function secretIn(url: string): string | null {
  const path = url.split("?", 1)[0] ?? ""
  const secret = path.slice(CALENDARS_PATH.length + 1, -".ics".length)
  return path.endsWith(".ics") && CALENDAR_SECRET.test(secret) ? secret : null
}

/** Say whether the program has what it would get (RFC 9110, 13.2.2: the tag decides where there is one). */
function isKnown({ headers }: IncomingMessage, etag: string, changedAt: Date): boolean {
  const tags = headers["if-none-match"]
  if (tags !== undefined) return tags.split(",").some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()))
  const since = Date.parse(headers["if-modified-since"] ?? "")
  return Math.floor(changedAt.getTime() / 1000) * 1000 <= since
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, code: string, message: string, headers: Record<string, string> = {}): void {
  request.resume()
  sendErrors(request, response, status, [{ message, extensions: { code } }], headers)
}
