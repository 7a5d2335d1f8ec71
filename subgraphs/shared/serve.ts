import type { IncomingMessage, ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { ASSERTION_HEADER, createAssertionCheck } from "./assertion.ts"
import { CALENDARS_PATH, CALENDAR_SECRET_HEADER, CHANGED_AT_HEADER, type CalendarDoor } from "./calendar-door.ts"
import { EXPORTS_PATH, EXPORT_TICKET_HEADER, type ExportDoor, type ExportTicket } from "./export-door.ts"
import { FILE_NAME_HEADER, type FileDoor, LARGEST_FILE } from "./files.ts"
import { type HttpServer, listen } from "./listen.ts"
import { readAtMost } from "./read-at-most.ts"
import type { Subgraph, SubgraphRequest } from "./subgraph.ts"

/** The gateway's requests hold representations of at most a few hundred entities. */
const LARGEST_BODY = 4 * 1024 * 1024

/**
 * Serve one subgraph over HTTP to its gateway alone: POST /graphql, where it keeps files PUT /files and GET /files/<id>, where it keeps
 * calendars GET /calendars and where it makes exports GET /exports, with the gateway's assertion; GET /health without.
 *
 * A request without a good assertion gets 401 and learns nothing, the schema included.
 */
export function serveSubgraph(subgraph: Subgraph, options: { port: number; host: string; secret: string }): Promise<HttpServer> {
  const subjectOf = createAssertionCheck(options.secret, subgraph.name)
  return listen(options, (request, response) => {
    answer(subgraph, subjectOf, request, response).catch(() => {
      // A file that breaks off must not look whole.
      if (response.headersSent) response.destroy()
      send(response, 500, { errors: [{ message: "The request could not be answered." }] })
    })
  })
}

async function answer(
  subgraph: Subgraph,
  subjectOf: (assertion: string) => Promise<string | null>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === "GET" && request.url === "/health") {
    const isHealthy = await subgraph.isHealthy()
    return send(response, isHealthy ? 200 : 503, { status: isHealthy ? "ok" : "database unavailable" })
  }
  const door = /^(PUT \/files|GET \/files\/\w+)$/.test(`${request.method} ${request.url}`) ? subgraph.files : undefined
  const exports = request.method === "GET" && request.url === EXPORTS_PATH ? subgraph.exports : undefined
  const calendars = request.method === "GET" && request.url === CALENDARS_PATH ? subgraph.calendars : undefined
  if (!door && !calendars && !exports && (request.method !== "POST" || request.url !== "/graphql"))
    return send(response, 404, { errors: [{ message: "Not found." }] })
  const assertion = request.headers[ASSERTION_HEADER]
  const subject = typeof assertion === "string" ? await subjectOf(assertion) : null
  if (subject === null) return send(response, 401, { errors: [{ message: "Only the gateway asks here.", extensions: { code: "UNAUTHENTICATED" } }] })
  if (exports) return answerExport(exports, subject, request, response)
  if (calendars) return answerCalendar(calendars, request, response)
  if (door) return answerFile(door, subject, request, response)
  const body = await readAtMost(request, LARGEST_BODY)
  if (body === null) return send(response, 413, { errors: [{ message: `A request holds at most ${LARGEST_BODY} bytes.` }] })
  send(response, 200, await subgraph.answer(JSON.parse(body.toString("utf8")) as SubgraphRequest, subject))
}

async function answerFile(door: FileDoor, subject: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") {
    const file = await door.fetch(subject, request.url?.slice("/files/".length) ?? "")
    if (!file) return send(response, 404, { errors: [{ message: "Not found." }] })
    const headers = { "content-type": file.mediaType, "content-length": file.content.length, [FILE_NAME_HEADER]: encodeURIComponent(file.name) }
    return void response.writeHead(200, headers).end(file.content)
  }
  const content = await readAtMost(request, LARGEST_FILE)
  if (content === null) return send(response, 413, { errors: [{ message: `A file holds at most ${LARGEST_FILE} bytes.` }] })
  const name = decodeURIComponent(String(request.headers[FILE_NAME_HEADER] ?? ""))
  send(response, 200, await door.store(subject, { name, mediaType: request.headers["content-type"] ?? "application/octet-stream" }, content))
}

async function answerCalendar(door: CalendarDoor, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const calendar = await door.fetch(String(request.headers[CALENDAR_SECRET_HEADER] ?? ""))
  if (!calendar) return send(response, 404, { errors: [{ message: "Not found." }] })
  const headers = { "content-type": "text/calendar; charset=utf-8", [CHANGED_AT_HEADER]: calendar.changedAt.toISOString() }
  response.writeHead(200, headers).end(calendar.content)
}

async function answerExport(door: ExportDoor, subject: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = await door.fetch(
    subject,
    JSON.parse(Buffer.from(String(request.headers[EXPORT_TICKET_HEADER] ?? ""), "base64url").toString("utf8")) as ExportTicket,
  )
  if (!file) return send(response, 404, { errors: [{ message: "Not found." }] })
  response.writeHead(200, { "content-type": file.mediaType, "content-length": file.bytes, [FILE_NAME_HEADER]: encodeURIComponent(file.name) })
  await pipeline(Readable.from(file.pieces, { objectMode: false }), response)
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(text) }).end(text)
}
