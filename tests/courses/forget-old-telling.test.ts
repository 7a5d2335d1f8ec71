import { afterAll, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createTellingExpiryWriter } from "../../subgraphs/courses/data/telling-expiry.writer.ts"
import { forgetOldTelling } from "../../subgraphs/courses/use-cases/forget-old-telling.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { newId, toUuid } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { NOW } from "../kit/stack.ts"
import { tellIn } from "../kit/tell.ts"
import { newWorld } from "../kit/world.ts"

const DAY_MS = 86_400_000
const url = await emptyDatabase()
const world = await newWorld(url)
const database = openDatabase(appUrlsFrom(url, {}).courses, { name: "courses", connections: 2, onError: () => undefined })
afterAll(() => database.close())
const forgetIn = (days: number) => forgetOldTelling({ expiry: createTellingExpiryWriter(database), now: () => new Date(NOW.getTime() + days * DAY_MS) })
const count = async (table: string) => (await world.client.query(`SELECT FROM courses.${table}`)).rowCount

test("events are forgotten with their deliveries after 90 days, but not what is still to be sent or spread", async () => {
  const webhook = await world.insert("courses.webhook_subscription", {
    organisation_id: world.community.uuid,
    organisation_path: world.community.path,
    url: "https://hooks.example.cn/in",
    events: ["lesson.published"],
    secret_sealed: Buffer.from("x"),
    account_id: world.community.uuid,
    created_at: NOW,
  })
  const lesson = await world.lesson(world.community, "2026-11-25T14:30:00+08:00")
  const event = async (spread_at: Date | null, ...states: string[]) => {
    const id = toUuid("event", newId("event"))
    const row = { id, type: "lesson.published", lesson_id: lesson.uuid, organisation_path: world.community.path, content: "{}", happened_at: NOW, spread_at }
    await world.insert("courses.outbox_event", row)
    for (const state of states) await world.insert("courses.webhook_delivery", { event_id: id, subscription_id: webhook, state, next_at: NOW }, false)
  }
  await event(NOW, "DELIVERED")
  await event(NOW, "FAILED")
  await event(NOW)
  await event(NOW, "WAITING")
  await event(null)
  expect(await forgetIn(90)).toEqual({ events: 0, notices: 0 })
  expect(await forgetIn(90.001)).toEqual({ events: 3, notices: 0 })
  expect([await count("outbox_event"), await count("webhook_delivery")]).toEqual([2, 1])
  const { rows } = await world.client.query("SELECT state::text FROM courses.webhook_delivery")
  expect(rows).toEqual([{ state: "WAITING" }])
})

test("notices are forgotten 400 days after they were read, in batches; what nobody has read stays", async () => {
  const lesson = await world.lesson(world.community, "2026-11-26T14:30:00+08:00")
  const member = await world.member(await world.organisation(world.community))
  await tellIn(world.insert, lesson, { member, readAt: null })
  await tellIn(world.insert, lesson, { member, readAt: "2026-11-24T09:00:00+08:00" })
  await world.client.query(
    `INSERT INTO courses.notice (id, lesson_id, lesson_version, kind, member_id, content, created_at, read_at)
     SELECT uuidv7(), $1, 1, 'PUBLISHED', $2, '{}', $3, $3 FROM generate_series(1, 1200)`,
    [lesson.uuid, member.uuid, NOW],
  )
  expect(await forgetIn(400)).toEqual({ events: 0, notices: 0 })
  expect(await forgetIn(400.5)).toEqual({ events: 0, notices: 1_200 })
  expect(await count("notice")).toBe(2)
})
