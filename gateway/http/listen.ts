import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { sendJson } from "./answer.ts"

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

export type HttpServer = {
  /** The port that was taken: the one asked for, or any free one where 0 was. */
  port: number
  /** Begin to answer for real. */
  open(handler: Handler): void
  /** Take no new requests and wait for those under way, ten seconds at most. */
  close(): Promise<void>
}

const DRAIN_MS = 10_000

/**
 * Take the port before anything else is done, so that a busy one costs nothing; answer 503 until `open` is called.
 *
 * Slow senders are cut off: headers have 5 seconds and 16 KiB, a whole request has 15 seconds.
 */
export function listen(port: number, host: string): Promise<HttpServer> {
  let handler: Handler = (_request, response) => sendJson(response, 503, { status: "starting" }, { "retry-after": "1" })
  const limits = { requestTimeout: 15_000, headersTimeout: 5_000, keepAliveTimeout: 65_000, maxHeaderSize: 16 * 1024 }
  const server = createServer(limits, (request, response) => handler(request, response))
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => resolve({ port: portOf(server), open: (opened) => void (handler = opened), close: () => drained(server) }))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  return typeof address === "object" && address ? address.port : 0
}

function drained(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
    server.closeIdleConnections()
  })
}
