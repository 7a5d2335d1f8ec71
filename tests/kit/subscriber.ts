import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll } from "vitest"

type Answer = { status: number; headers?: Record<string, string>; body?: string } | "nothing"
export type Received = { path: string; headers: Record<string, string>; body: string }

export type Subscriber = { url: string; port: number; received: Received[]; answer: Answer }

/** Open a server on this machine that notes what it is sent and answers as a test wants; closed when the file ends. */
export async function openSubscriber(): Promise<Subscriber> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const { answer } = subscriber
      const headers = request.headers as Record<string, string>
      subscriber.received.push({ path: request.url ?? "", headers, body: Buffer.concat(chunks).toString() })
      if (answer !== "nothing") response.writeHead(answer.status, answer.headers).end(answer.body)
    })
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  afterAll(() => void (server.closeAllConnections(), server.close()))
  const { port } = server.address() as AddressInfo
  const subscriber: Subscriber = { url: `http://127.0.0.1:${port}`, port, received: [], answer: { status: 204 } }
  return subscriber
}
