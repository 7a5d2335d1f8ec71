import { beforeEach, describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Answer, lessonActs, lessonBooks } from "../kit/lessons.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const planner = await stack.as(await world.staff("COORDINATOR", world.street))
const { schedule, publish, cancel } = lessonActs(planner)

let place: Awaited<ReturnType<typeof ground>>
/** A community of its own with a branch of three, a room and a teacher. */
async function ground() {
  const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const branch = await world.organisation(community)
  const people = [await world.member(branch), await world.member(branch), await world.member(branch)]
  return { community, branch, people, room: await world.venue(community), teacher: await world.teacher(community) }
}
beforeEach(async () => {
  place = await ground()
})
const at = (from: string, to: string, day = "2026-12-08") => ({ startsAt: `${day}T${from}:00+08:00`, endsAt: `${day}T${to}:00+08:00` })
const lesson = (from: string, to: string, overrides: object = {}) => ({
  organiser: place.community.id,
  title: "党课",
  category: "PARTY_LECTURE",
  plannedHours: 2,
  publish: true,
  ...at(from, to),
  ...overrides,
})
const kinds = ({ conflicts = [] }: Answer) => conflicts.map(({ kind, minutes }) => [kind, minutes])
const all = () => ({ venue: place.room.id, teachers: [place.teacher.id], audience: { organisations: [place.community.id] } })

describe("what clashes", () => {
  test("the same room, teacher and people: each by its kind, with the other lesson and the minutes in common", async () => {
    const first = await schedule(lesson("09:00", "11:00", { ...all(), title: "第一课" }))
    const before = await lessonBooks(world)
    const answer = await schedule(lesson("10:30", "12:00", all()))
    expect(answer).toMatchObject({
      __typename: "ScheduleConflict",
      message: "3 things clash (VENUE, TEACHER, ATTENDEES). Change the lesson, or override with a reason.",
    })
    const other = { id: first.lesson?.id, title: "第一课", ...at("09:00", "11:00") }
    expect(answer.conflicts).toEqual([
      { kind: "VENUE", minutes: 30, with: other, subjectName: "一号教室", count: null },
      { kind: "TEACHER", minutes: 30, with: other, subjectName: "赵老师", count: null },
      { kind: "ATTENDEES", minutes: 30, with: other, subjectName: null, count: 3 },
    ])
    expect(await lessonBooks(world)).toBe(before)
  })

  test("back to back is no clash", async () => {
    await schedule(lesson("09:00", "10:00", all()))
    expect(await schedule(lesson("10:00", "11:00", all()))).toMatchObject({ __typename: "LessonScheduled", warnings: [] })
    expect(await schedule(lesson("08:00", "09:00", all()))).toMatchObject({ __typename: "LessonScheduled", warnings: [] })
  })

  test("over midnight", async () => {
    await schedule(lesson("23:00", "00:00", { ...all(), endsAt: "2026-12-09T01:00:00+08:00" }))
    const next = lesson("00:30", "02:00", { ...all(), ...at("00:30", "02:00", "2026-12-09") })
    expect(kinds(await schedule(next))).toEqual([
      ["VENUE", 30],
      ["TEACHER", 30],
      ["ATTENDEES", 30],
    ])
    expect(await schedule({ ...next, ...at("01:00", "02:00", "2026-12-09") })).toMatchObject({ __typename: "LessonScheduled" })
  })

  test("a draft clashes with nothing and says so; published it clashes; overridden with a reason it stands, and the reason is kept with the clashes", async () => {
    await schedule(lesson("09:00", "11:00", all()))
    const draft = await schedule(lesson("09:00", "11:00", { ...all(), publish: false }))
    expect(draft.warnings?.map(({ code }) => code)).toEqual(["VENUE", "TEACHER", "ATTENDEES"])
    const input = { lesson: draft.lesson?.id, version: 1 }
    expect(kinds(await publish(input)).map(([kind]) => kind)).toEqual(["VENUE", "TEACHER", "ATTENDEES"])
    expect(await publish({ ...input, overrideReason: "合班上课" })).toMatchObject({
      __typename: "LessonScheduled",
      lesson: { status: "PUBLISHED", version: 2 },
      affected: { members: 3, teachers: 1 },
    })
    const { rows } = await world.client.query(
      "SELECT version, kind::text, override_reason, jsonb_array_length(overridden) AS clashes FROM courses.lesson_change WHERE version = 2",
    )
    expect(rows).toEqual([{ version: 2, kind: "PUBLISHED", override_reason: "合班上课", clashes: 3 }])
    // And what was overridden clashes with the next.
    expect(kinds(await schedule(lesson("10:00", "11:00", all()))).filter(([kind]) => kind === "VENUE")).toHaveLength(2)
  })

  test("a draft of others is a warning, what is cancelled is nothing", async () => {
    await schedule(lesson("09:00", "11:00", { ...all(), publish: false }))
    const stands = await schedule(lesson("09:00", "11:00", all()))
    expect(stands).toMatchObject({ __typename: "LessonScheduled", warnings: [{ code: "VENUE_IN_DRAFT" }, { code: "TEACHER_IN_DRAFT" }] })
    await cancel({ lesson: stands.lesson?.id, version: 1, reason: "教师生病" })
    expect(await schedule(lesson("09:00", "11:00", all()))).toMatchObject({ __typename: "LessonScheduled" })
  })

  test("a room that is closed or not open, a teacher who is away, bound or would rather not", async () => {
    const { room, teacher } = place
    const evening = { from_minute: 1080, to_minute: 1320 }
    await world.insert("courses.venue_opening", { venue_id: room.uuid, weekday: 2, from_minute: 480, to_minute: 720 }, false)
    await world.insert("courses.venue_closure", {
      venue_id: room.uuid,
      starts_at: "2026-12-08T11:00:00+08:00",
      ends_at: "2026-12-08T13:00:00+08:00",
      reason: "检修",
    })
    await world.insert("courses.teacher_absence", {
      teacher_id: teacher.uuid,
      starts_at: "2026-12-08T08:00:00+08:00",
      ends_at: "2026-12-08T09:15:00+08:00",
      reason: "住院",
    })
    await world.insert("courses.teacher_availability", { teacher_id: teacher.uuid, weekday: 2, from_minute: 480, to_minute: 1200, kind: "AVAILABLE" }, false)
    await world.insert("courses.teacher_availability", { teacher_id: teacher.uuid, weekday: 2, ...evening, kind: "AVOIDED" }, false)
    const only = { venue: room.id, teachers: [teacher.id] }
    expect(kinds(await schedule(lesson("09:00", "11:30", only)))).toEqual([
      ["VENUE", 30],
      ["TEACHER", 15],
    ])
    expect(kinds(await schedule(lesson("07:30", "08:00", only)))).toEqual([
      ["VENUE", 30],
      ["TEACHER", 30],
    ])
    expect(await schedule(lesson("19:00", "20:00", { teachers: [teacher.id] }))).toMatchObject({
      __typename: "LessonScheduled",
      warnings: [{ code: "TEACHER_AVOIDS" }],
    })
    expect(kinds(await schedule(lesson("19:30", "20:30", { teachers: [teacher.id] })))).toContainEqual(["TEACHER", 60])
    expect(await schedule(lesson("09:30", "11:00", only))).toMatchObject({ __typename: "LessonScheduled", warnings: [] })
  })

  test("a teacher with as many lessons that month as is said is a warning", async () => {
    await world.client.query("UPDATE courses.teacher SET lessons_per_month = 1 WHERE id = $1", [place.teacher.uuid])
    const only = { teachers: [place.teacher.id] }
    expect(await schedule(lesson("09:00", "10:00", only))).toMatchObject({ warnings: [] })
    expect(await schedule(lesson("14:00", "15:00", only))).toMatchObject({
      warnings: [{ code: "TEACHER_LOAD", message: expect.stringContaining("2 lessons that month, more than 1") }],
    })
    expect(await schedule(lesson("09:00", "10:00", { ...only, ...at("09:00", "10:00", "2026-11-30") }))).toMatchObject({ warnings: [] })
  })

  test("more people than places, of the lesson and of the room", async () => {
    await world.client.query("UPDATE courses.venue SET capacity = 2 WHERE id = $1", [place.room.uuid])
    const answer = await schedule(lesson("09:00", "10:00", all()))
    expect(answer.conflicts).toEqual([{ kind: "CAPACITY", minutes: 0, with: null, subjectName: "一号教室", count: 3 }])
    expect((await schedule(lesson("09:00", "10:00", { ...all(), capacity: 2 }))).conflicts).toEqual([
      { kind: "CAPACITY", minutes: 0, with: null, subjectName: null, count: 3 },
    ])
    const accepted = await schedule(lesson("09:00", "10:00", { ...all(), capacity: 2, overrideReason: "先到先得" }))
    expect(accepted).toMatchObject({ __typename: "LessonScheduled", lesson: { expectedCount: 2 }, warnings: [{ code: "CAPACITY" }] })
  })

  test("a public holiday, a time that an organisation above keeps free; a weekend is none", async () => {
    const onDay = (day: string) => schedule(lesson("09:00", "11:00", at("09:00", "11:00", day)))
    expect((await schedule(lesson("09:00", "11:00", { ...at("09:00", "11:00", "2026-10-01"), publish: false }))).warnings?.map(({ code }) => code)).toEqual([
      "CALENDAR",
      "PAST",
    ])
    expect(await onDay("2026-12-05")).toMatchObject({ __typename: "LessonScheduled", warnings: [] })
    const kept = { organisation_id: world.street.uuid, organisation_path: world.street.path, reason: "换届选举" }
    await world.insert("courses.blocked_time", { ...kept, starts_at: "2026-12-15T10:00:00+08:00", ends_at: "2026-12-15T18:00:00+08:00" })
    expect((await onDay("2026-12-15")).conflicts).toMatchObject([{ kind: "CALENDAR", minutes: 60, subjectName: "换届选举" }])
  })

  test("people: those who teach elsewhere, and a teacher who is expected elsewhere", async () => {
    const [wang] = place.people
    if (!wang) throw new Error("nobody")
    const asTeacher = await world.teacher(place.community, "王老师")
    await world.client.query("UPDATE courses.teacher SET member_id = $1 WHERE id = $2", [wang.uuid, asTeacher.uuid])
    await schedule(lesson("09:00", "10:00", { teachers: [asTeacher.id] }))
    expect((await schedule(lesson("09:00", "10:00", { audience: { organisations: [place.branch.id] } }))).conflicts).toMatchObject([
      { kind: "ATTENDEES", count: 1 },
    ])
    await schedule(lesson("14:00", "15:00", { audience: { members: [wang.id] } }))
    expect((await schedule(lesson("14:30", "15:30", { teachers: [asTeacher.id] }))).conflicts).toMatchObject([{ kind: "ATTENDEES", count: 1, minutes: 30 }])
  })

  test("a lesson that the viewer does not see: its times and kind, never its title; people outside are counted, not named", async () => {
    const others = await ground()
    await schedule({
      ...lesson("09:00", "11:00"),
      organiser: others.community.id,
      title: "保密",
      teachers: [place.teacher.id],
      audience: { organisations: [place.branch.id] },
    })
    const own = await stack.as(await world.staff("COORDINATOR", place.community))
    const document = `mutation ($input: ScheduleLessonInput!) { scheduleLesson(input: $input) { ... on ScheduleConflict { conflicts { kind startsAt endsAt count with { title } members { id } } } } }`
    const ask = async (client: typeof own) =>
      (await client.request<{ scheduleLesson: { conflicts: object[] } }>(document, { input: lesson("09:00", "11:00", all()) })).scheduleLesson.conflicts
    const times = at("09:00", "11:00")
    const members = place.people.map(({ id }) => ({ id })).sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(await ask(own)).toEqual([
      { kind: "TEACHER", ...times, count: null, with: null, members: [] },
      { kind: "ATTENDEES", ...times, count: 3, with: null, members },
    ])
  })
})

describe("many at once", () => {
  test("of fifty who book one room at one time exactly one stands, and 49 hear what clashes", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => schedule(lesson("09:00", "11:00", { venue: place.room.id, title: `抢${index}` }))),
    )
    const winners = answers.filter(({ __typename }) => __typename === "LessonScheduled")
    expect(winners).toHaveLength(1)
    const lost = answers.filter(({ __typename }) => __typename === "ScheduleConflict")
    expect(lost).toHaveLength(49)
    expect(new Set(lost.map(({ conflicts }) => JSON.stringify(conflicts?.map((one) => [one.kind, one.with?.id]))))).toEqual(
      new Set([JSON.stringify([["VENUE", winners[0]?.lesson?.id]])]),
    )
    expect((await world.client.query("SELECT 1 FROM courses.booking WHERE resource_id = $1", [place.room.uuid])).rowCount).toBe(1)
  }, 60_000)

  test("two rooms in opposite order, many times over: no deadlock, one stands", async () => {
    const other = await world.venue(place.community, "二号教室")
    const pair = (flip: boolean) => (flip ? { venue: place.room.id, sites: [other.id] } : { venue: other.id, sites: [place.room.id] })
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => schedule(lesson("09:00", "11:00", pair(index % 2 === 0)))))
    expect(answers.filter(({ __typename }) => __typename === "LessonScheduled")).toHaveLength(1)
    expect(answers.filter(({ __typename }) => __typename === "ScheduleConflict")).toHaveLength(19)
  }, 60_000)

  test("whoever books without holding the room is stopped by the database, and whoever lost to them hears what clashes", async () => {
    const { Client } = (await import("pg")).default
    const rival = new Client(url)
    await rival.connect()
    const organiser = { organiser_id: place.community.uuid, organiser_path: place.community.path }
    const times = { starts_at: "2026-12-08T09:00:00+08:00", ends_at: "2026-12-08T11:00:00+08:00" }
    const id = await world.insert("courses.lesson", {
      title: "抢先",
      category: "ONLINE",
      mode: "ONLINE",
      status: "PUBLISHED",
      planned_hours: 1,
      ...organiser,
      ...times,
    })
    await rival.query("BEGIN")
    await rival.query("INSERT INTO courses.booking VALUES ($1, 1, $2, 'VENUE', $3, $4, true)", [id, place.room.uuid, times.starts_at, times.ends_at])
    const waiting = schedule(lesson("10:00", "12:00", { venue: place.room.id }))
    await new Promise((resolve) => setTimeout(resolve, 300))
    await rival.query("COMMIT")
    await rival.end()
    expect((await waiting).conflicts).toMatchObject([{ kind: "VENUE", minutes: 60, with: { id: expect.any(String), title: "抢先" } }])
  })
})

describe("cost", () => {
  test("a clash check is as many statements for one person and one period as for many of both", async () => {
    const small = lesson("09:00", "10:00", { ...all(), audience: { members: [place.people[0]?.id] } })
    const twelve = Array.from({ length: 12 }, (_, hour) =>
      at(`${String(hour + 8).padStart(2, "0")}:00`, `${String(hour + 8).padStart(2, "0")}:45`, "2026-12-09"),
    )
    const large = { ...lesson("09:00", "10:00", all()), periods: twelve, startsAt: null, endsAt: null }
    const cost = async (input: object) => (await stack.costOf(() => schedule(input))).statements
    expect(await cost(large)).toBe(await cost(small))
  })
})
