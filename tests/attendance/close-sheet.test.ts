import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark, scan, books } = sheetsOf(stack, world)
const rows = async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows

/** A lesson of this morning whose sheet is open. */
async function opened(people = 2, startsAt?: string) {
  const made = await ground(people, startsAt)
  await act(made.recorder, "openAttendanceSheet", { lesson: made.lesson.id })
  return made
}

describe("closing a sheet", () => {
  test("takes everybody expected: 应到 = 实到 + 请假 + 缺席, observers outside the sum", async () => {
    const { lesson, recorder, members, branch } = await opened(8)
    const states = ["PRESENT", "LATE", "LEFT_EARLY", "ONLINE", "ON_LEAVE", "ABSENT", "ABSENT", "PRESENT"]
    for (const [at, state] of states.entries()) await mark(lesson, members[at]!, { state })
    await mark(lesson, await world.member(branch), { state: "OBSERVER" })
    const input = { lesson: lesson.id, host: " 王书记 ", recorder: "李干事", summary: "学习党章" }
    expect(await act(recorder, "closeAttendanceSheet", input)).toMatchObject({
      __typename: "AttendanceSheetClosed",
      sheet: { state: "CLOSED", expected: 8, present: 5, onLeave: 1, absent: 2, unmarked: 0, observers: 1 },
    })
    expect(
      await rows(
        "SELECT state::text, expected, present, on_leave, absent, host, recorder, summary, closed_by IS NOT NULL AS by FROM attendance.sheet WHERE lesson_id = $1",
        lesson.uuid,
      ),
    ).toEqual([{ state: "CLOSED", expected: 8, present: 5, on_leave: 1, absent: 2, host: "王书记", recorder: "李干事", summary: "学习党章", by: true }])
  })

  test("names who is unmarked, at most a hundred, and changes nothing", async () => {
    const { lesson, recorder, members } = await opened(103)
    await mark(lesson, members[0]!, { state: "PRESENT" })
    const before = await books()
    const answer = await act(recorder, "closeAttendanceSheet", { lesson: lesson.id })
    expect(answer).toMatchObject({ __typename: "SheetIncomplete", message: expect.stringContaining("102 expected without a mark") })
    expect((answer["unmarked"] as object[]).length).toBe(100)
    expect(await books()).toBe(before)
  })

  test("with markAbsent writes down that everybody unmarked was absent", async () => {
    const { lesson, recorder, members } = await opened(3)
    await mark(lesson, members[0]!, { state: "PRESENT" })
    expect(await act(recorder, "closeAttendanceSheet", { lesson: lesson.id, markAbsent: true })).toMatchObject({
      sheet: { state: "CLOSED", present: 1, absent: 2 },
    })
    expect(await rows("SELECT state::text, source::text, minutes FROM attendance.entry WHERE lesson_id = $1 AND state = 'ABSENT'", lesson.uuid)).toEqual([
      { state: "ABSENT", source: "RECORDER", minutes: 0 },
      { state: "ABSENT", source: "RECORDER", minutes: 0 },
    ])
  })

  test("waits for the recorder's word about somebody on leave who scanned the code", async () => {
    const { lesson, recorder, members } = await opened(1)
    await mark(lesson, members[0]!, { state: "ON_LEAVE", source: "LEAVE", leaveId: "0190a0a0-0000-7000-8000-000000000001" })
    await scan(lesson, members[0]!)
    expect(await act(recorder, "closeAttendanceSheet", { lesson: lesson.id })).toMatchObject({
      __typename: "SheetIncomplete",
      unmarked: [{ id: members[0]!.id }],
    })
    await act(recorder, "correctAttendance", { lesson: lesson.id, member: members[0]!.id, state: "PRESENT", reason: "销假到课" })
    expect(await act(recorder, "closeAttendanceSheet", { lesson: lesson.id })).toMatchObject({ sheet: { state: "CLOSED", present: 1, onLeave: 0 } })
  })

  test("twice gives the same answer and does it once; fifty at once, too", { timeout: 60_000 }, async () => {
    const { lesson, recorder, keeper, members } = await opened(2)
    for (const member of members) await mark(lesson, member, { state: "PRESENT" })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => act(at % 2 ? recorder : keeper, "closeAttendanceSheet", { lesson: lesson.id })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    const before = await books()
    expect(await act(recorder, "closeAttendanceSheet", { lesson: lesson.id })).toEqual(answers[0])
    expect(await books()).toBe(before)
    expect(await rows("SELECT count(*)::int FROM attendance.act WHERE lesson_id = $1 AND kind = 'SHEET_CLOSED'", lesson.uuid)).toEqual([{ count: 1 }])
  })

  test("not before the lesson begins, not blindly, not with texts that are none", async () => {
    const later = await opened(1, "2026-11-23T09:00:01+08:00")
    expect(await act(later.recorder, "closeAttendanceSheet", { lesson: later.lesson.id, markAbsent: true })).toMatchObject({ state: "NOT_BEGUN" })
    const { lesson, recorder } = await opened(1, "2026-11-23T09:00:00+08:00")
    const before = await books()
    const close = (more: object) => act(recorder, "closeAttendanceSheet", { lesson: lesson.id, markAbsent: true, ...more })
    expect(await close({ version: 7 })).toMatchObject({ __typename: "InvalidState", state: "CHANGED" })
    expect(await close({ host: "长".repeat(65), summary: "\u0007" })).toMatchObject({ fields: [{ path: "host" }, { path: "summary" }] })
    expect(await books()).toBe(before)
    expect(await close({ version: 1 })).toMatchObject({ sheet: { state: "CLOSED", absent: 1 } })
  })

  test("a sheet that was never opened is none", async () => {
    const { lesson, recorder, keeper } = await ground()
    expect(await act(recorder, "closeAttendanceSheet", { lesson: lesson.id })).toMatchObject({ __typename: "InvalidState", state: "NOT_OPENED" })
    expect(await act(keeper, "approveAttendanceSheet", { lesson: lesson.id })).toMatchObject({ __typename: "InvalidState", state: "NOT_OPENED" })
    const stranger = await world.staff("RECORDER", await world.organisation(world.street))
    expect(await act(stranger, "closeAttendanceSheet", { lesson: lesson.id })).toMatchObject({ __typename: "NotAllowed" })
  })
})
