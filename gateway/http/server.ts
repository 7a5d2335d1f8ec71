import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { type ApolloServer, HeaderMap } from "@apollo/server"
import type { Log } from "../../subgraphs/shared/log.ts"
import type { createLimits } from "../limits.ts"
import type { GatewayContext } from "../subgraph-source.ts"
import { sendErrors, sendJson } from "./answer.ts"
import type { GraphiqlPages } from "./graphiql.ts"
import { readBody } from "./read-body.ts"

export const GRAPHQL_PATH = "/graphql"

/** What the server needs once the gateway is open; before that it answers that it is starting. */
export type Ready = {
  apollo: ApolloServer<GatewayContext>
  authenticate(header: string | undefined): Promise<string | null>
  limits: ReturnType<typeof createLimits>
  pages: GraphiqlPages
  health(): Promise<{ isHealthy: boolean; details: object }>
}

export type HttpServer = { server: Server; open(ready: Ready): void }

/**
 * Take the port before anything else is done, so that a busy one costs nothing; answer for real once `open` is called.
 *
 * Routes: POST /graphql, GET /graphql for browsers, GET /health, and nothing else.
 */
export function listen(port: number, host: string, log: Log): Promise<HttpServer> {
  let ready: Ready | null = null
  const server = createServer({ requestTimeout: 15_000, headersTimeout: 5_000, keepAliveTimeout: 65_000, maxHeaderSize: 16 * 1024 }, (request, response) => {
    route(request, response, ready).catch((err: unknown) => {
      log.error({ err }, "fault")
      sendErrors(request, response, 500, [{ message: "Something went wrong inside.", extensions: { code: "INTERNAL_SERVER_ERROR" } }])
    })
  })
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => resolve({ server, open: (opened) => void (ready = opened) }))
  })
}

async function route(request: IncomingMessage, response: ServerResponse, ready: Ready | null): Promise<void> {
  const path = request.url?.split("?", 1)[0]
  if (!ready) return sendJson(response, 503, { status: "starting" }, { "retry-after": "1" })
  if (path === "/health") return answerHealth(request, response, ready)
  if (ready.pages.handle(request, response)) return
  if (path !== GRAPHQL_PATH)
    return sendErrors(request, response, 404, [{ message: "There is nothing here. GraphQL is at /graphql.", extensions: { code: "NOT_FOUND" } }])
  if (request.method !== "POST") {
    return sendErrors(request, response, 405, [{ message: "Send operations with POST.", extensions: { code: "METHOD_NOT_ALLOWED" } }], { allow: "POST" })
  }
  return answerGraphql(request, response, ready)
}

async function answerHealth(request: IncomingMessage, response: ServerResponse, { health }: Ready): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD")
    return sendErrors(request, response, 405, [{ message: "Ask with GET.", extensions: { code: "METHOD_NOT_ALLOWED" } }], { allow: "GET" })
  const { isHealthy, details } = await health()
  sendJson(response, isHealthy ? 200 : 503, { status: isHealthy ? "ok" : "degraded", ...details })
}

async function answerGraphql(request: IncomingMessage, response: ServerResponse, { apollo, authenticate, limits }: Ready): Promise<void> {
  const subject = await authenticate(request.headers.authorization)
  if (subject === null) {
    const message = "Send a valid token: `Authorization: Bearer …`."
    request.resume()
    return sendErrors(request, response, 401, [{ message, extensions: { code: "UNAUTHENTICATED" } }], { "www-authenticate": "Bearer" })
  }
  const body = await readBody(request)
  if ("code" in body) {
    const headers = body.status === 413 ? { connection: "close" } : undefined
    return sendErrors(request, response, body.status, [{ message: body.message, extensions: { code: body.code } }], headers)
  }
  const refusal = limits(body.query, body.operationName ?? null)
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
