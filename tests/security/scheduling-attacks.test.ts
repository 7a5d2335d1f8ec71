import { describe, expect, test } from "vitest"
import { newId } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { everyAct } from "../kit/every-act.ts"
import { lessonBooks } from "../kit/lessons.ts"
import { pause } from "../kit/program.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [east, west] = [await world.organisation(world.street, { name: "东社区" }), await world.organisation(world.street, { name: "西社区" })]
const [hostile, planner] = [await world.staff("COORDINATOR", east), await world.staff("COORDINATOR", west)]
const { act } = everyAct(stack, world, hostile)
const SECRET = "密"
const [mine, theirs] = [await world.member(east, { name: "东人" }), await world.member(west, { name: `西人${SECRET}` })]
const hall = await world.venue(world.street, "街道礼堂")
const [roomWest, lecturer] = [await world.venue(west, "西教室"), await world.teacher(world.street, "钱老师")]
const ask = async <Answer>(subject: string, query: string, variables: object = {}): Promise<Answer> =>
  (await stack.as(subject)).request<Answer>(query, variables)
const text = async (subject: string, query: string, variables: object = {}) => {
  const body = JSON.stringify({ query, variables })
  const headers = { authorization: `Bearer ${await stack.token(subject)}`, "content-type": "application/json" }
  return (await fetch(stack.url, { method: "POST", headers, body })).text()
}
const AT = { startsAt: "2026-12-01T09:00:00+08:00", endsAt: "2026-12-01T11:00:00+08:00" }
const lessonOf = (over: object = {}) => ({
  organiser: east.id,
  title: "东课",
  plannedHours: 2,
  category: "PARTY_LECTURE",
  mode: "FACE_TO_FACE",
  ...AT,
  ...over,
})
const CLASH =
  "... on ScheduleConflict { conflicts { kind message subjectName count minutes with { id title } members { id name } } suggestions { startsAt reasons venue { name } } }"
const WARNED = "... on LessonScheduled { lesson { id } warnings { code message } }"

describe("a coordinator beside", { timeout: 60_000 }, async () => {
  const secretLesson = await world.lesson(west, AT.startsAt, { title: `西课${SECRET}`, venue: hall, teachers: [lecturer], expected: [theirs, mine] })
  const secretDraft = await world.lesson(west, "2026-12-02T09:00:00+08:00", {
    title: `西稿${SECRET}`,
    status: "DRAFT",
    venue: hall,
    teachers: [lecturer],
    expected: [theirs],
  })
  for (const table of ["venue_closure", "blocked_time"])
    await world.insert(`courses.${table}`, {
      ...(table === "blocked_time" ? { organisation_id: west.uuid, organisation_path: west.path } : { venue_id: roomWest.uuid }),
      starts_at: "2026-12-03T00:00:00+08:00",
      ends_at: "2026-12-04T00:00:00+08:00",
      reason: `因${SECRET}`,
    })
  await world.insert("courses.teacher_absence", {
    teacher_id: lecturer.uuid,
    starts_at: "2026-12-03T00:00:00+08:00",
    ends_at: "2026-12-04T00:00:00+08:00",
    reason: `病${SECRET}`,
  })

  test("hears of what clashes that it is so, and when, but not what it is nor who goes there", async () => {
    const days = ["01", "02", "03"]
    for (const day of days) {
      const times = { startsAt: `2026-12-${day}T09:00:00+08:00`, endsAt: `2026-12-${day}T11:00:00+08:00` }
      const audience = { organisations: [east.id], members: [] }
      for (const publish of [true, false]) {
        const said = JSON.stringify(
          await act("scheduleLesson", lessonOf({ ...times, venue: hall.id, teachers: [lecturer.id], audience, publish }), hostile, `${CLASH} ${WARNED}`),
        )
        expect(said, `${day} ${publish}`).not.toContain(SECRET)
        expect(said).not.toContain(secretLesson.id)
        expect(said).not.toContain(secretDraft.id)
      }
    }
  })

  test("hears the same of slots", async () => {
    const input = {
      organiser: east.id,
      durationMinutes: 120,
      from: "2026-12-01T00:00:00+08:00",
      to: "2026-12-04T00:00:00+08:00",
      startsAt: AT.startsAt,
      venue: hall.id,
      teachers: [lecturer.id],
    }
    const said = await text(
      hostile,
      `query ($input: SuggestSlotsInput!) { suggestSlots(input: $input) { slots { startsAt reasons venue { name } teachers { name } } rejected { startsAt reason } } }`,
      { input },
    )
    expect(said).toContain("startsAt")
    expect(said).not.toContain(SECRET)
    const moved = await text(hostile, `query ($input: SuggestSlotsInput!) { suggestSlots(input: $input) { slots { startsAt } } }`, {
      input: { lesson: secretLesson.id, from: input.from, to: input.to },
    })
    const none = await text(hostile, `query ($input: SuggestSlotsInput!) { suggestSlots(input: $input) { slots { startsAt } } }`, {
      input: { lesson: newId("lesson"), from: input.from, to: input.to },
    })
    expect(moved).toBe(none)
  })

  test("takes nothing that is not theirs to take: rooms, people, classes, lessons of others", async () => {
    const before = await lessonBooks(world)
    const trainingClass = (await world.insert("courses.training_class", {
      organisation_id: west.uuid,
      organisation_path: west.path,
      level: "COMMUNITY",
      year: 2026,
      name: `西班${SECRET}`,
      starts_on: "2026-12-01",
      ends_on: "2026-12-31",
      planned_places: 10,
      hours: 8,
    })) as string
    const attempts: [string, Record<string, unknown>][] = [
      ["scheduleLesson", lessonOf({ organiser: west.id })],
      ["scheduleLesson", lessonOf({ venue: roomWest.id })],
      ["scheduleLesson", lessonOf({ sites: [roomWest.id] })],
      ["scheduleLesson", lessonOf({ venue: roomWest.id, recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } })],
      ["scheduleLesson", lessonOf({ audience: { organisations: [west.id] } })],
      ["scheduleLesson", lessonOf({ audience: { organisations: [world.street.id] } })],
      ["scheduleLesson", lessonOf({ audience: { members: [theirs.id] } })],
      ["publishLesson", { lesson: secretDraft.id, version: 1 }],
      ["cancelLesson", { lesson: secretLesson.id, version: 1, reason: "坏" }],
      ["cancelSeries", { lesson: secretLesson.id, version: 1, scope: "ALL", reason: "坏" }],
      ["updateLesson", { lesson: secretLesson.id, version: 1, title: "坏" }],
      ["rescheduleLesson", { lesson: secretLesson.id, version: 1, ...AT, reason: "坏" }],
      ["enrolInLesson", { lesson: secretLesson.id, member: theirs.id }],
      ["enrolInLesson", { lesson: secretLesson.id, member: mine.id }],
      ["withdrawFromLesson", { lesson: secretLesson.id, member: theirs.id, reason: "坏" }],
      ["openCalendarFeed", { subject: theirs.id }],
      ["openCalendarFeed", { subject: roomWest.id }],
      ["recordTeacherAbsence", { teacher: lecturer.id, ...AT, reason: "坏" }],
      ["closeVenue", { venue: roomWest.id, ...AT, reason: "坏" }],
    ]
    expect(trainingClass).toBeTruthy()
    for (const [mutation, input] of attempts) {
      const answer = await act(mutation, input, hostile)
      expect([mutation, answer.__typename, JSON.stringify(answer).includes(SECRET)]).toEqual([
        mutation,
        expect.stringMatching(/^(NotAllowed|InvalidInput)$/),
        false,
      ])
    }
    expect(await lessonBooks(world)).toBe(before)
  })

  test("moves a lesson of their own no further than they may schedule one", async () => {
    const own = (await act(
      "scheduleLesson",
      lessonOf({ startsAt: "2026-12-08T09:00:00+08:00", endsAt: "2026-12-08T11:00:00+08:00" }),
      hostile,
      WARNED,
    )) as unknown as { lesson: Thing }
    const before = await lessonBooks(world)
    const attempts: [string, Record<string, unknown>][] = [
      ["rescheduleLesson", { venue: roomWest.id, reason: "坏" }],
      ["updateLesson", { audience: { organisations: [west.id] } }],
      ["updateLesson", { audience: { members: [theirs.id] } }],
    ]
    for (const [mutation, input] of attempts)
      expect([mutation, (await act(mutation, { lesson: own.lesson.id, version: 1, ...input }, hostile)).__typename]).toEqual([mutation, "InvalidInput"])
    expect(await lessonBooks(world)).toBe(before)
  })

  test("plans nothing with rooms and people of others", async () => {
    const demand = { title: "党课", category: "PARTY_LECTURE", plannedHours: 1, durationMinutes: 60, lessonsEach: 1 }
    const base = { organisation: east.id, title: "十二月", from: "2026-12-01", to: "2026-12-31" }
    for (const part of [{ organisations: [west.id] }, { organisations: [world.street.id] }, { schoolsBelow: world.street.id }]) {
      const answer = await act("planTimetable", { ...base, demands: [{ ...demand, ...part }] }, hostile)
      expect([Object.keys(part), answer.__typename]).toEqual([Object.keys(part), "InvalidInput"])
    }
  })

  test("loses with the role what the role had begun: a draft, a feed, a plan", async () => {
    const lost = await world.staff("COORDINATOR", east)
    const draft = (await act(
      "scheduleLesson",
      lessonOf({ startsAt: "2026-12-09T09:00:00+08:00", endsAt: "2026-12-09T11:00:00+08:00" }),
      lost,
      WARNED,
    )) as unknown as { lesson: Thing }
    const key = { clientMutationKey: "k1" }
    const room = await world.venue(east)
    const opened = (await act("openCalendarFeed", { subject: room.id, ...key }, lost, "... on CalendarFeedOpened { url }")) as unknown as { url: string }
    expect((await fetch(new URL(opened.url, stack.url))).status).toBe(200)
    await world.client.query("UPDATE people.access_grant SET withdrawn_at = $2 WHERE account_id = (SELECT id FROM people.account WHERE subject = $1)", [
      lost,
      NOW,
    ])
    // A feed asks for the role each time; what is signed in believes it for five seconds.
    expect((await fetch(new URL(opened.url, stack.url))).status).toBe(404)
    await pause(5_500)
    expect((await act("publishLesson", { lesson: draft.lesson.id, version: 1 }, lost)).__typename).toBe("NotAllowed")
    expect((await act("openCalendarFeed", { subject: room.id, ...key }, lost)).__typename).toBe("NotAllowed")
  })

  test("learns of lists only who is theirs, by no order, cursor or count of people", async () => {
    const published = await world.lesson(world.street, "2026-12-10T09:00:00+08:00", {
      expected: [theirs, mine],
      waiting: [await world.member(west, { name: `候${SECRET}` })],
    })
    const said = await text(
      hostile,
      `{ lesson(id: "${published.id}") { enrolments(first: 100) { totalCount nodes { member { id name } reason waitingPosition } pageInfo { hasNextPage endCursor } } } }`,
    )
    expect(said).not.toContain(SECRET)
    expect(JSON.parse(said)).toMatchObject({ data: { lesson: { enrolments: { totalCount: 1, nodes: [{ member: { id: mine.id } }] } } } })
    expect(await ask(planner, `{ lesson(id: "${secretLesson.id}") { title } }`)).toEqual({ lesson: { title: `西课${SECRET}` } })
  })

  test("is not kept waiting by hundreds of plans of another: twenty of one account are under way at once", async () => {
    const demand = { title: "党课", category: "PARTY_LECTURE", plannedHours: 1, durationMinutes: 60, lessonsEach: 1, organisations: [east.id] }
    const input = { organisation: east.id, title: "十二月", from: "2026-12-01", to: "2026-12-31", demands: [demand] }
    const asked = []
    for (let at = 0; at < 22; at += 1) asked.push((await act("planTimetable", input, hostile)).__typename)
    expect(asked).toEqual([...Array.from({ length: 20 }, () => "TimetableAsked"), "InvalidInput", "InvalidInput"])
    await world.client.query("UPDATE courses.timetable_plan SET state = 'DONE'")
    expect((await act("planTimetable", input, hostile)).__typename).toBe("TimetableAsked")
  })

  test("writes no millions of places at once: a series for thousands is short", async () => {
    await world.client.query(
      `INSERT INTO people.member (id, code, name, name_pinyin, name_initials, sex, ethnicity, birth_on, education, stage, participation, applied_on, joined_on, full_on, branch_id, branch_path)
       SELECT gen_random_uuid(), 'x' || n, name, name_pinyin, name_initials, sex, ethnicity, birth_on, education, stage, participation, applied_on, joined_on, full_on, branch_id, branch_path
       FROM people.member, generate_series(1, 2100) n WHERE id = $1`,
      [mine.uuid],
    )
    await world.client.query(
      "INSERT INTO people.membership (id, member_id, organisation_id, organisation_path, participation, from_on) SELECT gen_random_uuid(), id, $1, $2, 'DIRECT', '2010-07-01' FROM people.member WHERE code LIKE 'x%'",
      [east.uuid, east.path],
    )
    const before = await lessonBooks(world)
    const series = (rule: string) =>
      act(
        "scheduleLesson",
        lessonOf({
          startsAt: "2027-01-05T09:00:00+08:00",
          endsAt: "2027-01-05T11:00:00+08:00",
          audience: { organisations: [east.id] },
          recurrence: { rule, skipHolidays: false },
        }),
        hostile,
      )
    const refused = await series("FREQ=DAILY;COUNT=200")
    expect(refused).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "recurrence.rule", message: expect.stringContaining("at most 400000") }] })
    expect(await lessonBooks(world)).toBe(before)
    expect((await series("FREQ=DAILY;COUNT=2")).__typename).toBe("LessonScheduled")
  })
})
