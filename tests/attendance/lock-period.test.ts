import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark, books } = sheetsOf(stack, world)
const rows = async (text: string, ...values: unknown[]) => (await world.client.query(text, values)).rows

/** A sheet of October, closed. */
async function october() {
  const made = await ground(2, "2026-10-15T14:00:00+08:00")
  const { lesson, recorder, members, keeper } = made
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  await mark(lesson, members[0]!, { state: "PRESENT", at: "2026-10-15T14:00:00+08:00" })
  await mark(lesson, members[1]!, { state: "ABSENT", at: "2026-10-15T14:00:00+08:00" })
  await act(keeper, "closeAttendanceSheet", { lesson: lesson.id })
  const correct = (subject: string, more: object = {}) =>
    act(subject, "correctAttendance", { lesson: lesson.id, member: members[1]!.id, state: "ON_LEAVE", reason: "补交请假条", ...more })
  return { ...made, correct, october: { organisation: made.organiser.id, year: 2026, month: 10 } }
}
type Asked = { request: { id: string } }

describe("locking a period", () => {
  test("once all its sheets are closed; again gives the same answer", async () => {
    const { lesson, secretary, keeper, october: period } = await october()
    await act(keeper, "reopenAttendanceSheet", { lesson: lesson.id, reason: "漏记" })
    const before = await books()
    expect(await act(secretary, "lockPeriod", period)).toEqual({
      __typename: "SheetsStillOpen",
      message: "1 sheet is still open in this period. Close it first.",
      lessons: [{ id: lesson.id }],
    })
    expect(await books()).toBe(before)
    await act(keeper, "closeAttendanceSheet", { lesson: lesson.id })
    const answer = await act(secretary, "lockPeriod", period)
    expect(answer).toEqual({ __typename: "PeriodLocked", message: "2026-10 is locked.", lockedAt: "2026-11-23T09:00:00+08:00" })
    expect(await act(secretary, "lockPeriod", period)).toEqual(answer)
    expect(
      await rows(
        "SELECT count(*)::int FROM attendance.period_lock WHERE organisation_path = (SELECT organisation_path FROM attendance.sheet WHERE lesson_id = $1)",
        lesson.uuid,
      ),
    ).toEqual([{ count: 1 }])
  })

  test("is not for a period that is not over, nor for one that is none", async () => {
    const { secretary, october: period } = await october()
    const before = await books()
    const paths = async (more: object) =>
      ((await act(secretary, "lockPeriod", { ...period, ...more })) as unknown as { fields?: { path: string }[] }).fields?.map(({ path }) => path)
    expect(await paths({ month: 11 })).toEqual(["month"])
    expect(await paths({ month: null })).toEqual(["year"])
    expect(await paths({ month: 13 })).toEqual(["month"])
    expect(await paths({ year: 1999 })).toEqual(["year"])
    expect(await books()).toBe(before)
  })

  test("is for those who govern there or above", async () => {
    const { recorder, keeper, members, branch, october: period } = await october()
    const before = await books()
    for (const subject of [
      recorder,
      keeper,
      members[0]!.subject,
      await world.staff("AUDITOR", world.city),
      await world.staff("SECRETARY", branch),
      await world.staff("ADMIN", await world.organisation(world.street)),
    ])
      expect(await act(subject, "lockPeriod", period)).toMatchObject({ __typename: "NotAllowed" })
    expect(await books()).toBe(before)
    expect(await act(await world.staff("ADMIN", world.district), "lockPeriod", { ...period, year: 2025, month: null })).toMatchObject({
      __typename: "PeriodLocked",
    })
  })

  test("by a superior, holds for everything below: changes are asked for, and decided at the lock or above", async () => {
    const { lesson, correct, recorder, secretary, keeper, members, organiser } = await october()
    const [above, beside] = [await world.staff("SECRETARY", world.street), await world.staff("ADMIN", await world.organisation(world.district))]
    // Other tests of this file have sheets of October below the same street.
    await world.client.query("UPDATE attendance.sheet SET state = 'CLOSED' WHERE state IN ('OPEN', 'REOPENED') AND expected = present + on_leave + absent")
    expect(await act(above, "lockPeriod", { organisation: world.street.id, year: 2026, month: 10 })).toMatchObject({ __typename: "PeriodLocked" })
    const before = await books()
    expect(await correct(secretary)).toEqual({ __typename: "PeriodLocked", lockedAt: "2026-11-23T09:00:00+08:00" })
    expect(await act(secretary, "reopenAttendanceSheet", { lesson: lesson.id, reason: "漏记" })).toMatchObject({ __typename: "PeriodLocked" })
    expect(await books()).toBe(before)

    const { request } = (await correct(recorder, { asksApproval: true })) as unknown as Asked
    const decide = (subject: string) => act(subject, "decideCorrection", { correction: request.id, approve: true })
    for (const subject of [keeper, secretary, beside]) expect(await decide(subject)).toMatchObject({ __typename: "NotAllowed" })
    expect(await decide(above)).toMatchObject({ entry: { before: "ABSENT", after: "ON_LEAVE", approvedBy: `SECRETARY ${world.street.name}`, afterLock: true } })
    expect(await rows("SELECT on_leave, absent FROM attendance.sheet WHERE lesson_id = $1", lesson.uuid)).toEqual([{ on_leave: 1, absent: 0 }])
    expect(
      await rows("SELECT is_after_lock FROM attendance.entry WHERE lesson_id = $1 AND member_id = $2 AND reason IS NOT NULL", lesson.uuid, members[1]!.uuid),
    ).toEqual([{ is_after_lock: true }])

    const late = await world.lesson(organiser, "2026-10-20T09:00:00+08:00", { expected: members })
    expect(await act(recorder, "openAttendanceSheet", { lesson: late.id })).toMatchObject({ __typename: "InvalidState", state: "PERIOD_LOCKED" })
    const edge = await world.lesson(organiser, "2026-11-01T00:00:00+08:00", { expected: members })
    expect(await act(recorder, "openAttendanceSheet", { lesson: edge.id })).toMatchObject({ __typename: "AttendanceSheetOpened" })
  })

  test("while others correct, reopen and open: nothing is written beside the lock", { timeout: 60_000 }, async () => {
    for (let round = 0; round < 5; round += 1) {
      const { lesson, correct, secretary, keeper, recorder, organiser, members } = await ground(2, "2026-09-15T14:00:00+08:00").then(async (made) => {
        await act(made.recorder, "openAttendanceSheet", { lesson: made.lesson.id })
        await act(made.keeper, "closeAttendanceSheet", { lesson: made.lesson.id, markAbsent: true })
        return {
          ...made,
          correct: (state: string) => act(made.keeper, "correctAttendance", { lesson: made.lesson.id, member: made.members[1]!.id, state, reason: "核对" }),
        }
      })
      const another = await world.lesson(organiser, "2026-09-20T09:00:00+08:00", { expected: members })
      const [locked] = await Promise.all([
        act(secretary, "lockPeriod", { organisation: organiser.id, year: 2026, month: 9 }),
        correct("PRESENT"),
        correct("ON_LEAVE"),
        act(keeper, "reopenAttendanceSheet", { lesson: lesson.id, reason: "漏记" }),
        act(recorder, "openAttendanceSheet", { lesson: another.id }),
      ])
      const [open] = await rows("SELECT count(*)::int FROM attendance.sheet WHERE organisation_path = $1 AND state IN ('OPEN', 'REOPENED')", organiser.path)
      expect(["PeriodLocked", "SheetsStillOpen"]).toContain(locked.__typename)
      expect(locked.__typename === "PeriodLocked" ? open.count : 0).toBe(0)
    }
  })

  test("locks that bear on an organisation are listed for those who read it", async () => {
    const { organiser, branch, secretary, members } = await ground(1)
    await act(secretary, "lockPeriod", { organisation: organiser.id, year: 2024, month: 2, reason: "年度归档" })
    const query = `query ($organisation: ID!) { periodLocks(organisation: $organisation) { totalCount nodes { year month fromOn untilOn reason } } }`
    const ask = async (subject: string, organisation: string) =>
      (await (await stack.as(subject)).request<{ periodLocks: { nodes: object[] } | null }>(query, { organisation })).periodLocks
    const lock = { year: 2024, month: 2, fromOn: "2024-02-01", untilOn: "2024-02-29", reason: "年度归档" }
    expect((await ask(await world.staff("RECORDER", branch), branch.id))?.nodes).toContainEqual(lock)
    expect((await ask(await world.staff("AUDITOR", world.city), world.city.id))?.nodes).toContainEqual(lock)
    expect(await ask(members[0]!.subject, branch.id)).toBeNull()
    expect(await ask(await world.staff("ADMIN", await world.organisation(world.street)), organiser.id)).toBeNull()
  })
})
