import { describe, expect, test } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const act = actsOf(stack)
const governor = await world.staff("SECRETARY", world.city)
const branch = await world.organisation(world.community)
await hours.rules({ onlineCapShare: 0.0625, makeUpFactor: 0.5, late: { graceMinutes: 5, absentBeyondMinutes: 60 } })

const STEPS = "steps { step value note }"
const YEAR = `query ($id: ID!, $first: Int, $after: String) { member(id: $id) { hours(year: 2026) { role isRequired required requiredIntensiveSessions intensive collective onlineRaw onlineCounted makeUp
  credited ruleSet { id title parameters { minutesPerHour onlineCapShare requirements { role hours } makeUp { deadlineDays forms } } }
  entries(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id category hours occurredOn lesson { id title } ${STEPS} } } } } }`
type Entry = { id: string; hours: number; category: string; lesson: { id: string }; steps: { step: string; value: number; note: string | null }[] }
type Year = { entries: { nodes: Entry[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } }; [field: string]: unknown }
const yearOf = async (subject: string, person: Person, page: object = { first: 50 }) =>
  (await (await stack.as(subject)).request<{ member: { hours: Year | null } | null }>(YEAR, { id: person.id, ...page })).member?.hours
const recalculate = (place: Place) => act(governor, "recalculateHours", { organisation: place.id, year: 2026 })
const valuesOf = (year: Year | null | undefined, lesson: Thing) =>
  year?.entries.nodes.filter((one) => one.lesson.id === lesson.id).map(({ steps }) => steps.map(({ value }) => value))

/** Wang's year: late, left early, online beyond its cap, a make-up, two lessons at once, and a day with more than eight hours. */
async function wangYear() {
  const place = await world.organisation(world.community)
  const wang = await world.member(place)
  const at = (day: string, category: string, planned: number) => hours.heldLesson(place, day, { category, hours: planned })
  const lessons = {
    late: await at("2026-03-01T09:00:00+08:00", "PARTY_LECTURE", 2),
    early: await at("2026-03-02T09:00:00+08:00", "THEME_DAY", 2),
    forgiven: await at("2026-03-03T09:00:00+08:00", "THEME_DAY", 2),
    online: await at("2026-03-04T09:00:00+08:00", "ONLINE", 3),
    missed: await at("2026-03-05T09:00:00+08:00", "PARTY_LECTURE", 3),
    course: await at("2026-03-06T09:00:00+08:00", "INTENSIVE", 7),
    meanwhile: await at("2026-03-06T15:00:00+08:00", "PARTY_LECTURE", 2),
    evening: await at("2026-03-06T19:00:00+08:00", "PARTY_LECTURE", 3),
    tooLate: await at("2026-03-07T09:00:00+08:00", "PARTY_LECTURE", 4),
  }
  await hours.fact(wang, lessons.late, { state: "LATE", minutes: 95, arrivedAt: "2026-03-01T09:25:00+08:00" })
  await hours.fact(wang, lessons.early, { state: "LEFT_EARLY", minutes: 70, leftAt: "2026-03-02T10:10:00+08:00" })
  await hours.fact(wang, lessons.forgiven, { state: "LATE", minutes: 116, arrivedAt: "2026-03-03T09:04:00+08:00" })
  await hours.fact(wang, lessons.online, { state: "ONLINE", minutes: 180 })
  await hours.fact(wang, lessons.missed, { state: "ABSENT" })
  await hours.fact(wang, lessons.missed, { isMakeUp: true })
  await hours.fact(wang, lessons.course)
  await hours.fact(wang, lessons.meanwhile)
  await hours.fact(wang, lessons.evening)
  await hours.fact(wang, lessons.tooLate, { state: "LATE", minutes: 170, arrivedAt: "2026-03-07T10:10:00+08:00" })
  await recalculate(place)
  return { place, wang, lessons }
}

describe("what a year is added up from", () => {
  test("is shown fact by fact and step by step, with what decided", async () => {
    const { wang, lessons } = await wangYear()
    const year = await yearOf(wang.subject, wang)
    expect(year).toMatchObject({
      role: "MEMBER",
      isRequired: true,
      required: 32,
      requiredIntensiveSessions: 0,
      intensive: 7,
      collective: 5.5,
      onlineRaw: 3,
      onlineCounted: 2,
      makeUp: 1.5,
      credited: 16,
    })
    // MINUTES, CREDITABLE, RAW, ROUNDED, OVERLAP, LESSON_CAP, DAILY_CAP, ONLINE_CAP, COUNTED
    expect(valuesOf(year, lessons.late)).toEqual([[95, 95, 1.58, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]])
    expect(valuesOf(year, lessons.early)).toEqual([[70, 70, 1.17, 1, 1, 1, 1, 1, 1]])
    expect(valuesOf(year, lessons.forgiven)).toEqual([[116, 120, 2, 2, 2, 2, 2, 2, 2]])
    expect(valuesOf(year, lessons.online)).toEqual([[180, 180, 3, 3, 3, 3, 3, 2, 2]])
    expect(valuesOf(year, lessons.missed)).toEqual([[180, 180, 3, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5]])
    expect(valuesOf(year, lessons.course)).toEqual([[420, 420, 7, 7, 7, 7, 7, 7, 7]])
    // Nine to four is taken: of three to five, the first hour.
    expect(valuesOf(year, lessons.meanwhile)).toEqual([[120, 120, 2, 2, 1, 1, 0, 0, 0]])
    expect(valuesOf(year, lessons.evening)).toEqual([[180, 180, 3, 3, 3, 3, 1, 1, 1]])
    expect(valuesOf(year, lessons.tooLate)).toEqual([[170, 0, 0, 0, 0, 0, 0, 0, 0]])
    const notes = Object.fromEntries(
      Object.entries(lessons).map(([name, lesson]) => [
        name,
        year?.entries.nodes
          .find((one) => one.lesson.id === lesson.id)
          ?.steps.filter(({ step }) => !["RAW", "ROUNDED"].includes(step))
          .flatMap(({ note }) => note ?? []),
      ]),
    )
    expect(notes).toEqual({
      late: ["There for a part: by the minute."],
      early: ["There for a part: by the minute."],
      forgiven: ["Late within 5 minutes, or left within 5 before the end: costs nothing."],
      online: ["There throughout: all of what was planned.", "Online hours count up to 6.25% of 32 hours."],
      missed: ["There throughout: all of what was planned."],
      course: ["There throughout: all of what was planned."],
      meanwhile: ["There throughout: all of what was planned.", "Earned already in the same minutes by another lesson.", "At most 8 hours a day."],
      evening: ["There throughout: all of what was planned.", "At most 8 hours a day."],
      tooLate: ["Late by more than 60, or gone by more than – minutes too soon: counts as absent."],
    })
    expect(year?.entries.nodes.reduce((sum, one) => sum + one.hours, 0)).toBe(16)
    expect(year?.["ruleSet"]).toMatchObject({ parameters: { minutesPerHour: 60, onlineCapShare: 0.0625, makeUp: { deadlineDays: 30 } } })
  })

  test("comes in pages, by day", async () => {
    const { wang } = await wangYear()
    const first = await yearOf(wang.subject, wang, { first: 4 })
    const second = await yearOf(wang.subject, wang, { first: 4, after: first?.entries.pageInfo.endCursor })
    const third = await yearOf(wang.subject, wang, { first: 4, after: second?.entries.pageInfo.endCursor })
    const all = await yearOf(wang.subject, wang)
    expect(first?.entries).toMatchObject({ totalCount: 9, pageInfo: { hasNextPage: true } })
    expect(third?.entries.pageInfo.hasNextPage).toBe(false)
    expect([first, second, third].flatMap((page) => page?.entries.nodes.map(({ id }) => id))).toEqual(all?.entries.nodes.map(({ id }) => id))
    const bad = await (
      await stack.as(wang.subject)
    )
      .request(YEAR, { id: wang.id, after: "x" })
      .catch((error: { response: { errors: { extensions: { code: string } }[] } }) => error.response.errors[0]?.extensions.code)
    expect(bad).toBe("BAD_USER_INPUT")
  })

  test("is for the person and for those over the branch, and for nobody else", async () => {
    const { place, wang } = await wangYear()
    const all = await yearOf(wang.subject, wang)
    for (const subject of [await world.staff("RECORDER", place), await world.staff("AUDITOR", world.district)])
      expect(await yearOf(subject, wang)).toMatchObject({ credited: all?.["credited"], entries: { totalCount: 9 } })
    for (const subject of [(await world.member(place)).subject, await world.staff("ADMIN", branch)]) expect(await yearOf(subject, wang)).toBeFalsy()
  })

  test("costs as many statements for fifty people as for two", async () => {
    const place = await world.organisation(world.community)
    const two = await world.organisation(world.community)
    for (const [at, count] of [
      [place, 50],
      [two, 2],
    ] as const) {
      const lesson = await hours.heldLesson(at, "2026-05-01T09:00:00+08:00")
      for (let person = 0; person < count; person += 1) await hours.fact(await world.member(at), lesson)
      await recalculate(at)
    }
    const roster = `query ($id: ID!) { organisation(id: $id) { members(first: 50) { nodes { id hours(year: 2026) { credited ruleSet { title } entries(first: 5) { totalCount nodes { hours lesson { id title } ${STEPS} } } } } } } }`
    const costOf = async (at: Place) => {
      // Somebody who is not known yet: who asks is read in each.
      const auditor = await stack.as(await world.staff("AUDITOR", world.city))
      return (await stack.costOf(() => auditor.request(roster, { id: at.id }))).statements
    }
    expect(await costOf(place)).toBe(await costOf(two))
  })

  test("names training that goes on over New Year apart in each year", async () => {
    const place = await world.organisation(world.community)
    const wang = await world.member(place)
    const when = new Date("2026-01-05T00:00:00Z")
    const training = await world.insert("attendance.external_training", {
      member_id: wang.uuid,
      organiser_name: "市委党校",
      title: "进修班",
      form: "OFF_JOB",
      category: "INTENSIVE",
      starts_on: "2025-12-31",
      ends_on: "2026-01-01",
      hours: 12,
      evidence: [],
      state: "APPROVED",
      submitted_at: when,
      submitted_by_id: wang.uuid,
      submitted_by: "王春梅",
    })
    const entry = {
      member_id: wang.uuid,
      state: "PRESENT",
      category: "INTENSIVE",
      minutes: 720,
      planned_hours: 12,
      held_on: "2025-12-31",
      training_id: training,
    }
    const id = await world.insert("attendance.entry", { ...entry, occurred_at: when, recorded_at: when, source: "EXTERNAL" })
    await recalculate(place)
    const year = await yearOf(wang.subject, wang)
    expect(year?.entries.nodes).toMatchObject([
      { id: `${toTypeId("entry", id)}.2026`, category: "INTENSIVE", hours: 6, lesson: null, occurredOn: "2025-12-31" },
    ])
  })
})
