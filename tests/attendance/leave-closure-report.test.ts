import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { absencesIn } from "../kit/absences.ts"
import { emptyDatabase } from "../kit/database.ts"
import { inTreeOrder, reportsIn } from "../kit/reports-read.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { moveOrganisation } from "../kit/world-history.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const readReport = reportsIn(url)
const absences = absencesIn(world)
const MARCH = { from: "2025-03-01", to: "2025-03-31" }
const report = async (subject: string, at: Place, more: object = {}) => readReport(subject, "LEAVE_CLOSURE", { organisation: at.id, ...MARCH, ...more })
const at = (day: string) => new Date(`${day}T09:00:00+08:00`)

/** A person who was not at a lesson of 14 March 2025 and what became of it, in books that were written on the day. */
async function absent(
  branch: Place,
  state: "ON_LEAVE" | "ABSENT",
  owed: Record<string, unknown> | null = {},
): Promise<Person & { entry: string; lesson: string }> {
  const person = await world.member(branch)
  const lesson = await world.lesson(world.community, "2025-03-14T09:00:00+08:00", { status: "HELD", expected: [person] })
  await absences.sheetOf(lesson, world.community, branch, { state: "CLOSED", heldOn: "2025-03-14", expected: [person] })
  const entry = await absences.mark(lesson, person, branch, state, "2025-03-14")
  if (owed) await absences.obligation(lesson, person, branch, "2025-04-14", { created_at: at("2025-03-14"), ...owed })
  return { ...person, entry, lesson: lesson.uuid }
}
const DONE = { state: "COMPLETED", completed_on: "2025-04-02", settled_at: at("2025-04-02") }
const LATE = { state: "COMPLETED", completed_on: "2025-05-02", settled_at: at("2025-05-02") }

/** Two branches of one general branch and one of another, with what the customary table shows. */
async function ground() {
  const street = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET", name: "向阳街道" })
  const [general, beside] = (await inTreeOrder(world, street, ["向阳社区", "滨河社区"], { kind: "GENERAL_BRANCH", level: "COMMUNITY" })) as [Place, Place]
  const [one, two] = (await inTreeOrder(world, general, ["第一党支部", "第二党支部"])) as [Place, Place]
  const three = await world.organisation(beside, { name: "滨河支部" })
  for (const owed of [DONE, DONE, {}]) await absent(one, "ON_LEAVE", owed)
  for (const state of ["ON_LEAVE", "ON_LEAVE", "ON_LEAVE", "ABSENT"] as const) await absent(two, state)
  await absent(three, "ABSENT", LATE)
  await absent(three, "ABSENT", { state: "EXEMPT", settled_at: at("2025-04-01") })
  return { street, general, beside, one, two, three, auditor: await world.staff("AUDITOR", street) }
}

test("the report has a line a branch and the customary totals: of each general branch, and of whoever asked", async () => {
  const { street, general, beside, one, two, three, auditor } = await ground()
  const read = await report(auditor, street)
  expect(read?.lines).toEqual([
    "ROW 第一党支部 3 0 3 2 2 0 1 66.7 0 0",
    "ROW 第二党支部 3 1 4 0 0 0 4 0 0 0",
    "TOTAL 小计 向阳社区 6 1 7 2 2 0 5 28.6 0 0",
    "ROW 滨河支部 0 2 1 1 0 1 0 100 0 1",
    "TOTAL 小计 滨河社区 0 2 1 1 0 1 0 100 0 1",
    "TOTAL 合计 向阳街道 6 3 8 3 2 1 5 37.5 0 1",
  ])
  expect(read?.keys).toEqual([one.id, two.id, general.id, three.id, beside.id, street.id])
  expect(read).toMatchObject({ gaps: [], count: 3, report: { title: "2025-03-01至2025-03-31请假与补课闭环表" } })
  for (const { rest, expected } of (await read?.restsAfterPositions()) ?? []) expect(rest).toEqual(expected)
  expect((await report(auditor, one))?.lines).toEqual(["ROW 第一党支部 3 0 3 2 2 0 1 66.7 0 0", "TOTAL 合计 第一党支部 3 0 3 2 2 0 1 66.7 0 0"])
  expect((await report(auditor, street, { from: "2024-03-01", to: "2024-03-31" }))?.lines).toEqual(["TOTAL 合计 向阳街道 0 0 0 0 0 0 0 - 0 0"])
})

test("as the books stood: what was done, corrected, exempted and taken back later is not in it, and what is overdue is judged on that day", async () => {
  const { street, one, three, auditor } = await ground()
  const then = async (day: string, where = street) =>
    (await report(auditor, where, { asOf: new Date(`${day}T18:00:00+08:00`) }))?.lines.at(-1)?.replace(/^TOTAL 合计 \S+ /, "")
  // Nobody had made up anything by the end of March, and nothing was overdue.
  expect(await then("2025-03-31")).toBe("6 3 9 0 0 0 0 0 9 0")
  expect(await then("2025-04-02")).toBe("6 3 8 2 2 0 0 25 6 1")
  expect(await then("2025-04-15")).toBe("6 3 8 2 2 0 6 25 0 1")
  expect(await then("2025-05-02")).toBe("6 3 8 3 2 1 5 37.5 0 1")
  expect(await then("2025-03-13")).toBe("0 0 0 0 0 0 0 - 0 0")
  const before = await report(auditor, street, { asOf: at("2025-06-01") })

  // Later: somebody was there after all; a completion is taken back; a deadline is put off; a branch moves away.
  const act = (kind: string, subject: string | undefined, change: object) =>
    world.insert("attendance.act", {
      kind,
      subject_id: subject,
      occurred_at: at("2025-07-01"),
      recorded_at: at("2025-07-01"),
      recorded_by: randomUUID(),
      recorder_name: "记录人",
      ...change,
    })
  const completed = await world.client.query<{ id: string }>("SELECT id FROM attendance.make_up WHERE branch_id = $1 AND state = 'COMPLETED' LIMIT 1", [
    one.uuid,
  ])
  const owing = await world.client.query<{ id: string; lesson_id: string; member_id: string }>(
    "SELECT id, lesson_id, member_id FROM attendance.make_up WHERE branch_id = $1 AND state = 'DUE' LIMIT 1",
    [one.uuid],
  )
  const back = completed.rows[0]?.id
  await act("MAKE_UP_COMPLETED", back, {
    occurred_at: at("2025-04-02"),
    recorded_at: at("2025-04-02"),
    before: JSON.stringify({ state: "DUE", dueOn: "2025-04-14" }),
    after: JSON.stringify({ state: "COMPLETED", completedOn: "2025-04-02" }),
  })
  await act("MAKE_UP_DUE", back, { before: JSON.stringify({ state: "COMPLETED" }), after: JSON.stringify({ state: "DUE", dueOn: "2025-04-14" }) })
  await world.client.query("UPDATE attendance.make_up SET state = 'DUE', completed_on = NULL, settled_at = NULL WHERE id = $1", [back])
  await act("MAKE_UP_POSTPONED", owing.rows[0]?.id, {
    before: JSON.stringify({ state: "DUE", dueOn: "2025-04-14" }),
    after: JSON.stringify({ state: "DUE", dueOn: "2026-12-31" }),
  })
  await world.client.query("UPDATE attendance.make_up SET due_on = '2026-12-31' WHERE id = $1", [owing.rows[0]?.id])
  expect((await report(auditor, one))?.lines[0]).toBe("ROW 第一党支部 3 0 3 1 1 0 1 33.3 1 0")
  const gone = await world.client.query<{ id: string; lesson_id: string; member_id: string }>(
    "SELECT id, lesson_id, member_id FROM attendance.entry WHERE branch_id = $1 AND state = 'ABSENT' LIMIT 1",
    [three.uuid],
  )
  await absences.mark({ uuid: gone.rows[0]!.lesson_id, id: "" }, { uuid: gone.rows[0]!.member_id } as Person, three, "PRESENT", "2025-03-14", gone.rows[0]!.id)
  await world.client.query("ALTER TABLE attendance.entry DISABLE TRIGGER USER")
  await world.client.query("UPDATE attendance.entry SET recorded_at = $2 WHERE replaces_id = $1", [gone.rows[0]!.id, at("2025-07-01")])
  await world.client.query("ALTER TABLE attendance.entry ENABLE TRIGGER USER")
  const elsewhere = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
  await moveOrganisation(world.client, one, elsewhere, "2025-08-01")
  await world.client.query("UPDATE organisation.organisation SET name = '改名后的街道' WHERE id = $1", [street.uuid])

  expect((await report(auditor, street))?.lines.at(-1)).toBe("TOTAL 合计 向阳街道 3 2 4 0 0 0 4 0 0 1")
  const again = await report(await world.staff("ADMIN", world.city), street, { asOf: at("2025-06-01") })
  expect(again?.lines).toEqual(before?.lines)
  expect(again?.digest).toBe(before?.digest)
})

test("what the figures do not know is said: sheets that were open, and people whose branch is unknown", async () => {
  const { street, three, auditor } = await ground()
  const lesson = await world.lesson(three, "2025-03-20T09:00:00+08:00", { status: "HELD" })
  await absences.sheetOf(lesson, three, three, { state: "OPEN", heldOn: "2025-03-20" })
  const closed = await world.lesson(three, "2025-03-21T09:00:00+08:00", { status: "HELD" })
  await absences.sheetOf(closed, three, three, { state: "CLOSED", heldOn: "2025-03-21" })
  await absences.mark(closed, await world.member(three), { ...three, uuid: null as unknown as string }, "ABSENT", "2025-03-21")
  expect((await report(auditor, street))?.gaps).toMatchObject([
    { subgraph: "attendance", message: expect.stringContaining("1 张签到表") as string },
    { subgraph: "people", message: expect.stringContaining("1 人次") as string },
  ])
})

test("the query says with its header what it takes to ask again, and refuses moments and days that cannot be", async () => {
  const { street, auditor } = await ground()
  const client = await stack.as(auditor)
  const ask = (variables: object) =>
    client.request<{ leaveClosure: { header: { digest: string; asOf: string } } }>(
      `query ($id: ID!, $from: Date!, $to: Date!, $asOf: DateTime) { leaveClosure(organisation: $id, from: $from, to: $to, asOf: $asOf, purpose: "核查补课") {
        header { title organisation { id } fromOn toOn year asOf ruleSet { id } generatedBy purpose digest } gaps { message } total { owed rate } } }`,
      { id: street.id, ...MARCH, ...variables },
    )
  const { leaveClosure } = await ask({})
  expect(leaveClosure).toEqual({
    header: {
      title: "2025-03-01至2025-03-31请假与补课闭环表",
      organisation: { id: street.id },
      fromOn: MARCH.from,
      toOn: MARCH.to,
      year: null,
      asOf: "2026-11-23T09:00:00+08:00",
      ruleSet: null,
      generatedBy: `AUDITOR ${street.name}`,
      purpose: "核查补课",
      digest: (await report(auditor, street))?.digest,
    },
    gaps: [],
    total: { owed: 8, rate: 37.5 },
  })
  expect((await ask({ asOf: "2025-04-02T18:00:00+08:00" })).leaveClosure).toMatchObject({ total: { owed: 8, rate: 25 } })
  await expect(ask({ asOf: "2026-11-23T09:00:01+08:00" })).rejects.toThrow("has not come")
})

test("is for whose roles reach the organisation", async () => {
  const { street, one, general, auditor } = await ground()
  for (const role of ["RECORDER", "COORDINATOR", "SECRETARY", "ADMIN"] as const)
    expect((await report(await world.staff(role, general), general))?.rows).toHaveLength(3)
  const member = await world.member(one)
  for (const subject of [member.subject, await world.staff("ADMIN", one), await world.staff("AUDITOR", world.community)])
    expect(await report(subject, general)).toBeNull()
  await expect(readReport(auditor, "LEAVE_CLOSURE", { organisation: street.id })).rejects.toThrow("`from` and `to` are needed")
})
