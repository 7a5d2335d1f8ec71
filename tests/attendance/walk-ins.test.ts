import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark, scan, books } = sheetsOf(stack, world)

const WAITING = `query ($lesson: ID!, $first: Int, $after: String) { lesson(id: $lesson) { sheet { findings { rule } walkIns(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { member { id } captures source occurredAt } } } } }`
type Waiting = {
  lesson: {
    sheet: {
      findings: { rule: string }[]
      walkIns: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { member: { id: string }; captures: number }[] }
    }
  }
}
const waiting = async (subject: string, lesson: { id: string }, page: object = {}) =>
  (await (await stack.as(subject)).request<Waiting>(WAITING, { lesson: lesson.id, ...page })).lesson.sheet

async function withStrangers(count = 3) {
  const made = await ground(1)
  const strangers = []
  for (let at = 0; at < count; at += 1) {
    const stranger = await world.member(made.branch)
    await scan(made.lesson, stranger, `2026-11-23T07:5${at}:00+08:00`)
    strangers.push(stranger)
  }
  await act(made.recorder, "openAttendanceSheet", { lesson: made.lesson.id })
  return { ...made, strangers }
}

describe("who came without being on the list", () => {
  test("waits in the order of coming, in pages", async () => {
    const { lesson, recorder, strangers, members } = await withStrangers()
    await scan(lesson, strangers[0]!, "2026-11-23T10:00:00+08:00", "SCAN_OUT")
    const { walkIns, findings } = await waiting(recorder, lesson)
    expect(walkIns.totalCount).toBe(3)
    expect(walkIns.nodes.map(({ member, captures }) => [member.id, captures])).toEqual(strangers.map(({ id }, at) => [id, at === 0 ? 2 : 1]))
    expect(findings.map(({ rule }) => rule)).toContain("WALK_INS_WAITING")
    expect(walkIns.nodes.map(({ member }) => member.id)).not.toContain(members[0]!.id)
    const first = await waiting(recorder, lesson, { first: 2 })
    expect(first.walkIns.pageInfo.hasNextPage).toBe(true)
    const rest = await waiting(recorder, lesson, { first: 2, after: first.walkIns.pageInfo.endCursor })
    expect(rest.walkIns.nodes.map(({ member }) => member.id)).toEqual([strangers[2]!.id])
  })

  test("is expected after all, an observer, or not recorded; nobody waits then", async () => {
    const { lesson, recorder, strangers, members } = await withStrangers()
    const decide = (at: number, as: string) => act(recorder, "decideWalkIn", { lesson: lesson.id, member: strangers[at]!.id, as, reason: "核对" })
    expect(await decide(0, "EXPECTED")).toMatchObject({ sheet: { expected: 2, present: 1, unmarked: 1, observers: 0 } })
    expect(await decide(1, "OBSERVER")).toMatchObject({ sheet: { expected: 2, present: 1, unmarked: 1, observers: 1 } })
    expect(await decide(2, "REFUSED")).toMatchObject({ sheet: { expected: 2, present: 1, unmarked: 1, observers: 1 } })
    expect((await waiting(recorder, lesson)).walkIns.totalCount).toBe(0)
    expect(await decide(2, "EXPECTED")).toMatchObject({ sheet: { expected: 3, present: 2, observers: 1 } })
    await mark(lesson, members[0]!, { state: "ABSENT" })
    expect(await act(recorder, "closeAttendanceSheet", { lesson: lesson.id })).toMatchObject({ sheet: { expected: 3, present: 2, absent: 1 } })
    const acts = await world.client.query(
      "SELECT kind::text, after ->> 'as' AS as FROM attendance.act WHERE lesson_id = $1 AND kind::text ~ '^(WALK|EXPECTED)' ORDER BY id",
      [lesson.uuid],
    )
    expect(acts.rows.map(({ kind, as }) => `${kind} ${as ?? ""}`.trim())).toEqual([
      "EXPECTED_ADDED",
      "WALK_IN_DECIDED EXPECTED",
      "WALK_IN_DECIDED OBSERVER",
      "WALK_IN_DECIDED REFUSED",
      "EXPECTED_ADDED",
      "WALK_IN_DECIDED EXPECTED",
    ])
  })

  test("refuses people who were not captured, are on the list or recorded; and those who may not; nothing changes", async () => {
    const { lesson, recorder, strangers, members, branch } = await withStrangers()
    await act(recorder, "decideWalkIn", { lesson: lesson.id, member: strangers[0]!.id, as: "OBSERVER", reason: "旁听" })
    await scan(lesson, members[0]!)
    const before = await books()
    for (const member of [await world.member(branch), strangers[0]!, members[0]!])
      expect(await act(recorder, "decideWalkIn", { lesson: lesson.id, member: member.id, as: "EXPECTED", reason: "核对" })).toMatchObject({
        fields: [{ path: "member" }],
      })
    for (const subject of [members[0]!.subject, await world.staff("AUDITOR", world.city), await world.staff("RECORDER", branch)])
      expect(await act(subject, "decideWalkIn", { lesson: lesson.id, member: strangers[1]!.id, as: "EXPECTED", reason: "核对" })).toMatchObject({
        __typename: "NotAllowed",
      })
    expect(await books()).toBe(before)
  })

  test("the list is amended by reason, while nothing is recorded of whom it takes off", async () => {
    const { lesson, recorder, members, strangers, branch } = await withStrangers()
    const amend = (member: { id: string }, isExpected: boolean) =>
      act(recorder, "amendExpectedList", { lesson: lesson.id, member: member.id, isExpected, reason: "转出" })
    expect(await amend(members[0]!, false)).toMatchObject({ sheet: { expected: 0, unmarked: 0 } })
    expect(await amend(members[0]!, false)).toMatchObject({ fields: [{ path: "member" }] })
    expect(await amend(members[0]!, true)).toMatchObject({ sheet: { expected: 1, unmarked: 1 } })
    expect(await amend(strangers[0]!, true)).toMatchObject({ sheet: { expected: 2, present: 1 } })
    expect(await amend(strangers[0]!, false)).toMatchObject({ fields: [{ message: "The person is recorded: correct what is recorded instead." }] })
    const elsewhere = await world.member(await world.organisation(world.city))
    expect(await amend(elsewhere, true)).toMatchObject({ fields: [{ message: "There is no such person for you." }] })
    expect(await amend(await world.member(branch), true)).toMatchObject({ sheet: { expected: 3 } })
  })

  test("whose leave was approved, and who is not on the list when the sheet opens, owes nothing for it", async () => {
    const { lesson, recorder, branch, members } = await ground(2)
    const gone = await world.member(branch)
    const at = new Date("2026-11-20T09:00:00+08:00")
    const owed = { state: "DUE", due_on: "2026-12-23", created_at: at }
    for (const person of [gone, members[0]!]) {
      const asked = { kind: "SICK", reason: "病假", evidence: [], state: "APPROVED", requested_at: at, requested_by_id: person.uuid, requested_by: person.name }
      const leave_id = await world.insert("attendance.leave", { lesson_id: lesson.uuid, member_id: person.uuid, branch_id: branch.uuid, ...asked })
      await world.insert("attendance.make_up", { lesson_id: lesson.uuid, member_id: person.uuid, branch_id: branch.uuid, leave_id, evidence: [], ...owed })
    }
    expect(await act(recorder, "openAttendanceSheet", { lesson: lesson.id })).toMatchObject({ __typename: "AttendanceSheetOpened" })
    const { rows } = await world.client.query("SELECT member_id, state::text, note FROM attendance.make_up WHERE lesson_id = $1 ORDER BY state", [lesson.uuid])
    expect(rows).toEqual([
      { member_id: members[0]!.uuid, state: "DUE", note: null },
      { member_id: gone.uuid, state: "LIFTED", note: "不在名单" },
    ])
    expect(await act(recorder, "closeAttendanceSheet", { lesson: lesson.id, markAbsent: true })).toMatchObject({
      sheet: { expected: 2, onLeave: 1, absent: 1 },
    })
  })
})
