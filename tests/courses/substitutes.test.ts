import { expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const act = actsOf(stack)
const AT = "2026-12-01T14:00:00+08:00"
const HOURS = { from_minute: 480, to_minute: 720, weekday: 2, kind: "AVAILABLE" }
type Found = { teacher: { name: string }; reasons: string[] }[]

/** A community with a lesson of 赵老师, and around it teachers of all sorts. */
async function pool() {
  const world = await newWorld(url)
  const planner = await world.staff("COORDINATOR", world.community)
  const zhao = await world.teacher(world.community)
  const lesson = await world.lesson(world.community, AT, { teachers: [zhao] })
  const subjects = ({ uuid }: Thing, words: string) => world.client.query("UPDATE courses.teacher SET subjects = $2 WHERE id = $1", [uuid, words])
  const substitutes = async (subject: string, id = lesson.id) => {
    const client = await stack.as(subject)
    const { lesson: found } = await client.request<{ lesson: { substitutes: Found } | null }>(
      `{ lesson(id: "${id}") { substitutes { teacher { name } reasons } } }`,
    )
    return found?.substitutes.map(({ teacher, reasons }) => [teacher.name, ...reasons])
  }
  return { world, planner, zhao, lesson, subjects, substitutes }
}

test("who could teach instead: a subject in common, of the organiser's line, free by the rule of clashes; the best first, with reasons", async () => {
  const { world, planner, zhao, lesson, subjects, substitutes } = await pool()
  await subjects(zhao, "{党史,党章}")
  const people = ["near", "both", "other", "busy", "away", "bound", "avoids", "gone"]
  const [near, both, other, busy, away, bound, avoids, gone] = await Promise.all(people.map((name) => world.teacher(world.community, name)))
  if (!near || !both || !other || !busy || !away || !bound || !avoids || !gone) throw new Error("nobody")
  await subjects(both, "{党章,茶艺,党史}")
  await subjects(other, "{茶艺}")
  await world.lesson(world.community, "2026-12-01T15:30:00+08:00", { teachers: [busy] })
  await world.insert("courses.teacher_absence", { teacher_id: away.uuid, starts_at: "2026-12-01T15:00:00+08:00", ends_at: "2026-12-01T15:30:00+08:00" })
  await world.insert("courses.teacher_availability", { teacher_id: bound.uuid, ...HOURS }, false)
  await world.insert("courses.teacher_availability", { teacher_id: avoids.uuid, ...HOURS, to_minute: 1_320, kind: "AVOIDED" }, false)
  await world.client.query("UPDATE courses.teacher SET is_active = false WHERE id = $1", [gone.uuid])
  await world.teacher(await world.organisation(world.street), "beside")
  const drafted = await world.teacher(world.street, "drafted")
  await world.lesson(world.community, AT, { teachers: [drafted], status: "DRAFT" })
  const learner = await world.member(await world.organisation(world.community))
  const expected = await world.teacher(world.community, "expected")
  await world.client.query("UPDATE courses.teacher SET member_id = $2 WHERE id = $1", [expected.uuid, learner.uuid])
  await world.lesson(world.community, AT, { expected: [learner] })

  expect(await substitutes(planner)).toEqual([
    ["both", "teaches 党章, 党史"],
    ["near", "teaches 党史"],
    ["drafted", "teaches 党史", "a draft also wants drafted at this time"],
    ["avoids", "teaches 党史", "avoids would rather not teach then"],
  ])
  await world.client.query("UPDATE courses.lesson SET status = 'HELD' WHERE id = $1", [lesson.uuid])
  expect(await substitutes(planner)).toEqual([])
})

test("the topic of the course counts where nobody teaches; without either there is nobody", async () => {
  const { world, planner, subjects, substitutes } = await pool()
  const qian = await world.teacher(world.community, "钱老师")
  await subjects(qian, "{基层治理}")
  const bare = await world.lesson(world.community, "2026-12-03T14:00:00+08:00")
  expect(await substitutes(planner, bare.id)).toEqual([])
  const input = { organisation: world.community.id, name: "治理课", kind: "LECTURE", category: "PARTY_LECTURE", topic: "基层治理", hours: 2 }
  const added = await act(planner, "addCourse", input, "... on CourseAdded { course { id } }")
  const course = added["course"] as { id: string }
  const { toUuid } = await import("../../subgraphs/shared/typeid.ts")
  await world.client.query("UPDATE courses.lesson SET course_id = $2 WHERE id = $1", [bare.uuid, toUuid("course", course.id)])
  expect(await substitutes(planner, bare.id)).toEqual([["钱老师", "teaches 基层治理"]])
  const client = await stack.as(planner)
  expect(await client.request(`{ lesson(id: "${bare.id}") { course { id name topic } } }`)).toEqual({
    lesson: { course: { id: course.id, name: "治理课", topic: "基层治理" } },
  })
})

test("only who plans for the organiser reads them", async () => {
  const { world, substitutes } = await pool()
  await world.teacher(world.community, "钱老师")
  const branch = await world.organisation(world.community)
  for (const subject of [await world.staff("AUDITOR", world.city), await world.staff("RECORDER", world.community), await world.staff("COORDINATOR", branch)])
    expect(await substitutes(subject)).toEqual([])
  expect(await substitutes((await world.member(branch)).subject)).toEqual([])
  expect(await substitutes(await world.staff("ADMIN", world.street))).toEqual([["钱老师", "teaches 党史"]])
})

test("a conflict of a teacher names who could teach at the asked time, a conflict of a room nobody", async () => {
  const { world, planner, zhao } = await pool()
  const room = await world.venue(world.community)
  await world.lesson(world.community, AT, { venue: room })
  await world.teacher(world.community, "钱老师")
  const input = {
    organiser: world.community.id,
    title: "党课",
    category: "PARTY_LECTURE",
    plannedHours: 2,
    startsAt: AT,
    endsAt: "2026-12-01T15:00:00+08:00",
    publish: true,
  }
  const select = "... on ScheduleConflict { conflicts { kind } substitutes { teacher { name } reasons } } ... on LessonScheduled { lesson { id } }"
  expect(await act(planner, "scheduleLesson", { ...input, teachers: [zhao.id] }, select)).toEqual({
    __typename: "ScheduleConflict",
    conflicts: [{ kind: "TEACHER" }],
    substitutes: [{ teacher: { name: "钱老师" }, reasons: ["teaches 党史"] }],
  })
  expect(await act(planner, "scheduleLesson", { ...input, venue: room.id }, select)).toEqual({
    __typename: "ScheduleConflict",
    conflicts: [{ kind: "VENUE" }],
    substitutes: [],
  })
})

test("a list of lessons costs the same for 50 as for 2, with courses and substitutes", async () => {
  const { world, planner, zhao } = await pool()
  await world.teacher(world.community, "钱老师")
  for (let at = 0; at < 50; at += 1)
    await world.lesson(world.community, `2027-03-${String(1 + (at % 28)).padStart(2, "0")}T${at < 28 ? "09" : "14"}:00:00+08:00`, { teachers: [zhao] })
  const client = await stack.as(planner)
  const page = (first: number) =>
    client.request<{ timetable: { nodes: { substitutes: object[] }[] } }>(
      `{ timetable(from: "2027-03-01T00:00:00+08:00", to: "2027-03-30T00:00:00+08:00", first: ${first}) { nodes { id course { id name } substitutes { teacher { id name } reasons } } } }`,
    )
  const { nodes } = (await page(50)).timetable
  expect(nodes.map(({ substitutes }) => substitutes.length)).toEqual(Array.from({ length: 50 }, () => 1))
  expect(await stack.costOf(() => page(50))).toEqual(await stack.costOf(() => page(2)))
})
