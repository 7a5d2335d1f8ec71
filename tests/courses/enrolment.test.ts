import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const sibling = await world.organisation(world.community)
const planner = await world.staff("COORDINATOR", world.community)
const branchPlanner = await world.staff("SECRETARY", branch)
const SOON = "2026-12-01T14:00:00+08:00"

const SELECT = `... on InvalidState { state } ... on LessonEnrolled { enrolment { state source waitingPosition member { id } } lesson { id enrolledCount waitlistedCount } clashes { id } }
`
const OFF = `... on InvalidState { state } ... on LessonWithdrawn { enrolment { state reason waitingPosition } lesson { enrolledCount waitlistedCount } promoted }`
const enrol = (subject: string, lesson: Thing, member?: Person) =>
  act(subject, "enrolInLesson", { lesson: lesson.id, ...(member && { member: member.id }) }, SELECT)
const withdraw = (subject: string, lesson: Thing, member?: Person, reason?: string) =>
  act(subject, "withdrawFromLesson", { lesson: lesson.id, ...(member && { member: member.id }), ...(reason !== undefined && { reason }) }, OFF)
const listed = async (lesson: Thing) =>
  (
    await world.client.query(
      "SELECT member_id, state::text, source::text, waiting_number, reason FROM courses.enrolment WHERE lesson_id = $1 ORDER BY member_id",
      [lesson.uuid],
    )
  ).rows
const open = async (startsAt = SOON, capacity: number | null = 60, columns = "is_open_to_enrol = true") => {
  const lesson = await world.lesson(world.community, startsAt)
  await world.client.query(`UPDATE courses.lesson SET ${columns}, capacity = $2 WHERE id = $1`, [lesson.uuid, capacity])
  return lesson
}

describe("entering oneself", () => {
  test("for a lesson that is open to it gives a place, and once only", async () => {
    const [lesson, wang] = [await open(), await world.member(branch)]
    const answer = {
      __typename: "LessonEnrolled",
      enrolment: { state: "EXPECTED", source: "SELF", waitingPosition: null, member: { id: wang.id } },
      lesson: { id: lesson.id, enrolledCount: 1, waitlistedCount: 0 },
      clashes: [],
    }
    expect(await enrol(wang.subject, lesson)).toEqual(answer)
    expect(await enrol(wang.subject, lesson)).toEqual(answer)
    expect(await listed(lesson)).toEqual([{ member_id: wang.uuid, state: "EXPECTED", source: "SELF", waiting_number: null, reason: null }])
  })

  test.each([
    ["that is not open", "is_open_to_enrol = false", "InvalidState", "NOT_OPEN"],
    ["that is cancelled", "status = 'CANCELLED', is_open_to_enrol = true", "InvalidState", "CANCELLED"],
    ["that has begun", "status = 'HELD', is_open_to_enrol = true", "InvalidState", "BEGUN"],
    ["that is a draft", "status = 'DRAFT', is_open_to_enrol = true", "NotAllowed", undefined],
  ])("for a lesson %s is refused and changes nothing", async (_, columns, typename, state) => {
    const [lesson, wang] = [await open(SOON, 60, columns), await world.member(branch)]
    expect(await enrol(wang.subject, lesson)).toMatchObject({ __typename: typename, ...(state && { state }) })
    expect(await listed(lesson)).toEqual([])
  })

  test("for a lesson that began this minute is refused", async () => {
    const [lesson, wang] = [await open("2026-11-23T09:00:00+08:00"), await world.member(branch)]
    expect(await enrol(wang.subject, lesson)).toMatchObject({ __typename: "InvalidState", state: "BEGUN" })
  })

  test("says at which lessons one is expected at the time; back to back is no clash", async () => {
    const wang = await world.member(branch)
    const [same, before] = [
      await world.lesson(branch, "2026-12-01T15:59:00+08:00", { expected: [wang] }),
      await world.lesson(branch, "2026-12-01T12:00:00+08:00", { expected: [wang] }),
    ]
    await world.lesson(branch, "2026-12-01T15:00:00+08:00", { expected: [wang], status: "DRAFT" })
    expect(before).toBeTruthy()
    expect(await enrol(wang.subject, await open())).toMatchObject({ clashes: [{ id: same.id }] })
  })
})

describe("entering others", () => {
  test("is for planners of the lesson, whom they plan, and of their people where the lesson is open", async () => {
    const [lesson, closed] = [await open(), await open(SOON, 60, "is_open_to_enrol = false")]
    const [wang, li] = [await world.member(branch), await world.member(sibling)]
    expect(await enrol(planner, closed, wang)).toMatchObject({ __typename: "LessonEnrolled", enrolment: { source: "NAMED" } })
    expect(await enrol(branchPlanner, lesson, wang)).toMatchObject({ __typename: "LessonEnrolled" })
    const before = await listed(closed)
    for (const [subject, where, whom] of [
      [branchPlanner, closed, wang],
      [branchPlanner, lesson, li],
      [wang.subject, lesson, li],
      [await world.staff("RECORDER", world.community), lesson, wang],
      [await world.staff("AUDITOR", world.city), lesson, wang],
      [await world.staff("ADMIN", sibling), lesson, wang],
    ] as const)
      expect(await enrol(subject, where, whom)).toMatchObject({ __typename: "NotAllowed" })
    expect(await listed(closed)).toEqual(before)
    expect(await listed(lesson)).toHaveLength(1)
  })

  test("may be done while the lesson is a draft, by its planners", async () => {
    const lesson = await open(SOON, 1, "status = 'DRAFT'")
    expect(await enrol(planner, lesson, await world.member(branch))).toMatchObject({ enrolment: { state: "EXPECTED" } })
  })

  test("who does not exist, or is hidden, is answered alike", async () => {
    const lesson = await open()
    const stranger = await world.member(await world.organisation(await world.organisation(world.city)))
    const answers = await Promise.all([
      enrol(planner, lesson, stranger),
      act(planner, "enrolInLesson", { lesson: lesson.id, member: "member_00000000000000000000000000" }, SELECT),
      act(planner, "enrolInLesson", { lesson: "lesson_00000000000000000000000000", member: stranger.id }, SELECT),
    ])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  })
})

describe("withdrawing", () => {
  test("gives one's place to the first who waits, who is told in the same moment", async () => {
    const lesson = await open(SOON, 1)
    const [wang, li, zhao] = [await world.member(branch), await world.member(sibling), await world.member(sibling)]
    await enrol(wang.subject, lesson)
    expect(await enrol(li.subject, lesson)).toMatchObject({ enrolment: { state: "WAITLISTED", waitingPosition: 1 } })
    expect(await enrol(zhao.subject, lesson)).toMatchObject({ enrolment: { state: "WAITLISTED", waitingPosition: 2 } })
    expect(await withdraw(wang.subject, lesson, undefined, " 出差 ")).toEqual({
      __typename: "LessonWithdrawn",
      enrolment: { state: "WITHDRAWN", reason: "出差", waitingPosition: null },
      lesson: { enrolledCount: 1, waitlistedCount: 1 },
      promoted: 1,
    })
    expect(await enrol(li.subject, lesson)).toMatchObject({ enrolment: { state: "EXPECTED" } })
    expect(await enrol(zhao.subject, lesson)).toMatchObject({ enrolment: { state: "WAITLISTED", waitingPosition: 1 } })
    const { rows } = await world.client.query("SELECT kind::text, member_id, content->>'title' AS title FROM courses.notice WHERE lesson_id = $1", [
      lesson.uuid,
    ])
    expect(rows).toEqual([{ kind: "PLACE_GIVEN", member_id: li.uuid, title: "党章专题辅导" }])
    expect(await withdraw(wang.subject, lesson)).toMatchObject({ __typename: "LessonWithdrawn", promoted: 0 })
    expect(await enrol(wang.subject, lesson)).toMatchObject({ enrolment: { state: "WAITLISTED", waitingPosition: 2 } })
  })

  test("is not for who is expected because the lesson is meant for them: that is leave", async () => {
    const wang = await world.member(branch)
    const lesson = await world.lesson(world.community, SOON, { expected: [wang] })
    expect(await withdraw(wang.subject, lesson)).toMatchObject({ __typename: "InvalidState", state: "EXPECTED_BY_AUDIENCE" })
    expect(await withdraw(branchPlanner, lesson, wang)).toMatchObject({ __typename: "NotAllowed" })
    expect(await listed(lesson)).toMatchObject([{ state: "EXPECTED" }])
    expect(await withdraw(planner, lesson, wang)).toMatchObject({ __typename: "LessonWithdrawn" })
  })

  test("is refused to others, for who is not on the list, after the lesson began, and for words that are none", async () => {
    const [wang, li] = [await world.member(branch), await world.member(branch)]
    const lesson = await open()
    await enrol(wang.subject, lesson)
    expect(await withdraw(li.subject, lesson, wang)).toMatchObject({ __typename: "NotAllowed" })
    expect(await withdraw(await world.staff("AUDITOR", world.city), lesson, wang)).toMatchObject({ __typename: "NotAllowed" })
    expect(await withdraw(planner, lesson, li)).toMatchObject({ __typename: "NotAllowed" })
    expect(await withdraw(planner, lesson, wang, "长".repeat(201))).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "reason" }] })
    await world.client.query("UPDATE courses.lesson SET status = 'HELD' WHERE id = $1", [lesson.uuid])
    expect(await withdraw(planner, lesson, wang)).toMatchObject({ __typename: "InvalidState", state: "BEGUN" })
    expect(await listed(lesson)).toMatchObject([{ state: "EXPECTED", reason: null }])
  })
})

describe("the list of a lesson", () => {
  const LIST = `query ($id: ID!, $first: Int, $after: String, $state: EnrolmentState) { lesson(id: $id) { hiddenEnrolments
    enrolments(first: $first, after: $after, state: $state) { totalCount pageInfo { hasNextPage endCursor } nodes { state waitingPosition member { id name } } } } }`
  type Listed = {
    hiddenEnrolments: number
    enrolments: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { member: { id: string } }[] }
  }
  const read = async (subject: string, variables: object) => (await (await stack.as(subject)).request<{ lesson: Listed }>(LIST, variables)).lesson

  test("shows the people whom one's roles reach, and counts the others", async () => {
    const [wang, li, zhao] = [await world.member(branch), await world.member(sibling), await world.member(branch)]
    const lesson = await world.lesson(world.community, SOON, { expected: [wang, li], waiting: [zhao] })
    expect(await read(await world.staff("RECORDER", branch), { id: lesson.id })).toMatchObject({
      hiddenEnrolments: 1,
      enrolments: {
        totalCount: 2,
        nodes: [
          { state: "EXPECTED", waitingPosition: null, member: { id: wang.id } },
          { state: "WAITLISTED", waitingPosition: 1, member: { id: zhao.id } },
        ],
      },
    })
    expect(await read(wang.subject, { id: lesson.id })).toMatchObject({ hiddenEnrolments: 3, enrolments: { totalCount: 0, nodes: [] } })
    expect(await read(planner, { id: lesson.id, state: "EXPECTED" })).toMatchObject({ hiddenEnrolments: 0, enrolments: { totalCount: 2 } })
  })

  test("pages without a gap, and costs the same for two as for twenty lessons", async () => {
    const people = await Promise.all(Array.from({ length: 9 }, () => world.member(branch)))
    const lesson = await world.lesson(branch, SOON, { expected: people.slice(0, 5), waiting: people.slice(5) })
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const { enrolments } = await read(branchPlanner, { id: lesson.id, first: 2, after })
      seen.push(...enrolments.nodes.map(({ member }) => member.id))
      if (!enrolments.pageInfo.hasNextPage) break
      after = enrolments.pageInfo.endCursor
    }
    expect(new Set(seen)).toEqual(new Set(people.map(({ id }) => id)))
    expect(seen).toHaveLength(9)
    for (let at = 0; at < 20; at += 1) await world.lesson(branch, "2027-01-05T09:00:00+08:00", { expected: people.slice(0, 2) })
    const client = await stack.as(branchPlanner)
    const page = (first: number) =>
      client.request(`{ timetable(from: "2027-01-01T00:00:00+08:00", to: "2027-02-01T00:00:00+08:00", first: ${first}) {
        nodes { hiddenEnrolments enrolments(first: 5) { totalCount nodes { state member { id } } } } } }`)
    await page(2)
    expect(await stack.costOf(() => page(20))).toEqual(await stack.costOf(() => page(2)))
  })
})
