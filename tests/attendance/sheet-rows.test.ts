import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark, scan } = sheetsOf(stack, world)

const ROWS = `query ($lesson: ID!, $first: Int = 200, $after: String, $states: [AttendanceState!]) { lesson(id: $lesson) { sheet { id state expected present onLeave absent unmarked
  rows(first: $first, after: $after, states: $states) { totalCount pageInfo { hasNextPage endCursor }
    nodes { member { id name branch { id name } } state arrivedAt leftAt minutes source recordedAt line isExpected } } findings { rule message } } } }`
type Row = { member: { id: string; name: string }; state: string; arrivedAt: string | null; minutes: number | null; isExpected: boolean }
type Sheet = {
  state: string
  expected: number
  unmarked: number
  rows: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: Row[] }
  findings: { rule: string; message: string }[]
}
const sheetOf = async (subject: string, lesson: { id: string }, more: object = {}) =>
  (await (await stack.as(subject)).request<{ lesson: { sheet: Sheet | null } | null }>(ROWS, { lesson: lesson.id, ...more })).lesson?.sheet ?? null

test("a sheet lists everybody, by branch and name, in pages and by state", async () => {
  const { lesson, recorder, members, branch } = await ground(5)
  await scan(lesson, members[3]!, "2026-11-23T08:10:00+08:00")
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  await mark(lesson, members[1]!, { state: "ABSENT" })
  const observer = await world.member(branch, { name: "观察员", pinyin: "aaa" })
  await mark(lesson, observer, { state: "OBSERVER" })

  const sheet = await sheetOf(recorder, lesson)
  expect(sheet).toMatchObject({ state: "OPEN", expected: 5, present: 1, absent: 1, onLeave: 0, unmarked: 3 })
  expect(sheet?.rows.totalCount).toBe(6)
  expect(sheet?.rows.nodes.map(({ member, state, minutes, isExpected }) => [member.name, state, minutes, isExpected])).toEqual([
    ["观察员", "OBSERVER", 120, false],
    ["党员0", "NOT_MARKED", null, true],
    ["党员1", "ABSENT", 0, true],
    ["党员2", "NOT_MARKED", null, true],
    ["党员3", "LATE", 110, true],
    ["党员4", "NOT_MARKED", null, true],
  ])
  expect(sheet?.rows.nodes[4]).toMatchObject({ arrivedAt: "2026-11-23T08:10:00+08:00", source: "CODE", leftAt: null, line: null })

  const seen: string[] = []
  for (let after: string | null = null, more = true; more;) {
    const page: Sheet["rows"] = (await sheetOf(recorder, lesson, { first: 4, after }))!.rows
    seen.push(...page.nodes.map(({ member }) => member.id))
    after = page.pageInfo.endCursor
    more = page.pageInfo.hasNextPage
  }
  expect(seen).toEqual(sheet?.rows.nodes.map(({ member }) => member.id))
  const unmarked = (await sheetOf(recorder, lesson, { states: ["NOT_MARKED"] }))!.rows
  expect([unmarked.totalCount, unmarked.nodes.length]).toEqual([3, 3])
  await expect(sheetOf(recorder, lesson, { first: 501 })).rejects.toThrow("between 1 and 500")
})

test("a sheet is for those who read its organiser; to others there is none", async () => {
  const { lesson, recorder, members, branch } = await ground()
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  expect(await sheetOf(await world.staff("AUDITOR", world.city), lesson)).not.toBeNull()
  for (const subject of [members[0]!.subject, await world.staff("SECRETARY", branch), await world.staff("ADMIN", await world.organisation(world.street))])
    expect(await sheetOf(subject, lesson)).toBeNull()
})

test("rows and findings of two and of two hundred people cost the same", async () => {
  const [small, large] = [await ground(2), await ground(200)]
  for (const { lesson, recorder, members } of [small, large]) {
    await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
    for (const member of members.slice(0, -1)) await mark(lesson, member, { state: "PRESENT" })
  }
  const subject = await world.staff("AUDITOR", world.city)
  await sheetOf(subject, small.lesson)
  const costs = []
  for (const { lesson } of [small, large]) costs.push(await stack.costOf(() => sheetOf(subject, lesson)))
  expect(costs[1]).toEqual(costs[0])
  expect((await sheetOf(subject, large.lesson))?.rows.nodes.length).toBe(200)
})

test("sheets of several lessons cost as much as one", async () => {
  const query = `query ($id: ID!) { member(id: $id) { lessons { nodes { sheet { observers rows(first: 5) { totalCount nodes { state } } walkIns { totalCount nodes { source } }
    changes { totalCount nodes { id } } acts { totalCount nodes { kind } } findings { rule } } } } } }`
  type Asked = { member: { lessons: { nodes: { sheet: { rows: { totalCount: number }; acts: { totalCount: number; nodes: object[] } } }[] } } }
  const client = await stack.as(await world.staff("AUDITOR", world.city))
  const ask = ({ id }: { id: string }) => client.request<Asked>(query, { id })
  const people: Person[] = []
  for (const count of [1, 1, 4]) {
    const { organiser, recorder, branch } = await ground(0)
    const member = await world.member(branch)
    for (let at = 0; at < count; at += 1) {
      const lesson = await world.lesson(organiser, `2026-11-2${at}T08:00:00+08:00`, { expected: [member] })
      await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
    }
    people.push(member)
  }
  await ask(people[0]!)
  expect(await stack.costOf(() => ask(people[2]!))).toEqual(await stack.costOf(() => ask(people[1]!)))
  expect((await ask(people[2]!)).member.lessons.nodes.map(({ sheet }) => [sheet.rows.totalCount, sheet.acts.totalCount, sheet.acts.nodes])).toEqual(
    Array.from({ length: 4 }, () => [1, 1, [{ kind: "SHEET_OPENED" }]]),
  )
})

test("findings say what an inspector would ask about", async () => {
  const { lesson, recorder, members, branch, organiser, keeper } = await ground(14, "2026-11-16T09:00:00+08:00")
  const other = await world.lesson(organiser, "2026-11-16T10:00:00+08:00", { expected: [members[0]!] })
  await act(recorder, "openAttendanceSheet", { lesson: other.id })
  await mark(other, members[0]!, { state: "PRESENT", at: "2026-11-16T10:00:00+08:00" })
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  const on = "2026-11-16T09:00:00+08:00"
  await mark(lesson, members[0]!, { state: "PRESENT", at: on })
  await mark(lesson, members[1]!, { state: "ON_LEAVE", source: "LEAVE", leaveId: "0190a0a0-0000-7000-8000-000000000002", at: on })
  await scan(lesson, members[1]!, on)
  await mark(lesson, members[2]!, { state: "PRESENT", at: on, arrivedAt: "2026-11-16T07:30:00+08:00" })
  for (const member of members.slice(3, 13)) await mark(lesson, member, { state: "PRESENT", at: on, recordedAt: "2026-11-20T16:00:00+08:00" })
  await scan(lesson, await world.member(branch), on)
  const findings = (await sheetOf(recorder, lesson))?.findings
  expect(Object.fromEntries(findings!.map(({ rule, message }) => [rule, message]))).toEqual({
    LEAVE_AND_PRESENT: "1 person on approved leave scanned the code: record what holds.",
    WALK_INS_WAITING: "1 person not on the list came: decide on them.",
    UNMARKED: "1 person expected, and nothing is recorded of them.",
    LATE_ENTRY: "10 persons first recorded more than 3 days after the lesson.",
    BATCH_ENTRY: "10 persons of 13 recorded by hand within one minute on a later day.",
    OUTSIDE_WINDOW: "1 person came more than 60 minutes before the start, or after the end.",
    TWO_PLACES: "1 person present at another lesson in the same minutes.",
    HOST_MISSING: "Nobody wrote down who led the lesson (主持人).",
    RECORDER_MISSING: "Nobody wrote down who recorded it (记录人).",
    SUMMARY_MISSING: "Nothing is written down of what was said (会议记录).",
  })
  await act(keeper, "updateSheetDetails", { lesson: other.id, host: "王书记", recorder: "李干事", summary: "学习党章" })
  expect((await sheetOf(recorder, other))?.findings.map(({ rule }) => rule)).toEqual(["TWO_PLACES"])
})
