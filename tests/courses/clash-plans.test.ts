import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { fillWithCrowd } from "../../bench/crowd.ts"
import { explainAll, rowsRead, stepsOf } from "../../bench/explained.ts"
import { CITY_VIEWER } from "../../bench/search-cases.ts"
import { createAudienceRepository } from "../../subgraphs/courses/data/audience.repository.ts"
import { type AskedLesson, createClashRepository } from "../../subgraphs/courses/data/clash.repository.ts"
import { createLessonRepository } from "../../subgraphs/courses/data/lesson.repository.ts"
import { membersOf } from "../../subgraphs/courses/domain/expected.ts"
import { localTimeOf } from "../../subgraphs/shared/calendar.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { CITY_KEY, emptyDatabase } from "../kit/database.ts"
import { fillTimetable } from "../../bench/large-timetable.ts"

const PEOPLE = 30_572
const LESSONS = 100_000
const LARGE = ["lesson", "lesson_period", "booking", "enrolment", "lesson_teacher", "member", "membership"]
const timeZone = "Asia/Shanghai"
const calendar = { calendarOf: () => ({ isHoliday: false, name: null, isKnown: true }), localOf: (instant: Date) => localTimeOf(instant, timeZone), timeZone }
const ROOT = "019aaf01-0000-7000-8000-000000000"

let url: string
let city: string
beforeAll(async () => {
  url = await emptyDatabase()
  const client = new pg.Client(url)
  await client.connect()
  await fillWithCrowd(client, PEOPLE, parseSealingKey(CITY_KEY))
  await fillTimetable(client, LESSONS, PEOPLE)
  city = (await client.query("SELECT id FROM organisation.organisation WHERE path = 'c.'")).rows[0].id
  await client.end()
}, 240_000)

// As the server plans a statement the first few times, and as it may plan it for good.
describe.each(["force_custom_plan", "force_generic_plan"])("with %s, among 100,000 lessons", (mode) => {
  const opened = () => openDatabase(url, { name: "plans", connections: 1, onError: () => undefined })
  let database: ReturnType<typeof opened>
  let explained: ReturnType<typeof explainAll>
  beforeAll(() => {
    database = opened()
    explained = explainAll(database, { plan_cache_mode: mode, "auto_explain.log_buffers": "on" })
  })
  afterAll(() => database.close())

  const measured = async <Value>(work: () => Promise<Value>): Promise<{ value: Value; read: number; scanned: string[]; statements: number }> => {
    await database.read("warm", "SELECT 1 AS one", [])
    explained.length = 0
    const from = performance.now()
    const value = await work()
    const milliseconds = Math.round(performance.now() - from)
    const plans = explained.map(({ plan }) => plan)
    const scanned = plans.flatMap(stepsOf).filter((step) => step["Node Type"] === "Seq Scan" && LARGE.includes(step["Relation Name"] ?? ""))
    const read = plans.reduce((sum, plan) => sum + rowsRead(plan, LARGE), 0)
    if (process.env["SHOW_PLANS"])
      console.log(
        mode,
        milliseconds,
        "ms",
        read,
        "rows",
        plans.map((plan) => JSON.stringify(plan).match(/"Shared Hit Blocks":(\d+)/)?.[1]),
      )
    return { value, read, scanned: scanned.map((step) => step["Relation Name"] ?? ""), statements: plans.length }
  }
  const asked = (expected: string[]): AskedLesson => ({
    lessonId: null,
    organiserPath: "c.",
    periods: [{ startsAt: new Date("2026-11-24T10:00:00+08:00"), endsAt: new Date("2026-11-24T12:00:00+08:00") }],
    venueIds: [toTypeId("venue", "019aaf02-0000-7000-8000-000000000001")],
    teacherIds: [toTypeId("teacher", "019aaf03-0000-7000-8000-000000000002")],
    expected,
    capacity: null,
  })
  const people = (count: number) => Array.from({ length: count }, (_, at) => `${ROOT}${(at + 1).toString(16).padStart(3, "0")}`)

  test("the clash check of a lesson for forty people", async () => {
    const { value, read, scanned, statements } = await measured(() => createClashRepository(database.read, CITY_VIEWER, calendar).find(asked(people(40))))
    expect(value.clashes.filter(({ kind }) => kind === "VENUE" || kind === "TEACHER")).toHaveLength(2)
    expect(scanned).toEqual([])
    expect(statements).toBe(3)
    expect(read).toBeLessThanOrEqual(3_000)
  })

  test("the clash check of a lesson for the whole city: 30,572 people", async () => {
    const audience = { organisations: [toTypeId("organisation", city)], includeDescendants: true, posts: [], stages: [], members: [] }
    const {
      value: expected,
      scanned: scannedForAudience,
      statements: forAudience,
    } = await measured(() => createAudienceRepository(database.read).evaluate(audience, null, "2026-11-24"))
    expect(membersOf(expected)).toHaveLength(PEOPLE)
    expect(scannedForAudience.filter((table) => table !== "member" && table !== "membership")).toEqual([])
    expect(forAudience).toBe(1)
    const { value, read, scanned, statements } = await measured(() =>
      createClashRepository(database.read, CITY_VIEWER, calendar).find(asked(membersOf(expected))),
    )
    const gatherings = value.clashes.filter(({ kind }) => kind === "ATTENDEES")
    expect(gatherings).toHaveLength(100)
    expect(gatherings[0]).toMatchObject({ count: 12, minutes: 60 })
    expect(gatherings[0]?.memberIds).toHaveLength(12)
    expect(scanned).toEqual([])
    expect(statements).toBe(3)
    expect(read).toBeLessThanOrEqual(12_000)
  })

  test("a week's timetable of the city in pages of 100", async () => {
    const lessons = createLessonRepository(database, CITY_VIEWER)
    const week = {
      from: new Date("2026-11-23T00:00:00+08:00"),
      to: new Date("2026-11-30T00:00:00+08:00"),
      organisationId: null,
      venueId: null,
      teacherId: null,
    }
    const { value: first, read, scanned, statements } = await measured(() => lessons.listTimetable(week, { limit: 100, after: null }))
    expect(first.items).toHaveLength(100)
    expect(scanned).toEqual([])
    expect(statements).toBe(1)
    expect(read).toBeLessThanOrEqual(500)
    const last = first.items.at(-1)
    const { read: readNext, scanned: scannedNext } = await measured(() =>
      lessons.listTimetable(week, { limit: 100, after: [last?.startsAt.toISOString() ?? "", last?.id ?? ""] }),
    )
    expect(scannedNext).toEqual([])
    expect(readNext).toBeLessThanOrEqual(500)
    const { value: total, scanned: scannedCount } = await measured(() => Promise.resolve(first.totalCount()))
    expect(total).toBe(1_950)
    expect(scannedCount).toEqual([])
  })
})
