import { readFileSync } from "node:fs"
import type { GraphQLClient } from "graphql-request"
import { beforeAll, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const CONTRACT = readFileSync(new URL("../operations/schedule-lesson.graphql", import.meta.url), "utf8")
const SUGGEST = CONTRACT.slice(CONTRACT.indexOf("query SuggestSlots"))
const SCHEDULE = CONTRACT.slice(CONTRACT.indexOf("mutation ScheduleLesson"), CONTRACT.indexOf("# ScheduleLessonInput"))

type Slot = { startsAt: string; endsAt: string; venue: { id: string } | null; teachers: { id: string; name: string }[]; score: number; reasons: string[] }
type Answer = { suggestSlots: { slots: Slot[]; rejected: { startsAt: string; reason: string }[] } | null }

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

const WEEK = { from: "2026-11-23T00:00:00+08:00", to: "2026-11-30T00:00:00+08:00" }

/** A community with a room, a teacher and two people, and its coordinator. */
async function slotWorld() {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const people = [await world.member(branch), await world.member(branch, { name: "李建国" })]
  const room = await world.venue(world.community)
  const zhao = await world.teacher(world.community)
  const client = await stack.as(await world.staff("COORDINATOR", world.community))
  const ask = async (input: object, as: GraphQLClient = client) => (await as.request<Answer>(SUGGEST, { input })).suggestSlots
  const wanted = { organiser: world.community.id, durationMinutes: 120, ...WEEK }
  return { world, branch, people, room, zhao, client, ask, wanted }
}

test("the best comes first: the asked time where it is free, with the reasons", async () => {
  const { world, room, zhao, ask, wanted } = await slotWorld()
  const answer = await ask({
    ...wanted,
    startsAt: "2026-11-25T14:00:00+08:00",
    teachers: [zhao.id],
    audience: { organisations: [world.community.id] },
    first: 50,
  })
  expect(answer?.slots[0]).toEqual({
    startsAt: "2026-11-25T14:00:00+08:00",
    endsAt: "2026-11-25T16:00:00+08:00",
    venue: { id: room.id, name: "一号教室" },
    teachers: [{ id: zhao.id, name: "赵老师" }],
    score: 85,
    reasons: ["workday", "the time that was asked", "room holds 60 for 2"],
  })
  expect(answer?.rejected).toEqual([])
  const scores = answer?.slots.map(({ score }) => score) ?? []
  expect(scores).toHaveLength(50)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
})

test("the asked time says why it will not do, and the nearest free one is proposed", async () => {
  const { world, people, room, zhao, ask, wanted } = await slotWorld()
  await world.lesson(world.community, "2026-11-25T14:00:00+08:00", { venue: room, teachers: [zhao], expected: people.slice(0, 1) })
  const asked = { ...wanted, startsAt: "2026-11-25T14:00:00+08:00", teachers: [zhao.id], audience: { organisations: [world.community.id] } }
  const answer = await ask(asked)
  expect(answer?.rejected.slice(0, 3)).toEqual([
    { startsAt: "2026-11-25T14:00:00+08:00", reason: "一号教室 is taken by another lesson." },
    { startsAt: "2026-11-25T14:00:00+08:00", reason: "赵老师 is taken by another lesson." },
    { startsAt: "2026-11-25T14:00:00+08:00", reason: "1 of 2 people have another lesson" },
  ])
  expect(
    answer?.slots
      .map(({ startsAt }) => startsAt)
      .slice(0, 2)
      .sort(),
  ).toEqual(["2026-11-25T12:00:00+08:00", "2026-11-25T16:00:00+08:00"])
})

test("rooms that are closed, not open, too small or not shared are left out; a shared one is proposed with its priority", async () => {
  const { world, room, ask, wanted } = await slotWorld()
  const other = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const [shared, foreign] = [await world.venue(other, "共用教室"), await world.venue(other, "外单位教室")]
  await world.insert("courses.venue_sharing", { venue_id: shared.uuid, organisation_id: world.community.uuid, priority: 2 }, false)
  await world.insert("courses.venue_opening", { venue_id: room.uuid, weekday: 3, from_minute: 540, to_minute: 720 }, false)
  await world.insert("courses.venue_closure", {
    venue_id: room.uuid,
    starts_at: new Date("2026-11-25T11:00:00+08:00"),
    ends_at: new Date("2026-11-25T12:00:00+08:00"),
    reason: "检修",
  })
  const answer = await ask({ ...wanted, first: 50 })
  const inRoom = answer?.slots.filter(({ venue }) => venue?.id === room.id).map(({ startsAt }) => startsAt)
  expect(inRoom).toEqual(["2026-11-25T09:00:00+08:00"])
  expect(answer?.slots.find(({ venue }) => venue?.id === shared.id)?.reasons).toContain("共用教室 is shared with the organiser, priority 2")
  expect(answer?.slots.some(({ venue }) => venue?.id === foreign.id)).toBe(false)
  expect(await ask({ ...wanted, expectedCount: 61 })).toMatchObject({
    slots: [],
    rejected: expect.arrayContaining([{ startsAt: expect.any(String), reason: "一号教室 has 60 places for 61 people." }]) as object,
  })
  await expect(ask({ ...wanted, venues: [foreign.id] })).rejects.toThrow("not the organiser's to choose")
})

test("a teacher who avoids evenings is put there only when nothing else is left", async () => {
  const { world, zhao, ask, wanted } = await slotWorld()
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await world.insert("courses.teacher_availability", { teacher_id: zhao.uuid, weekday, from_minute: 1080, to_minute: 1440, kind: "AVOIDED" }, false)
  const day = { ...wanted, from: "2026-11-25T00:00:00+08:00", to: "2026-11-26T00:00:00+08:00", teachers: [zhao.id], preferredParts: ["EVENING"], first: 50 }
  const answer = await ask(day)
  const evenings = answer?.slots.filter(({ reasons }) => reasons.includes("赵老师 would rather not teach then")) ?? []
  expect(evenings.length).toBeGreaterThan(0)
  expect(answer?.slots.slice(-evenings.length)).toEqual(evenings)
  const late = { ...day, from: "2026-11-25T17:30:00+08:00", to: "2026-11-25T20:00:00+08:00" }
  expect((await ask(late))?.slots.map(({ startsAt }) => startsAt)).toEqual(["2026-11-25T18:00:00+08:00", "2026-11-25T17:30:00+08:00"])
})

test("of the hours that a teacher avoids only those are proposed that lie within the hours at which they can", async () => {
  const { world, zhao, ask, wanted } = await slotWorld()
  const times = { teacher_id: zhao.uuid, weekday: 3 }
  await world.insert("courses.teacher_availability", { ...times, from_minute: 1_020, to_minute: 1_140, kind: "AVAILABLE" }, false)
  await world.insert("courses.teacher_availability", { ...times, from_minute: 1_080, to_minute: 1_320, kind: "AVOIDED" }, false)
  const day = {
    ...wanted,
    from: "2026-11-25T00:00:00+08:00",
    to: "2026-11-26T00:00:00+08:00",
    durationMinutes: 60,
    teachers: [zhao.id],
    latestHour: 22,
    first: 50,
  }
  expect((await ask(day))?.slots.map(({ startsAt }) => startsAt.slice(11, 16))).toEqual(["17:00", "17:30", "18:00"])
})

test("of the teachers of a subject the one who is free and has least to do is chosen", async () => {
  const { world, zhao, ask, wanted } = await slotWorld()
  const qian = await world.teacher(world.street, "钱老师")
  await world.lesson(world.street, "2026-11-02T09:00:00+08:00", { teachers: [zhao] })
  await world.lesson(world.street, "2026-11-25T09:00:00+08:00", { teachers: [qian] })
  await world.lesson(world.street, "2026-11-26T09:00:00+08:00", { teachers: [qian] })
  const answer = await ask({ ...wanted, subject: "党史", first: 50 })
  expect(answer?.slots[0]?.teachers.map(({ name }) => name)).toEqual(["赵老师"])
  const away = { starts_at: new Date("2026-11-20T00:00:00+08:00"), ends_at: new Date("2026-12-20T00:00:00+08:00") }
  await world.insert("courses.teacher_absence", { teacher_id: zhao.uuid, ...away, reason: null })
  expect((await ask({ ...wanted, subject: "党史" }))?.slots[0]?.teachers.map(({ id }) => id)).toEqual([qian.id])
  expect((await ask({ ...wanted, subject: "书法" }))?.slots).toEqual([])
})

test("a Sunday that is worked counts as a workday, a holiday and a time kept free are never proposed, an unknown year is said", async () => {
  const { world, ask, wanted } = await slotWorld()
  await world.insert("courses.blocked_time", {
    organisation_id: world.street.uuid,
    organisation_path: world.street.path,
    starts_at: new Date("2027-01-05T00:00:00+08:00"),
    ends_at: new Date("2027-01-06T00:00:00+08:00"),
    reason: "换届选举日",
  })
  const answer = await ask({ ...wanted, from: "2027-01-05T00:00:00+08:00", to: "2027-01-07T00:00:00+08:00", startsAt: "2027-01-05T09:00:00+08:00" })
  expect(answer?.rejected).toEqual([{ startsAt: "2027-01-05T09:00:00+08:00", reason: "this time is kept free: 换届选举日" }])
  expect(answer?.slots[0]?.startsAt.slice(0, 10)).toBe("2027-01-06")
  expect(answer?.slots[0]?.reasons).toContain("the holidays of 2027 are not announced yet")
})

test("a lesson to move does not stand in its own way, and takes its periods, people and teachers along", async () => {
  const { world, people, room, zhao, ask } = await slotWorld()
  const lesson = await world.lesson(world.community, "2026-11-25T14:00:00+08:00", { venue: room, teachers: [zhao], expected: people })
  await world.lesson(world.community, "2026-11-25T16:00:00+08:00", { expected: people.slice(1) })
  const answer = await ask({ lesson: lesson.id, ...WEEK, startsAt: "2026-11-25T14:30:00+08:00", first: 1 })
  expect(answer?.slots).toMatchObject([{ startsAt: "2026-11-25T14:00:00+08:00", venue: { id: room.id }, teachers: [{ id: zhao.id }] }])
  expect(answer?.rejected[0]).toEqual({ startsAt: "2026-11-25T14:30:00+08:00", reason: "1 of 2 people have another lesson" })
})

test("only who plans at the organiser is answered; hidden and absent look the same", async () => {
  const { world, branch, ask, wanted, people, room } = await slotWorld()
  const lesson = await world.lesson(world.community, "2026-11-25T14:00:00+08:00", { venue: room })
  const elsewhere = await newWorld(url)
  const subjects = [
    await world.staff("RECORDER", world.community),
    await world.staff("AUDITOR", world.city),
    await world.staff("COORDINATOR", branch),
    await elsewhere.staff("ADMIN", elsewhere.city),
    people[0]?.subject ?? "",
  ]
  for (const subject of subjects) {
    expect(await ask(wanted, await stack.as(subject))).toBeNull()
    expect(await ask({ lesson: lesson.id, ...WEEK }, await stack.as(subject))).toBeNull()
  }
  for (const role of ["COORDINATOR", "SECRETARY", "ADMIN"] as const) {
    expect((await ask(wanted, await stack.as(await world.staff(role, world.street))))?.slots).toHaveLength(10)
  }
  const { id } = await elsewhere.lesson(elsewhere.community, "2026-11-25T14:00:00+08:00")
  expect(await ask({ lesson: id, ...WEEK })).toBeNull()
  await expect(ask({ ...wanted, audience: { organisations: [elsewhere.community.id] } })).rejects.toThrow("no such organisation")
})

test("what cannot be asked is refused with the field that is wrong", async () => {
  const { ask, wanted, room } = await slotWorld()
  const wrong: [object, string][] = [
    [{ ...WEEK, durationMinutes: 60 }, "input.organiser"],
    [{ ...wanted, durationMinutes: null }, "input.durationMinutes"],
    [{ ...wanted, durationMinutes: 0 }, "input.durationMinutes"],
    [{ ...wanted, durationMinutes: 721 }, "input.durationMinutes"],
    [{ ...wanted, to: wanted.from }, "input.to"],
    [{ ...wanted, to: "2027-01-24T00:00:01+08:00" }, "input.to"],
    [{ ...wanted, first: 51 }, "input.first"],
    [{ ...wanted, organiser: room.id }, "input.organiser"],
    [{ ...wanted, venue: "venue_x" }, "input.venues.0"],
    [{ ...wanted, preferredWeekdays: [8] }, "input.preferredWeekdays.0"],
    [{ ...wanted, earliestHour: 20 }, "input.latestHour"],
    [{ ...wanted, startsAt: "2030-01-01T00:00:00+08:00" }, "input.startsAt"],
  ]
  for (const [input, path] of wrong) await expect(ask(input)).rejects.toThrow(path)
  expect(await ask({ ...wanted, from: "2026-11-01T00:00:00+08:00", to: "2026-11-02T00:00:00+08:00" })).toEqual({ slots: [], rejected: [] })
})

test("no proposal clashes by the rule by which lessons are scheduled, and two months cost as many statements as a day", async () => {
  const { world, people, client, ask, wanted, room, zhao } = await slotWorld()
  const qian = await world.teacher(world.community, "钱老师")
  let seed = 7
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let made = 0; made < 40; made += 1) {
    const start = new Date(Date.parse("2026-11-23T08:00:00+08:00") + random(5) * 86_400_000 + random(20) * 1_800_000).toISOString()
    const teachers = random(2) ? [random(2) ? zhao : qian] : []
    await world.lesson(world.street, start, { status: "DRAFT", venue: room, teachers, expected: people.slice(0, random(3)) })
    await world.client.query(`UPDATE courses.lesson SET status = 'PUBLISHED' WHERE organiser_id = $1`, [world.street.uuid])
  }
  const question = { ...wanted, subject: "党史", audience: { organisations: [world.community.id] }, first: 50 }
  const answer = await ask(question)
  expect(answer?.slots.length).toBeGreaterThan(0)
  for (const { startsAt, endsAt, venue, teachers } of answer?.slots ?? []) {
    const input = {
      organiser: world.community.id,
      title: "试排",
      plannedHours: 2,
      startsAt,
      endsAt,
      venue: venue?.id,
      teachers: teachers.map(({ id }) => id),
      audience: { organisations: [world.community.id] },
    }
    const { scheduleLesson } = await client.request<{ scheduleLesson: { warnings: { code: string }[] } }>(SCHEDULE, { input })
    expect(scheduleLesson.warnings.filter(({ code }) => /^(VENUE|TEACHER|ATTENDEES|CAPACITY|CALENDAR)$/.test(code))).toEqual([])
    await world.client.query("DELETE FROM courses.booking WHERE lesson_id IN (SELECT id FROM courses.lesson WHERE title = '试排')")
  }
  const day = { ...question, to: "2026-11-24T00:00:00+08:00" }
  await ask(day)
  const [short, long] = [await stack.costOf(() => ask(day)), await stack.costOf(() => ask({ ...question, to: "2027-01-24T00:00:00+08:00" }))]
  expect(long.statements).toBe(short.statements)
  expect(short.statements).toBe(9)
})

test("a lesson that clashes is answered with other times for its people and teachers, its own room first; nothing is written", async () => {
  const { world, people, client, room, zhao } = await slotWorld()
  await world.venue(world.community, "二号教室")
  await world.lesson(world.community, "2026-11-25T14:00:00+08:00", { venue: room, expected: people })
  const input = {
    organiser: world.community.id,
    title: "主题党日",
    plannedHours: 2,
    startsAt: "2026-11-25T15:00:00+08:00",
    endsAt: "2026-11-25T17:00:00+08:00",
    venue: room.id,
    teachers: [zhao.id],
    audience: { organisations: [world.community.id] },
    publish: true,
  }
  const { scheduleLesson } = await client.request<{ scheduleLesson: { suggestions: Slot[] } }>(SCHEDULE, { input })
  expect(scheduleLesson).toMatchObject({ __typename: "ScheduleConflict" })
  expect(scheduleLesson.suggestions).toHaveLength(5)
  expect(scheduleLesson.suggestions[0]).toEqual({
    startsAt: "2026-11-25T16:00:00+08:00",
    endsAt: "2026-11-25T18:00:00+08:00",
    venue: { id: room.id, name: "一号教室" },
    score: 88,
    reasons: ["workday", "on the day that was asked", "the room that was asked", "room holds 60 for 2"],
  })
  for (const { startsAt, endsAt, venue } of scheduleLesson.suggestions) {
    const tried = { ...input, startsAt, endsAt, venue: venue?.id, publish: false }
    expect(await client.request(SCHEDULE, { input: tried })).toMatchObject({ scheduleLesson: { warnings: [] } })
    await world.client.query("DELETE FROM courses.booking WHERE lesson_id IN (SELECT id FROM courses.lesson WHERE title = '主题党日')")
  }
})
