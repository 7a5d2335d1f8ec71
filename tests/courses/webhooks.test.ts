import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { gql } from "graphql-request"
import { Webhook } from "standardwebhooks"
import { afterAll, beforeEach, describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createWebhookDeliveryWriter } from "../../subgraphs/courses/data/webhook-delivery.writer.ts"
import { createWebhookSender } from "../../subgraphs/courses/data/webhook.sender.ts"
import { deliverWebhooks } from "../../subgraphs/courses/use-cases/deliver-webhooks.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { newId, toUuid } from "../../subgraphs/shared/typeid.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const keys = [parseSealingKey(CITY_KEY, "courses")]
const database = openDatabase(appUrlsFrom(url, {}).courses, { name: "courses", connections: 4, onError: () => undefined })
afterAll(() => database.close())

type Received = { path: string; headers: Record<string, string>; body: string }
/** A subscriber: what it was sent, and how it answers. */
const received: Received[] = []
let answer: { status: number; headers?: Record<string, string>; body?: string } | "nothing" = { status: 204 }
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on("data", (chunk: Buffer) => chunks.push(chunk))
  request.on("end", () => {
    received.push({ path: request.url ?? "", headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() })
    if (answer === "nothing") return
    response.writeHead(answer.status, answer.headers).end(answer.body)
  })
})
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
afterAll(() => void (server.closeAllConnections(), server.close()))
const { port } = server.address() as AddressInfo
const OWN = `http://127.0.0.1:${port}`
beforeEach(async () => {
  received.length = 0
  answer = { status: 204 }
  await world.client.query("UPDATE courses.webhook_subscription SET ended_at = now() WHERE ended_at IS NULL")
  await world.client.query("UPDATE courses.webhook_delivery SET state = 'FAILED' WHERE state = 'WAITING'")
})

const act = async (subject: string, mutation: string, input: object, select = "") => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`
  const document = `mutation ($input: ${type}Input!) { answer: ${mutation}(input: $input) { __typename ${select} ... on InvalidInput { fields { path } } ${mutation === "addWebhook" ? "" : "... on InvalidState { state }"} } }`
  return (
    await (
      await stack.as(subject)
    ).request<{ answer: { __typename: string; webhook?: { id: string }; secret?: string | null } & Record<string, unknown> }>(document, { input })
  ).answer
}
const ADDED = "... on WebhookAdded { secret webhook { id url events endedAt organisation { id } } }"
const ALL = ["LESSON_PUBLISHED", "LESSON_RESCHEDULED", "LESSON_CHANGED", "LESSON_CANCELLED"]
const LIST = gql`
  query ($id: ID!, $first: Int) {
    organisation(id: $id) {
      webhooks {
        totalCount
        nodes {
          id
          endedAt
          endedReason
          deliveries(first: $first) {
            totalCount
            nodes {
              id
              type
              state
              attempts
              nextAttemptAt
              lastStatus
              lastError
              deliveredAt
              lesson {
                id
              }
            }
          }
        }
      }
    }
  }
`
type Delivery = { id: string; state: string; attempts: number; nextAttemptAt: string | null; lastStatus: number | null; lastError: string | null }
type Listed = {
  totalCount: number
  nodes: { id: string; endedAt: string | null; endedReason: string | null; deliveries: { totalCount: number; nodes: Delivery[] } }[]
} | null
const list = async (subject: string, place: Place, first = 20) =>
  (await (await stack.as(subject)).request<{ organisation: { webhooks: Listed } | null }>(LIST, { id: place.id, first })).organisation?.webhooks ?? null

/** A branch with an admin, a lesson and a webhook, which is then sent to this test's own server. */
async function subscribed(events: string[] = ALL) {
  const branch = await world.organisation(world.community)
  const admin = await world.staff("ADMIN", branch)
  const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00")
  const added = await act(admin, "addWebhook", { organisation: branch.id, url: "https://hooks.example.cn/in", events }, ADDED)
  const id = added.webhook?.id ?? ""
  await moveTo(id, `${OWN}/in`)
  return { branch, admin, lesson, id, secret: String(added.secret) }
}
const moveTo = (webhook: string, address: string) =>
  world.client.query("UPDATE courses.webhook_subscription SET url = $2 WHERE id = $1", [toUuid("webhook", webhook), address])
const announce = async (place: Place, lesson: { uuid: string }, type = "lesson.rescheduled", happenedAt = NOW) => {
  const content = JSON.stringify({
    version: 2,
    status: "PUBLISHED",
    startsAt: "2026-11-25T06:30:00.000Z",
    endsAt: "2026-11-25T08:30:00.000Z",
    organiser: place.id,
    teacherNames: ["赵老师"],
  })
  const id = newId("event")
  await world.insert("courses.outbox_event", {
    id: toUuid("event", id),
    type,
    lesson_id: lesson.uuid,
    organisation_path: place.path,
    content,
    happened_at: happenedAt,
  })
  return id
}
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000)
const deliver = (now: Date = NOW, options: Partial<Parameters<typeof createWebhookSender>[0]> = {}) =>
  deliverWebhooks({
    deliveries: createWebhookDeliveryWriter(database, keys),
    send: createWebhookSender({ now: () => now, allowLoopback: true, ...options }),
    now: () => now,
    random: () => 0,
  })

describe("a webhook", () => {
  test("is added by an admin of the place, with a secret that is shown once and kept sealed", async () => {
    const branch = await world.organisation(world.community)
    const admin = await world.staff("ADMIN", branch)
    const input = { organisation: branch.id, url: "https://hooks.example.cn/in", events: ["LESSON_PUBLISHED", "LESSON_PUBLISHED"], clientMutationKey: "k" }
    const added = await act(admin, "addWebhook", input, ADDED)
    expect(added).toEqual({
      __typename: "WebhookAdded",
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      webhook: { id: expect.stringMatching(/^webhook_/), url: input.url, events: ["LESSON_PUBLISHED"], endedAt: null, organisation: { id: branch.id } },
    })
    expect(await act(admin, "addWebhook", input, ADDED)).toEqual({ ...added, secret: null })
    const { rows } = await world.client.query("SELECT w::text FROM courses.webhook_subscription w UNION ALL SELECT k::text FROM courses.mutation_key k")
    const written = JSON.stringify(rows)
    expect([
      written.includes(String(added.secret)),
      written.includes(Buffer.from(String(added.secret)).toString("hex")),
      written.includes("hooks.example.cn"),
    ]).toEqual([false, false, true])
    expect((await list(admin, branch))?.totalCount).toBe(1)
  })

  test.each(["RECORDER", "COORDINATOR", "SECRETARY", "AUDITOR"] as const)("is nothing for a %s, nor for an admin elsewhere", async (role) => {
    const { branch, id } = await subscribed()
    for (const subject of [
      await world.staff(role, branch),
      await world.staff("ADMIN", await world.organisation(world.community)),
      (await world.member(branch)).subject,
    ]) {
      expect(await list(subject, branch)).toBeNull()
      expect((await act(subject, "addWebhook", { organisation: branch.id, url: "https://a.example.cn/", events: ALL })).__typename).toBe("NotAllowed")
      for (const mutation of ["updateWebhook", "removeWebhook", "pingWebhook"])
        expect(await act(subject, mutation, { webhook: id })).toEqual({ __typename: "NotAllowed" })
      expect(await act(subject, "resendWebhookDelivery", { webhook: id, event: "event_00000000000000000000000000" })).toEqual({ __typename: "NotAllowed" })
    }
    const { rows } = await world.client.query(
      "SELECT ended_at, (SELECT count(*)::int FROM courses.webhook_delivery WHERE subscription_id = w.id) AS sent FROM courses.webhook_subscription w WHERE id = $1",
      [toUuid("webhook", id)],
    )
    expect(rows).toEqual([{ ended_at: null, sent: 0 }])
  })

  test("is refused an address that is none, and no event at all", async () => {
    const { admin, branch, id } = await subscribed()
    const before = await list(admin, branch)
    const input = { organisation: branch.id, events: ALL }
    for (const address of ["http://hooks.example.cn/", `${OWN}/in`, "https://me:secret@hooks.example.cn/", "https://hooks.example.cn:25/", "x"]) {
      expect(await act(admin, "addWebhook", { ...input, url: address })).toEqual({ __typename: "InvalidInput", fields: [{ path: "url" }] })
      expect(await act(admin, "updateWebhook", { webhook: id, url: address })).toEqual({ __typename: "InvalidInput", fields: [{ path: "url" }] })
    }
    expect(await act(admin, "addWebhook", { ...input, url: "x", events: [] })).toMatchObject({ fields: [{ path: "url" }, { path: "events" }] })
    expect(await list(admin, branch)).toEqual(before)
  })

  test("is changed, given a new secret, and removed for good", async () => {
    const { admin, branch, lesson, id, secret } = await subscribed()
    const updated = await act(
      admin,
      "updateWebhook",
      { webhook: id, events: ["LESSON_CANCELLED"], renewSecret: true },
      "... on WebhookUpdated { secret webhook { events } }",
    )
    expect(updated).toEqual({ __typename: "WebhookUpdated", secret: expect.stringMatching(/^whsec_/), webhook: { events: ["LESSON_CANCELLED"] } })
    await announce(branch, lesson, "lesson.published")
    await announce(branch, lesson, "lesson.cancelled")
    expect(await deliver(new Date())).toBe(1)
    const [one] = received as [Received]
    expect(() => new Webhook(secret).verify(one.body, one.headers)).toThrow(/signature/)
    expect(new Webhook(String(updated.secret)).verify(one.body, one.headers)).toMatchObject({ type: "lesson.cancelled" })
    await announce(branch, lesson, "lesson.cancelled")
    answer = { status: 500 }
    await deliver()
    expect(await act(admin, "removeWebhook", { webhook: id }, "... on WebhookRemoved { webhook { endedAt endedReason } }")).toMatchObject({
      __typename: "WebhookRemoved",
      webhook: { endedAt: "2026-11-23T09:00:00+08:00", endedReason: null },
    })
    expect(await deliver(at(3_600))).toBe(0)
    for (const mutation of ["removeWebhook", "updateWebhook", "pingWebhook"])
      expect(await act(admin, mutation, { webhook: id })).toEqual({ __typename: "InvalidState", state: "ENDED" })
  })
})

describe("an event", () => {
  test("reaches who subscribed to its place or above, signed as Standard Webhooks has it, without any person", async () => {
    const { branch, admin, lesson, secret } = await subscribed()
    const event = await announce(branch, lesson)
    await announce(world.community, lesson)
    await announce(branch, lesson, "lesson.rescheduled", new Date(NOW.getTime() - 60_000))
    const now = new Date()
    await deliver(now)
    expect(received).toHaveLength(1)
    const [{ path, headers, body }] = received as [Received]
    expect([path, headers["content-type"], headers["webhook-id"], headers["webhook-timestamp"]]).toEqual([
      "/in",
      "application/json",
      event,
      String(Math.floor(now.getTime() / 1_000)),
    ])
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      type: "lesson.rescheduled",
      timestamp: NOW.toISOString(),
      data: {
        lesson: lesson.id,
        version: 2,
        status: "PUBLISHED",
        startsAt: "2026-11-25T06:30:00.000Z",
        endsAt: "2026-11-25T08:30:00.000Z",
        organiser: branch.id,
      },
    })
    expect(() => new Webhook(secret).verify(body.replace("PUBLISHED", "CANCELLED"), headers)).toThrow(/signature/)
    expect((await list(admin, branch))?.nodes[0]?.deliveries).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          id: event,
          type: "lesson.rescheduled",
          state: "DELIVERED",
          attempts: 1,
          nextAttemptAt: null,
          lastStatus: 204,
          lastError: null,
          lesson: { id: lesson.id },
        },
      ],
    })
    expect(await deliver(at(1e6))).toBe(0)
  })

  test("is tried again for three days, further apart each time; then the subscription is ended, and says so", async () => {
    const { branch, admin, lesson } = await subscribed()
    const event = await announce(branch, lesson)
    answer = { status: 503 }
    await deliver()
    const times = [NOW.getTime()]
    const next = async () => (await list(admin, branch))?.nodes[0]?.deliveries.nodes[0]
    for (let delivery = await next(); delivery?.state === "WAITING"; delivery = await next()) {
      const due = Date.parse(delivery.nextAttemptAt ?? "")
      expect(await deliver(new Date(due - 1_000)), "a second too early").toBe(0)
      times.push(due)
      if (times.length === 10) await announce(branch, lesson)
      await deliver(new Date(due))
    }
    expect(times.slice(1).map((time, before) => (time - (times[before] ?? 0)) / 1_000)).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
    expect(received.filter(({ headers }) => headers["webhook-id"] === event)).toHaveLength(10)
    const webhook = (await list(admin, branch))?.nodes[0]
    expect(webhook?.endedReason).toBe("FAILED_FOR_DAYS")
    expect(webhook?.deliveries.nodes.map(({ state }) => state)).toEqual(["FAILED", "FAILED"])
    await announce(branch, lesson)
    expect(await deliver(at(1e6))).toBe(0)
  })

  test("is not sent again where the address says that it is gone", async () => {
    const { branch, admin, lesson } = await subscribed()
    await announce(branch, lesson)
    answer = { status: 410 }
    await deliver()
    expect(await deliver(at(1e6))).toBe(0)
    expect((await list(admin, branch))?.nodes[0]).toMatchObject({ endedReason: "GONE", deliveries: { nodes: [{ state: "FAILED", lastStatus: 410 }] } })
  })

  test.each<[string, typeof answer, Partial<Delivery>]>([
    ["a redirect", { status: 302, headers: { location: "/elsewhere" } }, { lastStatus: 302, lastError: null }],
    ["no answer in time", "nothing", { lastStatus: null, lastError: "TIMEOUT" }],
  ])("is not delivered by %s", async (_, given, said) => {
    const { branch, admin, lesson } = await subscribed()
    await announce(branch, lesson)
    answer = given
    await deliver(NOW, { timeoutMs: 500 })
    expect(received.map(({ path }) => path)).toEqual(["/in"])
    expect((await list(admin, branch))?.nodes[0]?.deliveries.nodes).toMatchObject([{ state: "WAITING", attempts: 1, ...said }])
  })

  test("is delivered also by an answer that is too long to be read", async () => {
    const { branch, admin, lesson } = await subscribed()
    await announce(branch, lesson)
    answer = { status: 200, body: "x".repeat(5_000_000) }
    await deliver()
    expect((await list(admin, branch))?.nodes[0]?.deliveries.nodes).toMatchObject([{ state: "DELIVERED", lastStatus: 200 }])
  })

  test("is sent once by many processes at once, and once more, under the same id, when one died before it wrote the answer down", async () => {
    const { branch, lesson, secret } = await subscribed()
    const events = await Promise.all(Array.from({ length: 30 }, () => announce(branch, lesson)))
    await Promise.all(Array.from({ length: 8 }, () => deliver()))
    expect(received.map(({ headers }) => headers["webhook-id"]).sort()).toEqual(events.sort())

    received.length = 0
    const event = await announce(branch, lesson)
    const dying = createWebhookDeliveryWriter(database, keys)
    await dying.spread(NOW)
    const [taken] = await dying.take(1, NOW)
    if (!taken) throw new Error("nothing was due")
    await createWebhookSender({ now: () => NOW, allowLoopback: true })(taken)
    expect(await deliver(at(59))).toBe(0)
    expect(await deliver(at(60))).toBe(1)
    await dying.failed(taken, { status: 500, error: null }, at(70))
    expect(await deliver(at(1e6))).toBe(0)
    expect(received.map(({ headers }) => headers["webhook-id"])).toEqual([event, event])
    expect(new Webhook(secret)).toBeDefined()
  })

  test("is sent once more when an admin wants it, and a trial reaches that webhook alone", async () => {
    const { branch, admin, lesson, id, secret } = await subscribed()
    await subscribed()
    const event = await announce(branch, lesson)
    await deliver()
    expect((await act(admin, "resendWebhookDelivery", { webhook: id, event })).__typename).toBe("WebhookDeliveryResent")
    expect((await act(admin, "resendWebhookDelivery", { webhook: id, event: "event_00000000000000000000000000" })).__typename).toBe("NotAllowed")
    const pinged = await act(admin, "pingWebhook", { webhook: id }, "... on WebhookPinged { webhook { deliveries { nodes { type state lesson { id } } } } }")
    expect(pinged).toMatchObject({ webhook: { deliveries: { nodes: [{ type: "webhook.ping", state: "WAITING", lesson: null }, { state: "WAITING" }] } } })
    const now = new Date()
    expect(await deliver(now)).toBe(2)
    expect(received.map(({ headers }) => headers["webhook-id"])).toEqual(expect.arrayContaining([event, event]))
    const ping = received.find(({ body }) => body.includes("webhook.ping"))
    expect(new Webhook(secret).verify(ping?.body ?? "", ping?.headers ?? {})).toEqual({ type: "webhook.ping", timestamp: NOW.toISOString(), data: {} })
  })
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
    `${OWN}/in`,
  ])("%s", async (address) => {
    expect(await attempt(address, {})).toEqual(refused)
    expect(received).toEqual([])
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
    expect([again, asked, received.map(({ path, headers }) => [path, headers["host"]])]).toEqual([
      { status: 204, error: null },
      1,
      [["/bound", `localhost:${port}`]],
    ])
    expect(await attempt(`http://localhost:${port}/bound`, { allowLoopback: true, lookUp })).toEqual(refused)
    expect(received).toHaveLength(1)
  })

  test("a name that nobody knows, and a port where nobody listens, are said", async () => {
    const unknown = async () => Promise.reject(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }))
    expect(await attempt("https://hooks.example.cn/", { lookUp: unknown })).toEqual({ status: null, error: "ENOTFOUND" })
    expect(await attempt("http://127.0.0.1:1/", { allowLoopback: true })).toEqual({ status: null, error: "ECONNREFUSED" })
  })
})

test("the deliveries of twenty webhooks cost as many statements as those of two", async () => {
  const costs = []
  for (const size of [2, 20]) {
    const branch = await world.organisation(world.community)
    const admin = await world.staff("ADMIN", branch)
    const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00")
    for (let n = 0; n < size; n += 1) await act(admin, "addWebhook", { organisation: branch.id, url: "https://hooks.example.cn/in", events: ALL })
    await announce(branch, lesson)
    await createWebhookDeliveryWriter(database, keys).spread(NOW)
    await list(admin, branch)
    const { statements } = await stack.costOf(async () =>
      expect((await list(admin, branch))?.nodes.flatMap(({ deliveries }) => deliveries.nodes)).toHaveLength(size),
    )
    costs.push(statements)
  }
  expect(costs[0]).toBe(costs[1])
})
