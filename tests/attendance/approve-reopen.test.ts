import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type SheetGround, sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark, books } = sheetsOf(stack, world)
const rows = async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows

type State = "OPEN" | "CLOSED" | "APPROVED" | "REOPENED"
type Role = "recorder" | "keeper" | "secretary"

/** A sheet of two, one there and one absent, that stands so. The keeper closes, the secretary approves and reopens. */
async function standing(state: State): Promise<SheetGround> {
  const made = await ground(2)
  const { lesson, recorder, keeper, secretary, members } = made
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  await mark(lesson, members[0]!, { state: "PRESENT" })
  await mark(lesson, members[1]!, { state: "ABSENT" })
  if (state === "OPEN") return made
  await act(keeper, "closeAttendanceSheet", { lesson: lesson.id })
  if (state === "CLOSED") return made
  if (state === "APPROVED") await act(secretary, "approveAttendanceSheet", { lesson: lesson.id })
  else await act(secretary, "reopenAttendanceSheet", { lesson: lesson.id, reason: "漏记" })
  return made
}

const WHO: readonly Role[] = ["recorder", "keeper", "secretary"]
const NO = { recorder: "NotAllowed", keeper: "NotAllowed", secretary: "NotAllowed" }
const all = (answer: string) => ({ recorder: answer, keeper: answer, secretary: answer })
const stated = (answer: string) => ({ ...all(answer), recorder: "NotAllowed" })

/** What each act answers, in each state, to each role. The keeper has closed the sheet. */
const TABLE: Record<string, Record<State, Record<Role, string>>> = {
  openAttendanceSheet: {
    OPEN: all("AttendanceSheetOpened"),
    REOPENED: all("AttendanceSheetOpened"),
    CLOSED: all("InvalidState"),
    APPROVED: all("InvalidState"),
  },
  closeAttendanceSheet: {
    OPEN: all("AttendanceSheetClosed"),
    REOPENED: all("AttendanceSheetClosed"),
    CLOSED: all("AttendanceSheetClosed"),
    APPROVED: all("InvalidState"),
  },
  updateSheetDetails: {
    OPEN: all("SheetDetailsUpdated"),
    REOPENED: all("SheetDetailsUpdated"),
    CLOSED: all("SheetDetailsUpdated"),
    APPROVED: all("InvalidState"),
  },
  approveAttendanceSheet: {
    OPEN: stated("InvalidState"),
    REOPENED: stated("InvalidState"),
    CLOSED: { ...NO, secretary: "AttendanceSheetApproved" },
    APPROVED: stated("InvalidState"),
  },
  reopenAttendanceSheet: {
    OPEN: stated("InvalidState"),
    REOPENED: stated("InvalidState"),
    CLOSED: stated("AttendanceSheetReopened"),
    APPROVED: { ...NO, secretary: "AttendanceSheetReopened" },
  },
  correctAttendance: {
    OPEN: all("AttendanceCorrected"),
    REOPENED: all("AttendanceCorrected"),
    CLOSED: { recorder: "ApprovalRequired", keeper: "AttendanceCorrected", secretary: "AttendanceCorrected" },
    APPROVED: all("ApprovalRequired"),
  },
  amendExpectedList: { OPEN: all("ExpectedListAmended"), REOPENED: all("ExpectedListAmended"), CLOSED: all("InvalidState"), APPROVED: all("InvalidState") },
}

const CASES = Object.entries(TABLE).flatMap(([mutation, states]) =>
  Object.entries(states).flatMap(([state, roles]) => WHO.map((role) => [mutation, state as State, role, roles[role]] as const)),
)

test.each(CASES)("%s of a sheet that is %s by the %s: %s", async (mutation, state, role, expected) => {
  const made = await standing(state)
  const { lesson, members, branch } = made
  const inputs: Record<string, object> = {
    updateSheetDetails: { host: "王书记" },
    reopenAttendanceSheet: { reason: "漏记一人" },
    correctAttendance: { member: members[1]!.id, state: "PRESENT", reason: "签到表有其签名" },
    amendExpectedList: { member: (await world.member(branch)).id, isExpected: true, reason: "漏列" },
  }
  const before = await books()
  const answer = await act(made[role], mutation, { lesson: lesson.id, ...inputs[mutation] })
  expect(answer.__typename).toBe(expected)
  const isRefused = /^(NotAllowed|InvalidState)$/.test(expected)
  expect(isRefused ? await books() : before).toBe(before)
})

describe("approving and reopening", () => {
  test("whoever closed it does not approve it, and is told so", async () => {
    const { lesson, keeper } = await standing("CLOSED")
    expect(await act(keeper, "approveAttendanceSheet", { lesson: lesson.id })).toEqual({
      __typename: "NotAllowed",
      message: "You closed this sheet: a second person approves it.",
    })
  })

  test("reopening takes the approval away, counts anew, and is closed again", async () => {
    const { lesson, secretary, recorder, members, keeper } = await standing("APPROVED")
    expect(await act(secretary, "reopenAttendanceSheet", { lesson: lesson.id, reason: "漏记" })).toMatchObject({
      sheet: { state: "REOPENED", present: 1, absent: 1 },
    })
    expect(await rows("SELECT approved_at, approved_by FROM attendance.sheet WHERE lesson_id = $1", lesson.uuid)).toEqual([
      { approved_at: null, approved_by: null },
    ])
    await act(recorder, "correctAttendance", { lesson: lesson.id, member: members[1]!.id, state: "PRESENT", reason: "签到表有其签名" })
    expect(await act(keeper, "closeAttendanceSheet", { lesson: lesson.id })).toMatchObject({ sheet: { state: "CLOSED", present: 2, absent: 0 } })
    expect(
      (await rows("SELECT kind::text FROM attendance.act WHERE lesson_id = $1 AND kind::text LIKE 'SHEET%' ORDER BY id", lesson.uuid)).map(({ kind }) => kind),
    ).toEqual(["SHEET_OPENED", "SHEET_CLOSED", "SHEET_APPROVED", "SHEET_REOPENED", "SHEET_CLOSED"])
  })

  test("needs a reason", async () => {
    const { lesson, keeper } = await standing("CLOSED")
    expect(await act(keeper, "reopenAttendanceSheet", { lesson: lesson.id, reason: " " })).toMatchObject({ fields: [{ path: "reason" }] })
  })

  test("details that are left out stay, and null clears", async () => {
    const { lesson, recorder } = await standing("OPEN")
    await act(recorder, "updateSheetDetails", { lesson: lesson.id, host: "王书记", recorder: "李干事" })
    expect(await act(recorder, "updateSheetDetails", { lesson: lesson.id, recorder: null, summary: "一、学习\n二、讨论" })).toMatchObject({
      sheet: { host: "王书记", recorder: null, summary: "一、学习\n二、讨论" },
    })
  })
})
