import { Agent, type IncomingMessage, get } from "node:http"
import { connect } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { expect, test } from "vitest"
import { listen } from "./listen.ts"

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

function ask(port: number, path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => get({ port, host: "127.0.0.1", path, agent }, resolve).once("error", reject))
}

test("a server that closes finishes what is under way, sends everybody off and ends at once, whatever connections are kept", async () => {
  const waiting: (() => void)[] = []
  const server = await listen({ port: 0, host: "127.0.0.1" }, (_request, response) => {
    waiting.push(() => response.end("first"))
  })
  const kept = ask(server.port, "/first")
  const unused = connect(server.port, "127.0.0.1")
  unused.on("error", () => undefined)
  await pause(100)

  const closed = server.close()
  await pause(50)
  waiting.forEach((answer) => answer())
  const answer = await kept
  answer.resume()
  expect([answer.statusCode, answer.headers.connection]).toEqual([200, "close"])
  await closed
  await expect(ask(server.port, "/second")).rejects.toMatchObject({ code: "ECONNREFUSED" })
})

test("a connection whose answer had begun before is closed after it", async () => {
  let finish: () => void = () => undefined
  const server = await listen({ port: 0, host: "127.0.0.1" }, (_request, response) => void response.writeHead(503).end())
  server.open((_request, response) => {
    response.writeHead(200, { "content-length": 5 }).write("be")
    finish = () => response.end("gun")
  })
  const answer = await ask(server.port, "/")
  answer.resume()
  expect(answer.headers.connection).toBe("keep-alive")

  const closed = server.close()
  finish()
  await closed
})
