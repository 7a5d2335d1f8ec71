import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { lessonActs, lessonBooks } from "../kit/lessons.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const wang = await world.member(branch)
const { schedule, cancel, reschedule, publish } = lessonActs(await stack.as(await world.staff("COORDINATOR", world.street)))
const room = await world.venue(world.community)
const zhao = await world.teacher(world.community)

const asked = (date: string, overrides: object = {}) => ({
  organiser: world.community.id,
  title: "党课",
  category: "PARTY_LECTURE",
  plannedHours: 2,
  publish: true,
  venue: room.id,
  teachers: [zhao.id],
  startsAt: `${date}T09:00:00+08:00`,
  endsAt: `${date}T11:00:00+08:00`,
  audience: { organisations: [world.community.id] },
  ...overrides,
})
const scheduled = async (date: string, overrides: object = {}) => (await schedule(asked(date, overrides))).lesson?.id ?? ""
const kindsTold = async () => (await world.client.query("SELECT kind::text FROM courses.notice ORDER BY created_at, id")).rows.map(({ kind }) => kind)

describe("cancelling a lesson", () => {
  test("frees what it took up, keeps its list, tells everybody why", async () => {
    const id = await scheduled("2026-12-01")
    expect(await cancel({ lesson: id, version: 1, reason: " 教师生病 " })).toEqual({
      __typename: "LessonCancelled",
      lesson: { id, status: "CANCELLED", cancelledReason: "教师生病" },
      affected: { members: 1, teachers: 1 },
    })
    expect((await world.client.query("SELECT 1 FROM courses.booking")).rowCount).toBe(0)
    expect((await world.client.query("SELECT state::text FROM courses.enrolment")).rows).toEqual([{ state: "EXPECTED" }])
    expect(await kindsTold()).toEqual(["PUBLISHED", "PUBLISHED", "CANCELLED", "CANCELLED"])
    expect((await world.client.query("SELECT type FROM courses.outbox_event ORDER BY happened_at, id")).rows).toEqual([
      { type: "lesson.published" },
      { type: "lesson.cancelled" },
    ])
  })

  test("what it left is taken by the next, and nothing brings it back", async () => {
    const id = await scheduled("2026-12-02")
    await cancel({ lesson: id, version: 1, reason: "停电" })
    await scheduled("2026-12-02")
    const before = await lessonBooks(world)
    expect(await reschedule({ lesson: id, version: 2, startsAt: "2026-12-02T13:00:00+08:00", reason: "恢复" })).toMatchObject({ __typename: "InvalidState" })
    expect(await publish({ lesson: id, version: 2 })).toMatchObject({ __typename: "InvalidState", state: "CANCELLED" })
    expect(await cancel({ lesson: id, version: 2, reason: "再次" })).toMatchObject({ __typename: "InvalidState" })
    expect(await lessonBooks(world)).toBe(before)
  })

  test("of a draft nobody is told, nor of a lesson that is over", async () => {
    const count = (await kindsTold()).length
    expect(await cancel({ lesson: await scheduled("2026-12-03", { publish: false }), version: 1, reason: "不办了" })).toMatchObject({
      affected: { members: 0, teachers: 0 },
    })
    expect(await cancel({ lesson: await scheduled("2026-11-20"), version: 1, reason: "未办" })).toMatchObject({ affected: { members: 0, teachers: 0 } })
    expect(await kindsTold()).toHaveLength(count)
  })

  test("not without a reason, not by an old version, not by others", async () => {
    const id = await scheduled("2026-12-04")
    const before = await lessonBooks(world)
    expect(await cancel({ lesson: id, version: 1, reason: "" })).toMatchObject({ __typename: "InvalidInput" })
    expect(await cancel({ lesson: id, version: 7, reason: "停" })).toMatchObject({ __typename: "StaleVersion", current: { id, version: 1 } })
    const subjects = [
      wang.subject,
      await world.staff("RECORDER", world.community),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", branch),
    ]
    for (const subject of subjects)
      expect(await lessonActs(await stack.as(subject)).cancel({ lesson: id, version: 1, reason: "停" })).toMatchObject({ __typename: "NotAllowed" })
    expect(await lessonBooks(world)).toBe(before)
  })
})

describe("publishing a draft", () => {
  test("finds the audience anew, books firmly and tells everybody", async () => {
    const id = await scheduled("2026-12-07", { publish: false })
    await world.member(branch, { name: "新人" })
    expect(await publish({ lesson: id, version: 1 })).toMatchObject({
      lesson: { version: 2, status: "PUBLISHED", expectedCount: 2 },
      warnings: [],
      affected: { members: 2, teachers: 1 },
    })
    expect((await world.client.query("SELECT is_firm FROM courses.booking WHERE starts_at = '2026-12-07T09:00:00+08:00'")).rows).toEqual([
      { is_firm: true },
      { is_firm: true },
    ])
    expect(await publish({ lesson: id, version: 2 })).toMatchObject({ __typename: "InvalidState", state: "PUBLISHED" })
  })

  test("not twice at once, not for a room that was given up meanwhile, not with more people than places", async () => {
    const id = await scheduled("2026-12-08", { publish: false })
    const answers = await Promise.all([1, 2, 3, 4].map(() => publish({ lesson: id, version: 1 })))
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(["LessonScheduled", "StaleVersion", "StaleVersion", "StaleVersion"])
    const given = await scheduled("2026-12-09", { publish: false })
    const full = await scheduled("2026-12-10", { publish: false, capacity: 1 })
    expect(await publish({ lesson: full, version: 1 })).toMatchObject({ __typename: "ScheduleConflict", conflicts: [{ kind: "CAPACITY", count: 2 }] })
    expect(await publish({ lesson: full, version: 1, overrideReason: "先到先得" })).toMatchObject({ lesson: { expectedCount: 1, waitlistedCount: 1 } })
    await world.client.query("UPDATE courses.venue SET is_in_use = false")
    expect(await publish({ lesson: given, version: 1 })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "venue" }] })
    await world.client.query("UPDATE courses.venue SET is_in_use = true")
  })
})
