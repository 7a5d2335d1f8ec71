import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { fillWithCrowd } from "../../bench/crowd.ts"
import { explainAll, rowsRead, stepsOf } from "../../bench/explained.ts"
import { CITY_VIEWER } from "../../bench/search-cases.ts"
import { createCalendarFeedRepository } from "../../subgraphs/courses/data/calendar-feed.repository.ts"
import { createFeedLessonRepository } from "../../subgraphs/courses/data/feed-lesson.repository.ts"
import { createNoticeRepository } from "../../subgraphs/courses/data/notice.repository.ts"
import { createWebhookDeliveryWriter } from "../../subgraphs/courses/data/webhook-delivery.writer.ts"
import type { FeedKind } from "../../subgraphs/courses/domain/calendar-feed.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { NOW } from "../kit/stack.ts"
import { fillTellings } from "../kit/large-tellings.ts"
import { fillTimetable } from "../../bench/large-timetable.ts"

const PEOPLE = 2_000
const LESSONS = 20_000
/** As many as are told in a year of a city; `NOTICES=1000000` for as many as in five. */
const NOTICES = Number(process.env["NOTICES"] ?? 200_000)
const LARGE = ["notice", "outbox_event", "webhook_delivery", "calendar_feed", "lesson", "lesson_period", "lesson_teacher", "enrolment"]
const key = parseSealingKey(CITY_KEY)
const uuid = (kind: number, number: number) => `019aaf0${kind}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`

let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  const client = new pg.Client(url)
  await client.connect()
  await fillWithCrowd(client, PEOPLE, key)
  await fillTimetable(client, LESSONS, PEOPLE)
  await fillTellings(client, NOTICES, PEOPLE)
  await client.end()
}, 240_000)

describe.each(["force_custom_plan", "force_generic_plan"])("with %s, among many notices, feeds and deliveries", (mode) => {
  const opened = () => openDatabase(url, { name: "plans", connections: 1, onError: () => undefined })
  let database: ReturnType<typeof opened>
  let explained: ReturnType<typeof explainAll>
  beforeAll(() => {
    database = opened()
    explained = explainAll(database, { plan_cache_mode: mode })
  })
  afterAll(() => database.close())

  const measured = async <Value>(work: () => Promise<Value>): Promise<{ value: Value; read: number; scanned: string[] }> => {
    await database.read("warm", "SELECT 1 AS one", [])
    explained.length = 0
    const from = performance.now()
    const value = await work()
    const milliseconds = Math.round(performance.now() - from)
    const plans = explained.map(({ plan }) => plan)
    const scanned = plans.flatMap(stepsOf).flatMap((step) => (step["Node Type"] === "Seq Scan" ? (step["Relation Name"] ?? "") : []))
    const read = plans.reduce((sum, plan) => sum + rowsRead(plan, LARGE), 0)
    if (process.env["SHOW_PLANS"]) console.log(mode, expect.getState().currentTestName, milliseconds, "ms", read, "rows")
    return { value, read, scanned: scanned.filter((table) => LARGE.includes(table)) }
  }

  test("the newest notices of fifty people, and how many are unread", async () => {
    const { ofMembers } = createNoticeRepository(database, CITY_VIEWER)
    const people = Array.from({ length: 50 }, (_, at) => toTypeId("member", uuid(1, at + 1)))
    const pages = await measured(() => ofMembers.findPages(people, { unreadOnly: false, limit: 20, after: null }))
    expect(pages.value).toHaveLength(50)
    expect(pages.value.every(({ notices }) => notices.length === 21)).toBe(true)
    expect(pages.scanned).toEqual([])
    expect(pages.read).toBeLessThanOrEqual(50 * Math.min(30, NOTICES / PEOPLE))

    const unread = await measured(() => ofMembers.count(people, true))
    expect(unread.value.map(({ notices }) => notices)).toEqual(Array(50).fill(NOTICES / PEOPLE / 10))
    expect(unread.scanned).toEqual([])
    expect(unread.read).toBeLessThanOrEqual((50 * NOTICES) / PEOPLE / 5)
  })

  test("what teachers from outside must be told", async () => {
    const { ofTeachers } = createNoticeRepository(database, CITY_VIEWER)
    const { value, scanned, read } = await measured(() => ofTeachers.findPages([toTypeId("teacher", uuid(3, 7))], { unreadOnly: true, limit: 20, after: null }))
    expect(value[0]?.notices).toHaveLength(10)
    expect(scanned).toEqual([])
    expect(read).toBeLessThanOrEqual(100)
  })

  test.each<[FeedKind, string, number]>([
    ["MEMBER", toTypeId("member", uuid(1, 5)), 400],
    ["TEACHER", toTypeId("teacher", uuid(3, 7)), 800],
    ["VENUE", toTypeId("venue", uuid(2, 7)), 1_500],
  ])("the calendar of a %s", async (kind, subjectId, most) => {
    const feed = { id: "", kind, subjectId, createdAt: NOW, lastFetchedAt: null }
    // The timetable reaches from January to March: a day in March sees its last 90 days.
    const { value, scanned, read } = await measured(() =>
      createFeedLessonRepository(database).find(feed, { viewer: CITY_VIEWER, isOwn: kind === "MEMBER" }, new Date("2026-03-15T09:00:00+08:00")),
    )
    expect(value.length).toBeGreaterThan(50)
    expect(scanned).toEqual([])
    expect(read / value.length).toBeLessThanOrEqual(most / 100)
  })

  test("a feed by its secret, and those of an account", async () => {
    const feeds = createCalendarFeedRepository(database)
    const { value, scanned, read } = await measured(() => feeds.findBySecret("secret-77"))
    expect(value?.accountId).toBe(toTypeId("account", uuid(6, 77)))
    expect([scanned, read]).toEqual([[], 1])
    const own = await measured(() => feeds.findOpen(toTypeId("account", uuid(6, 77))))
    expect([own.value.length, own.scanned, own.read]).toEqual([1, [], 1])
  })

  test("what is still to be spread and sent, among what was", async () => {
    const deliveries = createWebhookDeliveryWriter(database, [key])
    const due = await measured(() => deliveries.take(20, NOW))
    expect(due.value).toHaveLength(20)
    expect(due.scanned).toEqual([])
    expect(due.read).toBeLessThanOrEqual(200)
    const spread = await measured(() => deliveries.spread(NOW))
    expect(spread.value).toBe(mode === "force_custom_plan" ? 10 : 0)
    expect(spread.scanned).toEqual([])
  })
})
