import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { reportsIn } from "../kit/reports-read.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { moveOrganisation } from "../kit/world-history.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const readReport = reportsIn(url)
const { act, ground, mark } = sheetsOf(stack, world)
const TODAY = { from: "2026-11-23", to: "2026-11-23" }
const report = async (subject: string, at: Place, more: object = {}) => readReport(subject, "CHANGE_LOG", { organisation: at.id, ...TODAY, ...more })

async function corrected(people = 3) {
  const made = await ground(people, "2026-11-20T14:00:00+08:00")
  const { lesson, recorder, keeper, members } = made
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  for (const member of members) await mark(lesson, member, { state: "ABSENT", at: "2026-11-20T14:00:00+08:00" })
  await act(keeper, "closeAttendanceSheet", { lesson: lesson.id })
  for (const member of members) await act(keeper, "correctAttendance", { lesson: lesson.id, member: member.id, state: "PRESENT", reason: "纸质签到表有其签名" })
  return made
}

/** The customary example: the paper sheet shows on the third day that somebody came twenty minutes late. */
async function customary() {
  const made = await ground(1, "2025-03-14T09:00:00+08:00")
  const { lesson, recorder, organiser, members } = made
  await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
  const person = members[0]!
  await world.client.query("UPDATE people.member SET name = '阿依努尔·买买提', code = $2 WHERE id = $1", [person.uuid, `P${person.subject.slice(-6)}`])
  await world.client.query("UPDATE courses.lesson SET code = 'L2025-001' WHERE id = $1", [lesson.uuid])
  await world.client.query(
    "UPDATE attendance.sheet SET state = 'CLOSED', closed_at = '2025-03-14T12:00:00+08:00', starts_at = '2025-03-14T09:00:00+08:00', ends_at = '2025-03-14T12:00:00+08:00' WHERE lesson_id = $1",
    [lesson.uuid],
  )
  const absent = await mark(lesson, person, { state: "ABSENT", at: "2025-03-14T09:00:00+08:00" })
  const scan = await world.insert("attendance.evidence", {
    organisation_path: organiser.path,
    name: "scan-0314-p1.pdf",
    media_type: "application/pdf",
    sha256: Buffer.alloc(32),
    bytes: 1,
    content_sealed: Buffer.alloc(1),
    stored_at: new Date("2025-03-17T09:00:00+08:00"),
    stored_by_id: person.uuid,
  })
  const late = await world.insert("attendance.entry", {
    lesson_id: lesson.uuid,
    member_id: person.uuid,
    state: "LATE",
    category: "PARTY_LECTURE",
    minutes: 160,
    planned_hours: 3,
    held_on: "2025-03-14",
    occurred_at: new Date("2025-03-14T09:00:00+08:00"),
    recorded_at: new Date("2025-03-17T09:12:00+08:00"),
    arrived_at: new Date("2025-03-14T09:20:00+08:00"),
    source: "PAPER",
    replaces_id: absent,
    reason: "扫码失败,纸质签到第5行",
    evidence: [scan],
    recorder_name: "阿依努尔·买买提",
    approver_name: "王春梅",
  })
  await world.insert("attendance.act", {
    kind: "CORRECTION_DECIDED",
    subject_id: late,
    before: JSON.stringify({ hours: 0 }),
    after: JSON.stringify({ hours: 3 }),
    occurred_at: new Date("2025-03-17T09:12:00+08:00"),
    recorded_at: new Date("2025-03-17T09:12:00+08:00"),
    recorded_by: person.uuid,
    recorder_name: "王春梅",
  })
  return { ...made, person, late }
}
const MARCH = { from: "2025-03-01", to: "2025-03-31" }

test("a line has what the customary log has: numbers, a masked name, words, hours, evidence, who and when", async () => {
  const { organiser, person } = await customary()
  const read = await report(await world.staff("AUDITOR", world.district), organiser, MARCH)
  expect(read?.rows.map(({ kind, cells }) => ({ kind, cells: cells.slice(1) }))).toEqual([
    {
      kind: "ROW",
      cells: [
        "2025-03-17T01:12:00.000Z",
        "L2025-001",
        `P${person.subject.slice(-6)}`,
        "阿*",
        "缺席",
        "迟到20分钟",
        0,
        3,
        "纸质签到补录",
        "扫码失败,纸质签到第5行",
        "scan-0314-p1.pdf",
        "阿依努尔·买买提",
        "王春梅",
        3,
        "否",
      ],
    },
  ])
  expect(read?.rows[0]?.cells[0]).toMatch(/^C[0-9A-Z]{8}$/)
  expect(read?.report.columns.map(({ title }) => title).join()).toBe(
    "变更号,时间,课次编号,人员编号,姓名（脱敏）,变更前,变更后,学时前,学时后,变更类型,理由,佐证附件,操作人,审批人,距课后天数,是否锁定期后",
  )
  expect(read).toMatchObject({ gaps: [], count: 1, report: { title: "2025-03-01至2025-03-31考勤变更日志" } })
})

test("is the same for whoever may read it and whenever: names are put right, the branch moves, and what is recorded later is not in it", async () => {
  const { organiser, person, lesson, late } = await customary()
  const question = { ...MARCH, to: "2025-12-31", asOf: new Date("2025-04-01T00:00:00+08:00") }
  const before = await report(await world.staff("AUDITOR", world.city), world.street, question)
  await world.insert("attendance.entry", {
    lesson_id: lesson.uuid,
    member_id: person.uuid,
    state: "ON_LEAVE",
    category: "PARTY_LECTURE",
    minutes: 0,
    planned_hours: 3,
    held_on: "2025-03-14",
    occurred_at: new Date("2025-03-14T09:00:00+08:00"),
    recorded_at: new Date("2025-06-30T16:40:00+08:00"),
    source: "LEAVE",
    replaces_id: late,
    is_after_lock: true,
  })
  await world.client.query("UPDATE people.member SET name = '阿依努尔' WHERE id = $1", [person.uuid])
  const street = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
  await moveOrganisation(world.client, organiser, street, "2026-01-01")
  const after = await report(await world.staff("ADMIN", world.street), world.street, question)
  expect(after?.digest).toBe(before?.digest)
  expect(after?.rows.at(-1)?.cells.slice(5, 7)).toEqual(["缺席", "迟到20分钟"])
  const now = await report(await world.staff("ADMIN", street), street, { ...question, asOf: null })
  expect(now?.lines.map((line) => line.split(" ").slice(6))).toEqual([
    ["缺席", "迟到20分钟", "0", "3", "纸质签到补录", "扫码失败,纸质签到第5行", "scan-0314-p1.pdf", "阿依努尔·买买提", "王春梅", "3", "否"],
    ["迟到20分钟", "请假", "-", "-", "补请假", "-", "-", "-", "-", "108", "是"],
  ])
  expect(now?.gaps.map(({ message }) => message.slice(0, 3))).toEqual(["1 条", "1 条"])
})

test("of days without changes it is an empty report with a digest", async () => {
  const organiser = await world.organisation(world.street)
  const read = await report(await world.staff("AUDITOR", world.city), organiser)
  expect(read).toMatchObject({ rows: [], count: 0, gaps: [] })
  expect(read?.digest).toMatch(/^[0-9a-f]{64}$/)
})

const QUERY = `query ($organisation: ID!, $from: Date!, $to: Date!, $asOf: DateTime, $first: Int, $after: String) {
  changeLogReport(organisation: $organisation, from: $from, to: $to, asOf: $asOf, purpose: "抽查", first: $first, after: $after) {
    header { title fromOn toOn generatedBy purpose digest } gaps { subgraph message } totalCount pageInfo { hasNextPage endCursor }
    nodes { id at before after reason member { id name } lesson { id } } } }`
type Log = { header: { digest: string }; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: { id: string }[] }
const logOf = async (subject: string, at: Place, more: object = {}) =>
  (await (await stack.as(subject)).request<{ changeLogReport: Log | null }>(QUERY, { organisation: at.id, ...TODAY, ...more })).changeLogReport

test("a screen pages through the same rows, oldest first", async () => {
  const { organiser, recorder } = await corrected(3)
  const read = await report(recorder, organiser)
  const first = await logOf(recorder, organiser, { first: 2 })
  const second = await logOf(recorder, organiser, { first: 2, after: first?.pageInfo.endCursor })
  expect(first).toMatchObject({
    header: { fromOn: TODAY.from, toOn: TODAY.to, purpose: "抽查", digest: read?.digest },
    totalCount: 3,
    pageInfo: { hasNextPage: true },
  })
  expect([...(first?.nodes ?? []), ...(second?.nodes ?? [])].map(({ id }) => id)).toEqual(read?.keys)
  expect(second?.pageInfo.hasNextPage).toBe(false)
  expect(await logOf(recorder, organiser, { from: "2026-11-22", to: "2026-11-22" })).toMatchObject({ totalCount: 0, nodes: [] })
  await expect(logOf(recorder, organiser, { after: "x" })).rejects.toThrow("after")
})

test("is for those who read the organisation; people whom they may not read have no name and no code in it", async () => {
  const { organiser, branch, members } = await corrected(1)
  for (const subject of [members[0]!.subject, await world.staff("SECRETARY", branch), await world.staff("ADMIN", world.community)])
    expect([await report(subject, organiser), await logOf(subject, organiser)]).toEqual([null, null])
  const auditor = await world.staff("AUDITOR", organiser)
  expect((await report(auditor, organiser))?.rows[0]?.cells[4]).toBe("党*")
  const other = await world.organisation(world.community)
  await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [members[0]!.uuid, other.uuid, other.path])
  const read = await report(auditor, organiser)
  expect(read?.rows[0]?.cells.slice(3, 5)).toEqual([null, null])
  expect(read?.digest).toBe((await report(await world.staff("AUDITOR", world.city), organiser))?.digest)
})

test("costs as many statements for fifty changes as for two", async () => {
  const [small, large] = [await corrected(2), await corrected(50)]
  const subject = await world.staff("AUDITOR", world.city)
  await logOf(subject, small.organiser)
  const costs = []
  for (const { organiser } of [small, large]) costs.push(await stack.costOf(() => logOf(subject, organiser, { first: 100 })))
  expect(costs[1]).toEqual(costs[0])
})

test("finds the changes of a quarter by their index", async () => {
  const plans = (await world.client.query(
    `BEGIN; SET LOCAL enable_seqscan = off; EXPLAIN SELECT e.id FROM attendance.entry e JOIN attendance.sheet s ON s.lesson_id = e.lesson_id
     WHERE (e.replaces_id IS NOT NULL OR e.reason IS NOT NULL) AND e.lesson_id IS NOT NULL AND NOT e.is_make_up
       AND e.recorded_at >= '2026-07-01' AND e.recorded_at < '2026-10-01' AND e.recorded_at <= '2026-11-01' ORDER BY e.recorded_at, e.id LIMIT 1000; COMMIT`,
  )) as unknown as { rows: { "QUERY PLAN": string }[] }[]
  expect(plans.flatMap(({ rows }) => rows.map((row) => row["QUERY PLAN"])).join("\n")).toContain("entry_changes")
})
