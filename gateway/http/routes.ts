import type { IncomingMessage, ServerResponse } from "node:http"
import { type ApolloServer, HeaderMap } from "@apollo/server"
import type { Handler } from "../../subgraphs/shared/listen.ts"
import type { Log } from "../../subgraphs/shared/log.ts"
import { IdentityProviderUnavailable } from "../authenticate.ts"
import type { createLimits } from "../limits.ts"
import { CALENDARS_PATH, type CalendarDoor } from "../../subgraphs/shared/calendar-door.ts"
import type { GatewayContext } from "../subgraph-source.ts"
import { sendErrors, sendJson } from "./answer.ts"
import { type CalendarTurns, answerCalendars, createCalendarTurns } from "./calendars.ts"
import { CHARTS_PATH } from "../../subgraphs/shared/charts.ts"
import { answerCharts } from "./charts.ts"
import { EXPORTS_PATH, type ExportDoor } from "../../subgraphs/shared/export-door.ts"
import { answerExports } from "./exports.ts"
import { FILES_PATH, type FileDoors, answerFiles } from "./files.ts"
import type { GraphiqlPages } from "./graphiql.ts"
import { readBody } from "./read-body.ts"
import { type UploadTurns, createUploadTurns } from "./upload-turns.ts"

export const GRAPHQL_PATH = "/graphql"

/** What the routes need. */
export type Ready = {
  apollo: ApolloServer<GatewayContext>
  authenticate(header: string | undefined): Promise<string | null>
  limits: ReturnType<typeof createLimits>
  pages: GraphiqlPages
  files: FileDoors
  calendars: CalendarDoor | undefined
  exports: ExportDoor | undefined
  health(): Promise<{ isServing: boolean; details: object }>
  log: Log
}

/**
 * Answer requests: POST /graphql, GET /graphql for browsers, POST /files, GET /files/<id>, GET /calendars/<secret>.ics, GET /charts/<KIND>.svg,
 * GET /exports/<id>/<name>, GET /health, and nothing else.
 */
export function createRoutes(ready: Ready): Handler {
  const turns = createUploadTurns()
  const mayFetch = createCalendarTurns()
  return (request, response) => {
    route(request, response, ready, turns, mayFetch).catch((err: unknown) => {
      if (err instanceof IdentityProviderUnavailable) return sendUnavailable(request, response)
      ready.log.error({ err }, "fault")
      sendErrors(request, response, 500, [{ message: "Something went wrong inside.", extensions: { code: "INTERNAL_SERVER_ERROR" } }])
    })
  }
}

async function route(request: IncomingMessage, response: ServerResponse, ready: Ready, turns: UploadTurns, mayFetch: CalendarTurns): Promise<void> {
  const path = request.url?.split("?", 1)[0]
  if (path === "/health") return answerHealth(request, response, ready)
  if (ready.pages.handle(request, response)) return
  if (path === FILES_PATH || path?.startsWith(`${FILES_PATH}/`)) {
    const subject = await signedIn(request, response, ready)
    return subject === null ? undefined : answerFiles(request, response, { subject, files: ready.files, turns })
  }
  if (path?.startsWith(`${CHARTS_PATH}/`)) {
    const subject = await signedIn(request, response, ready)
    return subject === null ? undefined : answerCharts(request, response, { subject, apollo: ready.apollo })
  }
  if (path?.startsWith(`${EXPORTS_PATH}/`)) {
    const subject = await signedIn(request, response, ready)
    return subject === null ? undefined : answerExports(request, response, { subject, exports: ready.exports })
  }
  if (path?.startsWith(`${CALENDARS_PATH}/`)) return answerCalendars(request, response, { calendars: ready.calendars, mayFetch })
  if (path !== GRAPHQL_PATH)
    return sendErrors(request, response, 404, [{ message: "There is nothing here. GraphQL is at /graphql.", extensions: { code: "NOT_FOUND" } }])
  if (request.method !== "POST") {
    return sendErrors(request, response, 405, [{ message: "Send operations with POST.", extensions: { code: "METHOD_NOT_ALLOWED" } }], { allow: "POST" })
  }
  return answerGraphql(request, response, ready)
}

/** Nobody's token can be checked now: a 401 would make clients throw good ones away. */
function sendUnavailable(request: IncomingMessage, response: ServerResponse): void {
  const message = "The identity provider does not answer, so no token can be checked. Try again."
  request.resume()
  sendErrors(request, response, 503, [{ message, extensions: { code: "IDENTITY_PROVIDER_UNAVAILABLE" } }], { "retry-after": "5" })
}

async function answerHealth(request: IncomingMessage, response: ServerResponse, { health }: Ready): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return sendErrors(request, response, 405, [{ message: "Ask with GET.", extensions: { code: "METHOD_NOT_ALLOWED" } }], { allow: "GET" })
  const { isServing, details } = await health()
  sendJson(response, isServing ? 200 : 503, details)
}

/** Find who asks by the bearer token; answers 401 itself, and gives null, where nobody does. */
async function signedIn(request: IncomingMessage, response: ServerResponse, { authenticate }: Ready): Promise<string | null> {
  const subject = await authenticate(request.headers.authorization)
  if (subject !== null) return subject
  const message = "Send a valid token: `Authorization: Bearer …`."
  request.resume()
  sendErrors(request, response, 401, [{ message, extensions: { code: "UNAUTHENTICATED" } }], { "www-authenticate": "Bearer" })
  return null
}

async function answerGraphql(request: IncomingMessage, response: ServerResponse, ready: Ready): Promise<void> {
  const { apollo, limits } = ready
  const subject = await signedIn(request, response, ready)
  if (subject === null) return
  const body = await readBody(request)
  if (body === null) return
  if ("code" in body) {
    const headers = body.status === 413 ? { connection: "close" } : undefined
    return sendErrors(request, response, body.status, [{ message: body.message, extensions: { code: body.code } }], headers)
  }
  const refusal = limits(body.query, body.operationName ?? null, body.variables ?? null)
  if (refusal) return sendErrors(request, response, 400, [refusal.toJSON()])
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value)
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, search: "", body },
    context: async () => ({ subject }),
  })
  if (answer.body.kind !== "complete") throw new Error("an incremental answer where none is offered")
  sendJson(response, answer.status ?? 200, answer.body.string, Object.fromEntries(answer.headers))
}
