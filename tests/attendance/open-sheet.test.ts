import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const { act, ground, scan, books } = sheetsOf(stack, world)
const rows = async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows

const SHEET_OF_TWO = { state: "OPEN", version: 1, expected: 2, present: 0, onLeave: 0, absent: 0, unmarked: 2, observers: 0 }

describe("opening a sheet", () => {
  test("takes the list over, each with the branch of the day, holds the lesson and keeps it as it is", async () => {
    const { lesson, recorder, members, branch, organiser } = await ground()
    expect(await act(recorder, "openAttendanceSheet", { lesson: lesson.id })).toEqual({ __typename: "AttendanceSheetOpened", sheet: SHEET_OF_TWO })

    expect(await rows("SELECT status::text, version FROM courses.lesson WHERE id = $1", lesson.uuid)).toEqual([{ status: "HELD", version: 2 }])
    expect(await rows("SELECT member_id, branch_id, is_expected FROM attendance.sheet_place WHERE lesson_id = $1 ORDER BY 1", lesson.uuid)).toEqual(
      members.map(({ uuid }) => ({ member_id: uuid, branch_id: branch.uuid, is_expected: true })).sort((a, b) => (a.member_id < b.member_id ? -1 : 1)),
    )
    const frozen =
      "SELECT organisation_id, held_on::text, category::text, mode::text, planned_hours::float8 AS hours, is_counted, periods FROM attendance.sheet WHERE lesson_id = $1"
    expect(await rows(frozen, lesson.uuid)).toEqual([
      {
        organisation_id: organiser.uuid,
        held_on: "2026-11-23",
        category: "PARTY_LECTURE",
        mode: "FACE_TO_FACE",
        hours: 2,
        is_counted: true,
        periods: [{ startsAt: "2026-11-23T00:00:00.000Z", endsAt: "2026-11-23T02:00:00.000Z" }],
      },
    ])
    expect(await rows("SELECT kind::text, after FROM attendance.act WHERE lesson_id = $1", lesson.uuid)).toEqual([
      { kind: "SHEET_OPENED", after: { expected: 2, onLeave: 0 } },
    ])
  })

  test("a change of the list afterwards changes nothing of it", async () => {
    const { lesson, recorder, members } = await ground()
    await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
    await world.client.query("DELETE FROM courses.enrolment WHERE lesson_id = $1 AND member_id = $2", [lesson.uuid, members[0]!.uuid])
    expect(await act(recorder, "openAttendanceSheet", { lesson: lesson.id })).toEqual({ __typename: "AttendanceSheetOpened", sheet: SHEET_OF_TWO })
  })

  test("the branch is that of the lesson's day, not of today", async () => {
    const { lesson, recorder, members, organiser } = await ground(1, "2026-06-01T09:00:00+08:00")
    const other = await world.organisation(organiser)
    const [person] = members
    await world.client.query("UPDATE people.membership SET to_on = '2026-09-01' WHERE member_id = $1", [person!.uuid])
    const moved = { member_id: person!.uuid, organisation_id: other.uuid, organisation_path: other.path, participation: "DIRECT", from_on: "2026-09-01" }
    await world.insert("people.membership", moved)
    await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [person!.uuid, other.uuid, other.path])
    await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
    const [place] = await rows("SELECT branch_id <> $2 AS is_former FROM attendance.sheet_place WHERE lesson_id = $1", lesson.uuid, other.uuid)
    expect(place).toEqual({ is_former: true })
  })

  test("early scans take effect; who is not on the list waits", async () => {
    const { lesson, recorder, members, branch } = await ground()
    const stranger = await world.member(branch)
    await scan(lesson, members[0]!)
    await scan(lesson, stranger)
    expect(await act(recorder, "openAttendanceSheet", { lesson: lesson.id })).toMatchObject({ sheet: { ...SHEET_OF_TWO, present: 1, unmarked: 1 } })
    expect(await rows("SELECT member_id, state::text, minutes FROM attendance.entry WHERE lesson_id = $1", lesson.uuid)).toEqual([
      { member_id: members[0]!.uuid, state: "PRESENT", minutes: 120 },
    ])
  })

  test("fifty who open it at once open it once", { timeout: 60_000 }, async () => {
    const { lesson, recorder } = await ground()
    const answers = await Promise.all(Array.from({ length: 50 }, () => act(recorder, "openAttendanceSheet", { lesson: lesson.id })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await rows("SELECT kind::text FROM attendance.act WHERE lesson_id = $1", lesson.uuid)).toEqual([{ kind: "SHEET_OPENED" }])
  })

  test("from the first minute of its day on", async () => {
    const tonight = await ground(1, "2026-11-23T23:30:00+08:00")
    expect(await act(tonight.recorder, "openAttendanceSheet", { lesson: tonight.lesson.id })).toMatchObject({ __typename: "AttendanceSheetOpened" })
    const tomorrow = await ground(1, "2026-11-24T00:00:00+08:00")
    expect(await act(tomorrow.recorder, "openAttendanceSheet", { lesson: tomorrow.lesson.id })).toMatchObject({
      __typename: "InvalidState",
      state: "TOO_EARLY",
    })
    expect(await rows("SELECT status::text FROM courses.lesson WHERE id = $1", tomorrow.lesson.uuid)).toEqual([{ status: "PUBLISHED" }])
  })

  test.each(["DRAFT", "CANCELLED"])("a lesson that is %s is refused, and nothing changes", async (status) => {
    const { lesson, recorder } = await ground()
    await world.client.query("UPDATE courses.lesson SET status = $2::courses.lesson_status WHERE id = $1", [lesson.uuid, status])
    const before = await books()
    expect(await act(recorder, "openAttendanceSheet", { lesson: lesson.id })).toMatchObject({ __typename: "InvalidState", state: status })
    expect(await books()).toBe(before)
  })

  test("is for those who record at its organiser; to others there is no such lesson", async () => {
    const { lesson, organiser, branch, members, recorder, keeper, secretary } = await ground()
    const before = await books()
    const refused = {
      auditor: await world.staff("AUDITOR", world.city),
      "recorder below": await world.staff("RECORDER", branch),
      "recorder beside": await world.staff("RECORDER", await world.organisation(world.street)),
      "somebody on the list": members[0]!.subject,
    }
    for (const subject of Object.values(refused))
      expect(await act(subject, "openAttendanceSheet", { lesson: lesson.id })).toMatchObject({ __typename: "NotAllowed" })
    const absent = { lesson: lesson.id.replace(/.$/, (last) => (last === "0" ? "1" : "0")) }
    const hidden = await act(refused["recorder beside"], "openAttendanceSheet", { lesson: lesson.id })
    expect(await act(recorder, "openAttendanceSheet", absent)).toEqual(hidden)
    expect(await books()).toBe(before)
    for (const subject of [recorder, keeper, secretary, await world.staff("ADMIN", world.city)])
      expect(await act(subject, "openAttendanceSheet", { lesson: (await world.lesson(organiser, "2026-11-23T08:00:00+08:00")).id })).toMatchObject({
        __typename: "AttendanceSheetOpened",
      })
  })
})
