import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { Socket } from "node:net"

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

export type HttpServer = {
  /** The port that was taken: the one asked for, or any free one where 0 was. */
  port: number
  /** Answer with another handler from now on. */
  open(handler: Handler): void
  /** Take no new requests and wait for those under way, ten seconds at most. */
  close(): Promise<void>
}

const DRAIN_MS = 10_000

/**
 * Take a port and answer what is asked there with `first`, until `open` names another handler.
 *
 * Slow senders are cut off: headers have 5 seconds and 16 KiB, a whole request has 15 seconds. Once closing, every answer
 * tells its client to come no more on this connection.
 */
export function listen(options: { port: number; host: string }, first: Handler): Promise<HttpServer> {
  let handler = first
  const limits = { requestTimeout: 15_000, headersTimeout: 5_000, keepAliveTimeout: 65_000, maxHeaderSize: 16 * 1024 }
  const connections = new Set<Socket>()
  const underWay = new Set<ServerResponse>()
  let isClosing = false
  const server = createServer(limits, (request, response) => {
    if (isClosing) sayLast(response)
    underWay.add(response)
    response.once("close", () => {
      underWay.delete(response)
      // Its headers may have gone out before the server began to close: the connection would stay.
      if (isClosing) setImmediate(() => server.closeIdleConnections())
    })
    handler(request, response)
  })
  server.on("connection", (socket: Socket) => {
    connections.add(socket)
    socket.once("close", () => connections.delete(socket))
  })
  const close = () => {
    isClosing = true
    underWay.forEach(sayLast)
    // Opened for later, as browsers do: node does not count them as idle.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy()
    return drained(server)
  }
  return new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, options.host, () => resolve({ port: portOf(server), open: (opened) => void (handler = opened), close }))
  })
}

function sayLast(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("connection", "close")
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
