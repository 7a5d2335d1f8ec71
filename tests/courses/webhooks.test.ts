import { Webhook } from "standardwebhooks"
import { beforeEach, describe, expect, test } from "vitest"
import { toUuid } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { type Received, openSubscriber } from "../kit/subscriber.ts"
import { ADDED, ALL, at, webhooksIn } from "../kit/webhooks.ts"
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
    for (const address of ["http://hooks.example.cn/", `${subscriber.url}/in`, "https://me:secret@hooks.example.cn/", "https://hooks.example.cn:25/", "x"]) {
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
    const [one] = subscriber.received as [Received]
    expect(() => new Webhook(secret).verify(one.body, one.headers)).toThrow(/signature/)
    expect(new Webhook(String(updated.secret)).verify(one.body, one.headers)).toMatchObject({ type: "lesson.cancelled" })
    await announce(branch, lesson, "lesson.cancelled")
    subscriber.answer = { status: 500 }
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

test("the deliveries of twenty webhooks cost as many statements as those of two", async () => {
  const costs = []
  for (const size of [2, 20]) {
    const branch = await world.organisation(world.community)
    const admin = await world.staff("ADMIN", branch)
    const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00")
    for (let n = 0; n < size; n += 1) await act(admin, "addWebhook", { organisation: branch.id, url: "https://hooks.example.cn/in", events: ALL })
    await announce(branch, lesson)
    await writer.spread(NOW)
    await list(admin, branch)
    const { statements } = await stack.costOf(async () =>
      expect((await list(admin, branch))?.nodes.flatMap(({ deliveries }) => deliveries.nodes)).toHaveLength(size),
    )
    costs.push(statements)
  }
  expect(costs[0]).toBe(costs[1])
})
