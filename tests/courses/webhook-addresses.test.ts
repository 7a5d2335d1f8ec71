import { beforeEach, describe, expect, test } from "vitest"
import { createWebhookSender } from "../../subgraphs/courses/data/webhook.sender.ts"
import { NOW } from "../kit/stack.ts"
import { openSubscriber } from "../kit/subscriber.ts"

const subscriber = await openSubscriber()
const { port } = subscriber
beforeEach(() => {
  subscriber.received.length = 0
})

describe("nothing is sent into private networks", () => {
  const attempt = async (address: string, options: Partial<Parameters<typeof createWebhookSender>[0]>) => {
    const due = {
      eventId: "event_1",
      webhookId: "webhook_1",
      attempts: 1,
      url: address,
      secret: `whsec_${Buffer.alloc(32).toString("base64")}`,
      type: "webhook.ping",
      lessonId: null,
      organiserId: null,
      content: {},
      happenedAt: NOW,
    }
    return createWebhookSender({ now: () => NOW, timeoutMs: 2_000, ...options })(due)
  }
  const refused = { status: null, error: "ADDRESS_REFUSED" }

  test.each([
    `https://127.0.0.1:8443/`,
    `https://localhost:8443/`,
    `https://2130706433/`,
    `https://0x7f.1/`,
    `https://[::1]/`,
    `https://[::ffff:127.0.0.1]/`,
    `https://169.254.169.254/latest/meta-data/`,
    `https://100.100.100.200/`,
    `https://10.0.0.1/`,
    `${subscriber.url}/in`,
  ])("%s", async (address) => {
    expect(await attempt(address, {})).toEqual(refused)
    expect(subscriber.received).toEqual([])
  })

  test("by a name of which any address is private, looked at each time anew", async () => {
    const addresses = [
      [
        { address: "8.8.8.8", family: 4 },
        { address: "10.0.0.7", family: 4 },
      ],
      [{ address: "::ffff:10.0.0.7", family: 6 }],
      [],
    ]
    for (const given of addresses) expect(await attempt("https://hooks.example.cn/", { lookUp: async () => given })).toEqual(refused)
  })

  test("and the connection goes to the address that was looked at, whatever the name means by then", async () => {
    let asked = 0
    const lookUp = async () => ((asked += 1), [{ address: asked === 1 ? "127.0.0.1" : "10.0.0.7", family: 4 }])
    const again = await attempt(`http://localhost:${port}/bound`, { allowLoopback: true, lookUp })
    expect([again, asked, subscriber.received.map(({ path, headers }) => [path, headers["host"]])]).toEqual([
      { status: 204, error: null },
      1,
      [["/bound", `localhost:${port}`]],
    ])
    expect(await attempt(`http://localhost:${port}/bound`, { allowLoopback: true, lookUp })).toEqual(refused)
    expect(subscriber.received).toHaveLength(1)
  })

  test("a name that nobody knows, and a port where nobody listens, are said", async () => {
    const unknown = async () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }))
    expect(await attempt("https://hooks.example.cn/", { lookUp: unknown })).toEqual({ status: null, error: "ENOTFOUND" })
    expect(await attempt("http://127.0.0.1:1/", { allowLoopback: true })).toEqual({ status: null, error: "ECONNREFUSED" })
  })
})
