import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark } = sheetsOf(stack, world)

const LOG = `query ChangeLog($organisation: ID!, $from: DateTime!, $to: DateTime!, $first: Int = 100, $after: String) {
  attendanceChanges(organisation: $organisation, from: $from, to: $to, first: $first, after: $after) {
    totalCount
    nodes { id at lesson { id title } member { id name } before after hoursBefore hoursAfter kind reason evidence actor approvedBy daysAfterLesson afterLock }
  }
}`
type Change = { id: string; member: { id: string }; before: string; after: string; reason: string; actor: string }
const DAY = { from: "2026-11-23T00:00:00+08:00", to: "2026-11-24T00:00:00+08:00" }
const logOf = async (subject: string, organisation: string, more: object = {}) =>
  (await (await stack.as(subject)).request<{ attendanceChanges: { totalCount: number; nodes: Change[] } | null }>(LOG, { organisation, ...DAY, ...more }))
    .attendanceChanges

async function corrected(people = 3) {
  const made = await ground(people, "2026-11-20T14:00:00+08:00")
  const { lesson, recorder, keeper, members } = made
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  for (const member of members) await mark(lesson, member, { state: "ABSENT", at: "2026-11-20T14:00:00+08:00" })
  await act(keeper, "closeAttendanceSheet", { lesson: lesson.id })
  for (const member of members) await act(keeper, "correctAttendance", { lesson: lesson.id, member: member.id, state: "PRESENT", reason: "纸质签到表有其签名" })
  return made
}

test("the log says who changed what from what to what, newest first", async () => {
  const { organiser, lesson, members } = await corrected(2)
  const log = await logOf(await world.staff("AUDITOR", world.district), organiser.id)
  expect(log?.totalCount).toBe(2)
  expect(log?.nodes[0]).toMatchObject({
    at: "2026-11-23T09:00:00+08:00",
    lesson: { id: lesson.id, title: "党章专题辅导" },
    member: { id: members[1]!.id, name: members[1]!.name },
    before: "ABSENT",
    after: "PRESENT",
    kind: "CORRECTED",
    reason: "纸质签到表有其签名",
    evidence: [],
    actor: `COORDINATOR ${organiser.name}`,
    approvedBy: null,
    daysAfterLesson: 3,
    afterLock: false,
  })
  expect(log?.nodes.map(({ id }) => id)).toEqual(
    log!.nodes
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  )
})

test("what follows from scans while a sheet is open is no change", async () => {
  const { organiser, lesson, members, recorder } = await ground(1)
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  const first = await mark(lesson, members[0]!, { state: "PRESENT", source: "CODE" })
  await world.client.query(
    `INSERT INTO attendance.entry (id, lesson_id, member_id, state, category, minutes, planned_hours, held_on, occurred_at, recorded_at, source, replaces_id)
     SELECT gen_random_uuid(), lesson_id, member_id, 'LEFT_EARLY', category, 60, planned_hours, held_on, occurred_at, recorded_at, source, id FROM attendance.entry WHERE id = $1`,
    [first],
  )
  expect(await logOf(recorder, organiser.id)).toEqual({ totalCount: 0, nodes: [] })
})

test("is for those who read the organisation, and holds what lies in the span and the subtree alone", async () => {
  const { organiser, branch, members, recorder } = await corrected(1)
  const beside = await corrected(1)
  expect((await logOf(recorder, organiser.id))?.totalCount).toBe(1)
  expect((await logOf(await world.staff("ADMIN", world.street), organiser.id))?.totalCount).toBe(1)
  for (const subject of [members[0]!.subject, beside.recorder, await world.staff("SECRETARY", branch)]) expect(await logOf(subject, organiser.id)).toBeNull()
  expect((await logOf(recorder, organiser.id, { from: "2026-11-23T09:00:00.001+08:00" }))?.totalCount).toBe(0)
  expect((await logOf(recorder, organiser.id, { to: "2026-11-23T09:00:00+08:00" }))?.totalCount).toBe(0)
  await expect(logOf(recorder, organiser.id, { to: DAY.from })).rejects.toThrow("`to` must be after `from`")
})

test("pages follow each other, and cost the same whatever they hold", async () => {
  const [small, large] = [await corrected(2), await corrected(50)]
  const subject = await world.staff("AUDITOR", world.city)
  await logOf(subject, small.organiser.id)
  const costs = []
  for (const { organiser } of [small, large]) costs.push(await stack.costOf(() => logOf(subject, organiser.id)))
  expect(costs[1]).toEqual(costs[0])
  expect((await logOf(subject, large.organiser.id))?.nodes.length).toBe(50)
})

test("the index of changes is there, under the log's own condition", async () => {
  const plan = await world.client.query<{ "QUERY PLAN": string }>(
    `BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; EXPLAIN SELECT e.id FROM attendance.entry e
     WHERE (e.replaces_id IS NOT NULL OR e.reason IS NOT NULL) AND e.lesson_id IS NOT NULL AND NOT e.is_make_up
       AND e.recorded_at >= '2026-11-23' AND e.recorded_at < '2026-11-24' ORDER BY e.recorded_at DESC, e.id DESC LIMIT 20; COMMIT`,
  )
  const text = (plan as unknown as { rows: { "QUERY PLAN": string }[] }[]).flatMap(({ rows }) => rows.map((row) => row["QUERY PLAN"])).join("\n")
  expect(text).toContain("entry_changes")
})
