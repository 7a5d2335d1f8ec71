import { gql } from "graphql-request"
import { afterAll } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createWebhookDeliveryWriter } from "../../subgraphs/courses/data/webhook-delivery.writer.ts"
import { createWebhookSender } from "../../subgraphs/courses/data/webhook.sender.ts"
import { deliverWebhooks } from "../../subgraphs/courses/use-cases/deliver-webhooks.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { newId, toUuid } from "../../subgraphs/shared/typeid.ts"
import { CITY_KEY } from "./database.ts"
import { NOW, type Stack } from "./stack.ts"
import type { Subscriber } from "./subscriber.ts"
import type { Place } from "./things.ts"
import type { World } from "./world.ts"

export const ADDED = "... on WebhookAdded { secret webhook { id url events endedAt organisation { id } } }"
export const ALL = ["LESSON_PUBLISHED", "LESSON_RESCHEDULED", "LESSON_CHANGED", "LESSON_CANCELLED"]
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
export type Delivery = { id: string; state: string; attempts: number; nextAttemptAt: string | null; lastStatus: number | null; lastError: string | null }
type Listed = {
  totalCount: number
  nodes: { id: string; endedAt: string | null; endedReason: string | null; deliveries: { totalCount: number; nodes: Delivery[] } }[]
} | null

/** So many seconds after the tests' moment. */
export const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000)

/** What a test does with webhooks: add them, let things happen, deliver at a moment, and read what became of it. */
export function webhooksIn(stack: Stack, world: World, ownerUrl: string, subscriber: Subscriber) {
  const database = openDatabase(appUrlsFrom(ownerUrl, {}).courses, { name: "courses", connections: 4, onError: () => undefined })
  afterAll(() => database.close())
  const writer = createWebhookDeliveryWriter(database, [parseSealingKey(CITY_KEY, "courses")])
  const act = async (subject: string, mutation: string, input: object, select = "") => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`
    const document = `mutation ($input: ${type}Input!) { answer: ${mutation}(input: $input) { __typename ${select} ... on InvalidInput { fields { path } } ${mutation === "addWebhook" ? "" : "... on InvalidState { state }"} } }`
    return (
      await (
        await stack.as(subject)
      ).request<{ answer: { __typename: string; webhook?: { id: string }; secret?: string | null } & Record<string, unknown> }>(document, { input })
    ).answer
  }
  const list = async (subject: string, place: Place, first = 20) =>
    (await (await stack.as(subject)).request<{ organisation: { webhooks: Listed } | null }>(LIST, { id: place.id, first })).organisation?.webhooks ?? null

  /** A branch with an admin, a lesson and a webhook, which is then sent to this test's own server. */
  const subscribed = async (events: string[] = ALL) => {
    const branch = await world.organisation(world.community)
    const admin = await world.staff("ADMIN", branch)
    const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00")
    const added = await act(admin, "addWebhook", { organisation: branch.id, url: "https://hooks.example.cn/in", events }, ADDED)
    const id = added.webhook?.id ?? ""
    await moveTo(id, `${subscriber.url}/in`)
    return { branch, admin, lesson, id, secret: String(added.secret) }
  }
  const moveTo = (webhook: string, address: string) =>
    world.client.query("UPDATE courses.webhook_subscription SET url = $2 WHERE id = $1", [toUuid("webhook", webhook), address])
  const announce = async (place: Place, lesson: { uuid: string }, type = "lesson.rescheduled", happenedAt = NOW) => {
    const content = JSON.stringify({
      version: 2,
      title: "党章专题辅导",
      startsAt: "2026-11-25T06:30:00.000Z",
      endsAt: "2026-11-25T08:30:00.000Z",
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
  const deliver = (now: Date = NOW, options: Partial<Parameters<typeof createWebhookSender>[0]> = {}) =>
    deliverWebhooks({
      deliveries: writer,
      send: createWebhookSender({ now: () => now, allowLoopback: true, ...options }),
      now: () => now,
      random: () => 0,
    })

  return { writer, act, list, subscribed, announce, deliver }
}
