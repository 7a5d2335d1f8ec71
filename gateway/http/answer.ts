import type { IncomingMessage, ServerResponse } from "node:http"
import type { GraphQLFormattedError } from "graphql"

const GRAPHQL_RESPONSE = "application/graphql-response+json"

/** Headers of every answer: it is nobody else's, and no browser guesses what it is. */
export const SAFE_HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" }

/** Send JSON with the headers that every answer has. */
export function sendJson(response: ServerResponse, status: number, body: object | string, headers: Record<string, string> = {}): void {
  if (response.headersSent || response.destroyed) return
  const text = typeof body === "string" ? body : JSON.stringify(body)
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...SAFE_HEADERS, ...headers, "content-length": Buffer.byteLength(text) })
  response.end(text)
}

/** Refuse a request before it is executed, in the media type that it accepts. */
export function sendErrors(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  errors: GraphQLFormattedError[],
  headers: Record<string, string> = {},
): void {
  const type = request.headers.accept?.includes(GRAPHQL_RESPONSE) ? GRAPHQL_RESPONSE : "application/json"
  sendJson(response, status, { errors }, { "content-type": `${type}; charset=utf-8`, ...headers })
}
