import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { lessonActs, lessonBooks } from "../kit/lessons.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const [wang, li] = [await world.member(branch), await world.member(branch, { name: "李建国" })]
const planner = await world.staff("COORDINATOR", world.street)
const { schedule } = lessonActs(await stack.as(planner))
const zhao = await world.teacher(world.community)

let day = 1
/** A lesson of the community on a day of its own, in a room of its own. */
const lesson = async (overrides: object = {}) => {
  day += 1
  const date = new Date(Date.UTC(2027, 2, day)).toISOString().slice(0, 10)
  const room = await world.venue(world.community, `教室${day}`)
  return {
    organiser: world.community.id,
    title: " 党章专题辅导 ",
    category: "PARTY_LECTURE",
    startsAt: `${date}T09:00:00+08:00`,
    endsAt: `${date}T11:00:00+08:00`,
    plannedHours: 2.5,
    venue: room.id,
    audience: { organisations: [world.community.id] },
    ...overrides,
  }
}
const rowsOf = async (sql: string, id: string) => (await world.client.query(sql, [id])).rows
const uuidOf = async (title: string) => (await world.client.query("SELECT id FROM courses.lesson WHERE title = $1", [title])).rows[0].id as string

describe("scheduling a lesson", () => {
  test("writes a draft with all that belongs to it, of which nobody is told", async () => {
    const partner = await world.organisation(world.community)
    const asked = await lesson({
      title: "草稿一课",
      teachers: [zhao.id],
      sites: [(await world.venue(world.community, "分会场")).id],
      coOrganisers: [
        {
          organisation: partner.id,
          name: "共建单位",
        },
        { name: "某公司" },
      ],
      capacity: 1,
      code: "DK-01",
      remark: "自带笔",
      isCounted: false,
      isOpenToEnrol: true,
    })
    expect(await schedule(asked)).toMatchObject({
      __typename: "LessonScheduled",
      lesson: { title: "草稿一课", version: 1, venue: { id: asked.venue }, expectedCount: 1, startsAt: asked.startsAt, endsAt: asked.endsAt },
      warnings: [{ code: "CAPACITY" }, { code: "CALENDAR_UNKNOWN" }],
    })
    const id = await uuidOf("草稿一课")
    expect(await rowsOf("SELECT kind::text, is_firm, period FROM courses.booking WHERE lesson_id = $1 ORDER BY kind::text", id)).toEqual([
      { kind: "TEACHER", is_firm: false, period: 1 },
      { kind: "VENUE", is_firm: false, period: 1 },
      { kind: "VENUE", is_firm: false, period: 1 },
    ])
    expect(
      await rowsOf("SELECT state::text, source::text, waiting_number FROM courses.enrolment WHERE lesson_id = $1 ORDER BY waiting_number NULLS FIRST", id),
    ).toEqual([
      { state: "EXPECTED", source: "AUDIENCE", waiting_number: null },
      { state: "WAITLISTED", source: "AUDIENCE", waiting_number: 1 },
    ])
    expect(await rowsOf("SELECT number, name FROM courses.lesson_co_organiser WHERE lesson_id = $1 ORDER BY number", id)).toEqual([
      { number: 1, name: "共建单位" },
      { number: 2, name: "某公司" },
    ])
    expect(await rowsOf("SELECT version, kind::text FROM courses.lesson_change WHERE lesson_id = $1", id)).toEqual([{ version: 1, kind: "SCHEDULED" }])
    expect(await rowsOf("SELECT 1 FROM courses.notice WHERE lesson_id = $1", id)).toEqual([])
    expect(await schedule(await lesson({ code: "DK-01" }))).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "code" }] })
  })

  test("published, tells everybody expected and its teachers, and announces it, once under a key", async () => {
    const asked = await lesson({ title: "发布一课", teachers: [zhao.id], publish: true, clientMutationKey: "k1" })
    const first = await schedule(asked)
    expect(first).toMatchObject({ __typename: "LessonScheduled", lesson: { expectedCount: 2 }, warnings: [{ code: "CALENDAR_UNKNOWN" }] })
    expect(await schedule(asked)).toEqual(first)
    const id = await uuidOf("发布一课")
    const told = await rowsOf("SELECT member_id, teacher_id, kind::text FROM courses.notice WHERE lesson_id = $1 ORDER BY member_id", id)
    expect(told).toEqual([
      ...[wang.uuid, li.uuid].sort().map((member_id) => ({ member_id, teacher_id: null, kind: "PUBLISHED" })),
      { member_id: null, teacher_id: zhao.uuid, kind: "PUBLISHED" },
    ])
    expect(await rowsOf("SELECT type FROM courses.outbox_event WHERE lesson_id = $1", id)).toEqual([{ type: "lesson.published" }])
    expect(await rowsOf("SELECT is_firm FROM courses.booking WHERE lesson_id = $1", id)).toEqual([{ is_firm: true }, { is_firm: true }])
  })

  test("several periods: the lesson spans them, what lies between is free", async () => {
    const periods = ["09", "14"].map((hour) => ({ startsAt: `2026-12-07T${hour}:00:00+08:00`, endsAt: `2026-12-07T${hour}:50:00+08:00` }))
    const asked = { ...(await lesson({ publish: true })), periods: [...periods].reverse(), startsAt: null, endsAt: null }
    expect(await schedule(asked)).toMatchObject({ lesson: { startsAt: periods[0]?.startsAt, endsAt: periods[1]?.endsAt } })
    const between = { ...asked, periods: null, startsAt: periods[0]?.endsAt, endsAt: periods[1]?.startsAt }
    expect(await schedule(between)).toMatchObject({ __typename: "LessonScheduled", warnings: [] })
  })

  test("a course stands in for title, category and hours", async () => {
    const id = await world.insert("courses.course", {
      organisation_id: world.street.uuid,
      organisation_path: world.street.path,
      name: "党史十讲",
      kind: "LECTURE",
      category: "INTENSIVE",
      hours: 1.5,
    })
    const { toTypeId } = await import("../../subgraphs/shared/typeid.ts")
    const { title: _, category: __, plannedHours: ___, ...rest } = await lesson({ course: toTypeId("course", id) })
    expect(await schedule(rest)).toMatchObject({ lesson: { title: "党史十讲" } })
    expect(await rowsOf("SELECT category::text, planned_hours::float8 AS hours FROM courses.lesson WHERE course_id = $1", id)).toEqual([
      { category: "INTENSIVE", hours: 1.5 },
    ])
  })

  test("of the last month may be recorded, and nobody is told; of earlier ones not", async () => {
    const past = await lesson({ startsAt: "2026-11-10T09:00:00+08:00", endsAt: "2026-11-10T11:00:00+08:00", publish: true, title: "补录" })
    expect(await schedule(past)).toMatchObject({ __typename: "LessonScheduled", warnings: [{ code: "PAST" }] })
    expect(await rowsOf("SELECT 1 FROM courses.notice WHERE lesson_id = $1", await uuidOf("补录"))).toEqual([])
    const longPast = { ...past, startsAt: "2026-10-10T09:00:00+08:00", endsAt: "2026-10-10T11:00:00+08:00" }
    expect(await schedule(longPast)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "startsAt" }] })
  })
})

describe("what is not right is said at once, and nothing is written", () => {
  const NOWHERE = (kind: string) => `${kind}_00000000000000000000000000`
  test.each([
    [{ title: " " }, ["title"]],
    [{ title: "一".repeat(201) }, ["title"]],
    [{ title: "党\u0000课" }, ["title"]],
    [{ endsAt: "2027-03-01T09:00:00+08:00", startsAt: "2027-03-01T09:00:00+08:00" }, ["endsAt"]],
    [{ startsAt: "2027-03-01T09:00:00+08:00", endsAt: "2027-03-02T09:01:00+08:00" }, ["endsAt"]],
    [{ startsAt: "2027-03-01T09:00:30+08:00", endsAt: "2027-03-01T10:00:00+08:00" }, ["startsAt"]],
    [{ startsAt: null, endsAt: null }, ["periods"]],
    [{ plannedHours: 1.25 }, ["plannedHours"]],
    [{ plannedHours: null }, ["plannedHours"]],
    [{ capacity: 0 }, ["capacity"]],
    [{ teachers: [zhao.id, zhao.id] }, ["teachers.1"]],
    [
      { venue: NOWHERE("venue"), teachers: [NOWHERE("teacher")], school: NOWHERE("school"), course: NOWHERE("course"), trainingClass: NOWHERE("class") },
      ["venue", "teachers.0", "school", "trainingClass", "course"],
    ],
    [{ audience: { organisations: [NOWHERE("organisation")], members: [NOWHERE("member")] } }, ["audience.organisations.0", "audience.members.0"]],
    [{ title: "", plannedHours: 0.3, capacity: 0, overrideReason: "理由".repeat(1001) }, ["title", "plannedHours", "capacity", "overrideReason"]],
  ])("%j", async (wrong, paths) => {
    const asked = await lesson()
    const before = await lessonBooks(world)
    const answer = await schedule({ ...asked, ...wrong })
    expect(answer).toMatchObject({ __typename: "InvalidInput" })
    expect(answer.fields?.map(({ path }) => path)).toEqual(paths)
    expect(await lessonBooks(world)).toBe(before)
  })

  test("periods over each other, or over more than a week", async () => {
    const at = (hour: number, date = "2027-03-01") => ({ startsAt: `${date}T${hour}:00:00+08:00`, endsAt: `${date}T${hour + 2}:00:00+08:00` })
    expect(await schedule(await lesson({ periods: [at(10), at(11)] }))).toMatchObject({ fields: [{ path: "periods.1" }] })
    expect(await schedule(await lesson({ periods: [at(10), at(10, "2027-03-09")] }))).toMatchObject({ fields: [{ path: "periods" }] })
    expect(await schedule(await lesson({ periods: [at(10), at(12)] }))).toMatchObject({ __typename: "LessonScheduled" })
  })

  test("an id of another kind is no input at all", async () => {
    await expect(schedule(await lesson({ venue: wang.id }))).rejects.toThrow(/`input.venue` must be an id of the form venue_…/)
  })

  test("a venue that is not shared with the organiser, not in use; a teacher who no longer teaches", async () => {
    const elsewhere = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
    const room = await world.venue(elsewhere, "别处教室")
    expect(await schedule(await lesson({ venue: room.id }))).toMatchObject({ fields: [{ path: "venue", message: expect.stringContaining("not shared") }] })
    await world.insert("courses.venue_sharing", { venue_id: room.uuid, organisation_id: world.street.uuid, priority: 2 }, false)
    expect(await schedule(await lesson({ venue: room.id }))).toMatchObject({ __typename: "LessonScheduled" })
    await world.client.query("UPDATE courses.venue SET is_in_use = false WHERE id = $1", [room.uuid])
    expect(await schedule(await lesson({ venue: room.id }))).toMatchObject({
      fields: [{ path: "venue", message: expect.stringContaining("no longer in use") }],
    })
    const retired = await world.teacher(world.community, "孙老师")
    await world.client.query("UPDATE courses.teacher SET is_active = false WHERE id = $1", [retired.uuid])
    expect(await schedule(await lesson({ teachers: [retired.id] }))).toMatchObject({ fields: [{ path: "teachers.0" }] })
  })

  test("people of other organisations are as good as absent", async () => {
    const elsewhere = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
    const stranger = await world.member(await world.organisation(elsewhere))
    expect(await schedule(await lesson({ audience: { organisations: [elsewhere.id], members: [stranger.id] } }))).toMatchObject({
      fields: [{ path: "audience.organisations.0" }, { path: "audience.members.0" }],
    })
  })
})

describe("who may", () => {
  const asking = async (subject: string, organiser = world.community.id) =>
    lessonActs(await stack.as(subject)).schedule(await lesson({ organiser, venue: null, audience: null }))

  test.each(["COORDINATOR", "SECRETARY", "ADMIN"] as const)("%s at the organiser or above it", async (role) => {
    expect(await asking(await world.staff(role, world.community))).toMatchObject({ __typename: "LessonScheduled" })
    expect(await asking(await world.staff(role, world.city))).toMatchObject({ __typename: "LessonScheduled" })
  })

  test.each(["RECORDER", "AUDITOR"] as const)("%s may not", async (role) => {
    expect(await asking(await world.staff(role, world.community))).toMatchObject({ __typename: "NotAllowed" })
  })

  test("nor a planner below or elsewhere, a member, or anybody for nobody: all hear the same, and nothing is written", async () => {
    const below = await world.staff("COORDINATOR", branch)
    const elsewhere = await world.staff("ADMIN", await world.organisation(world.street))
    const before = await lessonBooks(world)
    const answers = [await asking(below), await asking(elsewhere), await asking(wang.subject), await asking(planner, "organisation_00000000000000000000000000")]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
    expect(await lessonBooks(world)).toBe(before)
  })
})
