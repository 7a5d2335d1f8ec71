import { Webhook } from "standardwebhooks"
import { beforeEach, describe, expect, test } from "vitest"
import { openLocalSubgraph } from "../../gateway/subgraphs.ts"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createWebhookSender } from "../../subgraphs/courses/data/webhook.sender.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { toUuid } from "../../subgraphs/shared/typeid.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { type Received, openSubscriber } from "../kit/subscriber.ts"
import { type Delivery, at, webhooksIn } from "../kit/webhooks.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const subscriber = await openSubscriber()
const { writer, act, list, subscribed, announce, deliver } = webhooksIn(stack, world, url, subscriber)
beforeEach(async () => {
  subscriber.received.length = 0
  subscriber.answer = { status: 204 }
  await world.client.query("UPDATE courses.webhook_subscription SET ended_at = now() WHERE ended_at IS NULL")
  await world.client.query("UPDATE courses.webhook_delivery SET state = 'FAILED' WHERE state = 'WAITING'")
})

describe("an event", () => {
  test("reaches who subscribed to its place or above, signed as Standard Webhooks has it, without any person", async () => {
    const { branch, admin, lesson, secret } = await subscribed()
    const event = await announce(branch, lesson)
    await announce(world.community, lesson)
    await announce(branch, lesson, "lesson.rescheduled", new Date(NOW.getTime() - 60_000))
    const now = new Date()
    await deliver(now)
    expect(subscriber.received).toHaveLength(1)
    const [{ path, headers, body }] = subscriber.received as [Received]
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
    subscriber.answer = { status: 503 }
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
    expect(subscriber.received.filter(({ headers }) => headers["webhook-id"] === event)).toHaveLength(10)
    const webhook = (await list(admin, branch))?.nodes[0]
    expect(webhook?.endedReason).toBe("FAILED_FOR_DAYS")
    expect(webhook?.deliveries.nodes.map(({ state }) => state)).toEqual(["FAILED", "FAILED"])
    await announce(branch, lesson)
    expect(await deliver(at(1e6))).toBe(0)
  })

  test("is not sent again where the address says that it is gone", async () => {
    const { branch, admin, lesson } = await subscribed()
    await announce(branch, lesson)
    subscriber.answer = { status: 410 }
    await deliver()
    expect(await deliver(at(1e6))).toBe(0)
    expect((await list(admin, branch))?.nodes[0]).toMatchObject({ endedReason: "GONE", deliveries: { nodes: [{ state: "FAILED", lastStatus: 410 }] } })
  })

  test.each<[string, typeof subscriber.answer, Partial<Delivery>]>([
    ["a redirect", { status: 302, headers: { location: "/elsewhere" } }, { lastStatus: 302, lastError: null }],
    ["no answer in time", "nothing", { lastStatus: null, lastError: "TIMEOUT" }],
  ])("is not delivered by %s", async (_, given, said) => {
    const { branch, admin, lesson } = await subscribed()
    await announce(branch, lesson)
    subscriber.answer = given
    await deliver(NOW, { timeoutMs: 500 })
    expect(subscriber.received.map(({ path }) => path)).toEqual(["/in"])
    expect((await list(admin, branch))?.nodes[0]?.deliveries.nodes).toMatchObject([{ state: "WAITING", attempts: 1, ...said }])
  })

  test("is delivered also by an answer that is too long to be read", async () => {
    const { branch, admin, lesson } = await subscribed()
    await announce(branch, lesson)
    subscriber.answer = { status: 200, body: "x".repeat(5_000_000) }
    await deliver()
    expect((await list(admin, branch))?.nodes[0]?.deliveries.nodes).toMatchObject([{ state: "DELIVERED", lastStatus: 200 }])
  })

  test("is sent once by many processes at once, and once more, under the same id, when one died before it wrote the answer down", async () => {
    const { branch, lesson, secret } = await subscribed()
    const events = await Promise.all(Array.from({ length: 30 }, () => announce(branch, lesson)))
    await Promise.all(Array.from({ length: 8 }, () => deliver()))
    expect(subscriber.received.map(({ headers }) => headers["webhook-id"]).sort()).toEqual(events.sort())

    subscriber.received.length = 0
    const event = await announce(branch, lesson)
    await writer.spread(NOW)
    const [taken] = await writer.take(1, NOW)
    if (!taken) throw new Error("nothing was due")
    await createWebhookSender({ now: () => NOW, allowLoopback: true })(taken)
    expect(await deliver(at(59))).toBe(0)
    expect(await deliver(at(60))).toBe(1)
    await writer.failed(taken, { status: 500, error: null }, at(70))
    expect(await deliver(at(1e6))).toBe(0)
    expect(subscriber.received.map(({ headers }) => headers["webhook-id"])).toEqual([event, event])
    expect(new Webhook(secret)).toBeDefined()
  })

  test("that cannot be signed, because its secret was lost with a key, waits and holds up no other", async () => {
    const [lost, good] = [await subscribed(), await subscribed()]
    await world.client.query(
      "UPDATE courses.webhook_subscription SET secret_sealed = set_byte(secret_sealed, 2, 255 - get_byte(secret_sealed, 2)) WHERE id = $1",
      [toUuid("webhook", lost.id)],
    )
    for (const { branch, lesson } of [lost, good]) await announce(branch, lesson)
    expect(await deliver()).toBe(2)
    expect(subscriber.received).toHaveLength(1)
    expect((await list(lost.admin, lost.branch))?.nodes[0]?.deliveries.nodes).toMatchObject([{ state: "WAITING", lastError: "SECRET_UNREADABLE" }])
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
    expect(subscriber.received.map(({ headers }) => headers["webhook-id"])).toEqual(expect.arrayContaining([event, event]))
    const ping = subscriber.received.find(({ body }) => body.includes("webhook.ping"))
    expect(new Webhook(secret).verify(ping?.body ?? "", ping?.headers ?? {})).toEqual({ type: "webhook.ping", timestamp: NOW.toISOString(), data: {} })
  })
})

test("two processes that run the subgraph's jobs tell a subscriber within seconds, once, and stop when they are told to", async () => {
  const { branch, lesson, secret } = await subscribed()
  const options = {
    databaseUrl: appUrlsFrom(url, {}).courses,
    connections: 2,
    timeZone: "Asia/Shanghai",
    log: openLog("tests", "silent"),
    personalDataKeys: [CITY_KEY],
  }
  const processes = [1, 2].map(() => openLocalSubgraph("courses", { ...options, runsJobs: true, allowsLoopbackWebhooks: true }))
  const event = await announce(branch, lesson)
  await expect.poll(() => subscriber.received.length, { timeout: 5_000 }).toBe(1)
  const [{ headers, body }] = subscriber.received as [Received]
  expect([headers["webhook-id"], new Webhook(secret).verify(body, headers)]).toMatchObject([event, { type: "lesson.rescheduled" }])
  await Promise.all(processes.map((one) => one.close()))
  await announce(branch, lesson)
  await new Promise((later) => setTimeout(later, 1_500))
  expect(subscriber.received).toHaveLength(1)
}, 20_000)
