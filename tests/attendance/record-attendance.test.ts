import { beforeEach, describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { capturesOf, ledgerOf, openedLesson } from "../kit/door.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { countStatements } from "../kit/statements.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const clock = new Date(NOW)
const stack = await openStack(url, clock)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const sibling = await world.organisation(world.community)
const recorder = await world.staff("RECORDER", branch)
const STARTS = "2026-11-23T08:00:00+08:00"
beforeEach(() => clock.setTime(NOW.getTime()))

const SELECT = `... on AttendanceRecorded { recorded unchanged queued } ... on AttendanceRejected { rows { line member reason message } }`
const record = (lesson: Thing, rows: object[], more: object = {}, as = recorder) => act(as, "recordAttendance", { lesson: lesson.id, rows, ...more }, SELECT)
const someone = () => world.member(branch)
const crowd = (size: number) => Promise.all(Array.from({ length: size }, someone))
const present = (...people: Person[]) => people.map(({ id }) => ({ member: id, state: "PRESENT" }))

describe("a recorder", () => {
  test("records each state with its times, minutes and line", async () => {
    const people = await crowd(7)
    const lesson = await openedLesson(world, branch, STARTS, people)
    const [a, b, c, d, e, f, g] = people.map(({ id }) => id)
    const answer = await record(
      lesson,
      [
        { member: a, state: "PRESENT", line: 1 },
        { member: b, state: "LATE", arrivedAt: "2026-11-23T08:20:00+08:00", line: 2 },
        { member: c, state: "LEFT_EARLY", leftAt: "2026-11-23T08:45:00+08:00", remark: " 急事 " },
        { member: d, state: "ON_LEAVE" },
        { member: e, state: "ABSENT" },
        { member: f, state: "OBSERVER" },
        { member: g, state: "ONLINE", minutes: 42 },
      ],
      { source: "PAPER" },
    )
    expect(answer).toEqual({ __typename: "AttendanceRecorded", recorded: 7, unchanged: 0, queued: 0 })
    const stands = new Map((await ledgerOf(world, lesson)).map((row) => [row.member_id, [row.state, row.minutes, row.source, row.facts]]))
    expect(people.map(({ uuid }) => stands.get(uuid))).toEqual([
      ["PRESENT", 120, "PAPER", 1],
      ["LATE", 100, "PAPER", 1],
      ["LEFT_EARLY", 45, "PAPER", 1],
      ["ON_LEAVE", 0, "PAPER", 1],
      ["ABSENT", 0, "PAPER", 1],
      ["OBSERVER", 120, "PAPER", 1],
      ["ONLINE", 42, "PAPER", 1],
    ])
    const { rows } = await world.client.query("SELECT line, remark FROM attendance.capture WHERE lesson_id = $1 AND remark IS NOT NULL", [lesson.uuid])
    expect(rows).toEqual([{ line: null, remark: "急事" }])
  })

  test("changes what stands by saying something else later; what stands so already is unchanged", async () => {
    const [wang, li] = [await someone(), await someone()]
    const lesson = await openedLesson(world, branch, STARTS, [wang, li])
    expect(await record(lesson, present(wang, li))).toMatchObject({ recorded: 2, unchanged: 0 })
    clock.setTime(NOW.getTime() + 60_000)
    expect(await record(lesson, [{ member: wang.id, state: "ABSENT" }, ...present(li)])).toMatchObject({ recorded: 1, unchanged: 1 })
    expect(await record(lesson, present(wang), { occurredAt: "2026-11-23T08:59:00+08:00" })).toMatchObject({ recorded: 0, unchanged: 1 })
    expect(new Map((await ledgerOf(world, lesson)).map((row) => [row.member_id, [row.state, row.facts]]))).toEqual(
      new Map([
        [wang.uuid, ["ABSENT", 2]],
        [li.uuid, ["PRESENT", 1]],
      ]),
    )
  })

  test("decides about somebody on leave who came all the same", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    await world.insert("attendance.entry", {
      ...{ lesson_id: lesson.uuid, member_id: wang.uuid, state: "ON_LEAVE", category: "PARTY_LECTURE", minutes: 0, planned_hours: 2, held_on: "2026-11-23" },
      ...{ occurred_at: NOW, recorded_at: new Date(NOW.getTime() - 1), source: "LEAVE" },
    })
    expect(await record(lesson, present(wang))).toMatchObject({ recorded: 1 })
    expect(await ledgerOf(world, lesson)).toMatchObject([{ state: "PRESENT", facts: 2 }])
  })

  test("undoes what was decided after a mark, a correction or leave, only by a new mark", async () => {
    const [wang, li] = [await someone(), await someone()]
    const lesson = await openedLesson(world, branch, STARTS, [wang, li], "REOPENED")
    const mark = { ...present(wang)[0], key: `mark of ${wang.id}`, occurredAt: NOW.toISOString() }
    await record(lesson, [mark])
    const { rows } = await world.client.query<{ id: string }>("SELECT id FROM attendance.entry WHERE lesson_id = $1", [lesson.uuid])
    await world.insert("attendance.entry", {
      ...{ lesson_id: lesson.uuid, member_id: wang.uuid, state: "ABSENT", category: "PARTY_LECTURE", minutes: 0, planned_hours: 2, held_on: "2026-11-23" },
      ...{ occurred_at: NOW, recorded_at: new Date(NOW.getTime() + 1), source: "RECORDER", replaces_id: rows[0]?.id, reason: "核对纸质签到表" },
    })
    clock.setTime(NOW.getTime() + 1_000)
    expect(await record(lesson, [mark, ...present(li)])).toMatchObject({ recorded: 1, unchanged: 1 })
    const standsFor = async () => (await ledgerOf(world, lesson)).find((row) => row.member_id === wang.uuid)
    expect(await standsFor()).toMatchObject({ state: "ABSENT", facts: 2 })
    expect(await record(lesson, [{ member: wang.id, state: "LATE" }])).toMatchObject({ recorded: 1 })
    expect(await standsFor()).toMatchObject({ state: "LATE", facts: 3 })
  })

  test("sends a list again by its key, or its rows by theirs, and nothing is recorded twice", async () => {
    const [wang, li] = [await someone(), await someone()]
    const lesson = await openedLesson(world, branch, STARTS, [wang, li])
    const key = { clientMutationKey: `sheet ${lesson.id}` }
    const first = await record(lesson, present(wang), key)
    expect(await record(lesson, present(wang), key)).toEqual(first)
    expect(await record(lesson, present(li), key)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "clientMutationKey" }] })
    const keyed = { member: li.id, state: "LATE", key: "row 1", occurredAt: "2026-11-23T08:30:00+08:00" }
    expect(await record(lesson, [keyed])).toMatchObject({ recorded: 1 })
    expect(await record(lesson, [...present(wang), keyed])).toMatchObject({ recorded: 0, unchanged: 2 })
    expect(await record(lesson, [{ ...keyed, member: wang.id }])).toMatchObject({ rows: [{ line: 1, member: wang.id, reason: "KEY_REUSED" }] })
    expect(await record(lesson, [keyed, { ...keyed, member: wang.id }])).toMatchObject({ rows: [{ reason: "KEY_REUSED" }, { reason: "KEY_REUSED" }] })
  })

  test("records observers who are on no list, and sends others to the queue when told so", async () => {
    const [wang, li, zhao] = await crowd(3)
    const lesson = await openedLesson(world, branch, STARTS, [])
    expect(await record(lesson, [{ member: wang!.id, state: "OBSERVER" }])).toMatchObject({ recorded: 1 })
    expect(await record(lesson, present(li!, zhao!), { queueUnlisted: true })).toMatchObject({ recorded: 0, unchanged: 0, queued: 2 })
    expect(await ledgerOf(world, lesson)).toMatchObject([{ member_id: wang!.uuid, state: "OBSERVER" }])
    expect(await capturesOf(world, lesson)).toBe(3)
  })
})

describe("a list of marks", () => {
  test("is taken whole or not at all; every row that is wrong is named", async () => {
    const [wang, li, zhao, sun] = await crowd(4)
    const stranger = await world.member(await world.organisation(world.city))
    const lesson = await openedLesson(world, branch, STARTS, [wang!, li!, sun!])
    const answer = await record(lesson, [
      ...present(wang!),
      { member: wang!.id, state: "ABSENT", line: 7 },
      { member: zhao!.id, state: "PRESENT" },
      { member: stranger.id, state: "OBSERVER" },
      { member: li!.id, state: "LATE", arrivedAt: "2026-11-23T07:59:00+08:00", line: 9 },
      { member: "member_00000000000000000000000000", state: "OBSERVER" },
      { member: sun!.id, state: "NOT_MARKED" },
    ])
    expect((answer as unknown as { rows: { line: number; reason: string }[] }).rows.map(({ line, reason }) => [line, reason])).toEqual([
      [7, "TWICE"],
      [3, "NOT_EXPECTED"],
      [4, "UNKNOWN_MEMBER"],
      [9, "BAD_TIME"],
      [6, "UNKNOWN_MEMBER"],
      [7, "BAD_STATE"],
    ])
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test.each([
    ["in the future", { state: "LATE", arrivedAt: "2026-11-23T09:30:00+08:00" }, "BAD_TIME"],
    ["of saying it in the future", { state: "PRESENT", occurredAt: "2026-11-23T09:11:00+08:00" }, "BAD_TIME"],
    ["days before", { state: "PRESENT", occurredAt: "2026-11-22T07:59:00+08:00" }, "BAD_TIME"],
    ["of the wrong order", { state: "LATE", arrivedAt: "2026-11-23T08:30:00+08:00", leftAt: "2026-11-23T08:30:00+08:00" }, "BAD_TIME"],
    ["of another day", { state: "PRESENT", arrivedAt: "2026-11-22T09:00:00+08:00" }, "BAD_TIME"],
    ["of an absentee", { state: "ABSENT", arrivedAt: "2026-11-23T08:30:00+08:00" }, "BAD_TIME"],
    ["that is more than the lesson", { state: "PRESENT", minutes: 121 }, "BAD_MINUTES"],
    ["that is negative", { state: "ONLINE", minutes: -1 }, "BAD_MINUTES"],
    ["with no such line", { state: "PRESENT", line: 0 }, "BAD_LINE"],
    ["with no text", { state: "PRESENT", remark: "\u0007" }, "BAD_TEXT"],
  ])("with a time %s is refused", async (_, row, reason) => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await record(lesson, [{ member: wang.id, ...row }])).toMatchObject({ rows: [{ member: wang.id, reason }] })
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test("is refused by a sheet that is closed or not opened, by a locked period, and when it is empty or endless", async () => {
    const wang = await someone()
    const closed = await openedLesson(world, branch, STARTS, [wang], "CLOSED")
    const unopened = await world.lesson(branch, STARTS, { expected: [wang] })
    expect(await record(closed, present(wang))).toMatchObject({ rows: [{ reason: "SHEET_CLOSED" }] })
    expect(await record(unopened, present(wang))).toMatchObject({ rows: [{ reason: "NOT_OPENED" }] })
    const open = await openedLesson(world, sibling, STARTS, [wang])
    await world.insert("attendance.period_lock", {
      ...{ organisation_id: sibling.uuid, organisation_path: sibling.path, year: 2026, month: 11, from_on: "2026-11-01", to_on: "2026-12-01" },
      ...{ locked_at: NOW, locked_by_id: wang.uuid, locked_by: "某人" },
    })
    expect(await record(open, present(wang), {}, await world.staff("SECRETARY", sibling))).toMatchObject({ rows: [{ reason: "PERIOD_LOCKED" }] })
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await record(lesson, [])).toMatchObject({ fields: [{ path: "rows" }] })
    expect(
      await record(
        lesson,
        Array.from({ length: 501 }, () => present(wang)[0]!),
      ),
    ).toMatchObject({ fields: [{ path: "rows" }] })
    expect(await record(lesson, present(wang), { source: "CODE" })).toMatchObject({ fields: [{ path: "source" }] })
    expect(await record(lesson, present(wang), { evidence: ["scan_00000000000000000000000000"] })).toMatchObject({ fields: [{ path: "evidence.0" }] })
    for (const one of [closed, unopened, open, lesson]) expect(await capturesOf(world, one)).toBe(0)
  })

  test("is for those who record at the lesson's organiser or above, and for nobody else", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    for (const who of [wang.subject, await world.staff("AUDITOR", world.city), await world.staff("RECORDER", sibling), await world.staff("ADMIN", sibling)])
      expect(await record(lesson, present(wang), {}, who)).toMatchObject({ __typename: "NotAllowed" })
    expect(await record({ id: "lesson_00000000000000000000000000", uuid: "" }, present(wang))).toMatchObject({ __typename: "NotAllowed" })
    expect(await capturesOf(world, lesson)).toBe(0)
    for (const role of ["RECORDER", "COORDINATOR", "SECRETARY", "ADMIN"] as const)
      expect(await record(lesson, present(wang), {}, await world.staff(role, world.community))).toMatchObject({ __typename: "AttendanceRecorded" })
  })

  test("of 500 people costs as many statements as one of five", async () => {
    const people = await crowd(500)
    const [small, large] = [await openedLesson(world, branch, STARTS, people.slice(0, 5)), await openedLesson(world, branch, STARTS, people)]
    await record(small, present(people[0]!))
    const cost = await countStatements(() => record(small, present(...people.slice(0, 5))))
    expect(await countStatements(() => record(large, present(...people)))).toBe(cost)
    expect(await ledgerOf(world, large)).toHaveLength(500)
  }, 60_000)
})
