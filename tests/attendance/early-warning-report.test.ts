import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { reportsIn } from "../kit/reports-read.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const readReport = reportsIn(url)
const rules = await hours.rules()
const report = async (subject: string, at: Place, more: object = {}) => readReport(subject, "EARLY_WARNING", { organisation: at.id, year: 2026, ...more })
const account = (person: Person, at: Place, credited: number, row: object = {}, year = 2026) =>
  world.hours(person, at, year, rules.uuid, { intensive: 0, collective: credited, online_raw: 0, online_counted: 0, credited, intensive_sessions: 0, ...row })

/** A branch with two who fall behind, one who misses sessions only, one who is on the way and one who owes nothing. */
async function ground() {
  const street = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
  const branch = await world.organisation(street, { name: "第一党支部" })
  const member = (name: string) => world.member(branch, { name })
  const [wang, li, secretary, good, guest] = [await member("王春梅"), await member("李娜"), await member("周强"), await member("吴敏"), await member("刘洋")]
  await account(wang, branch, 20)
  await account(li, branch, 8.5)
  await account(secretary, branch, 60, { role: "SECRETARY", required: 56, required_intensive_sessions: 1 })
  await account(good, branch, 29)
  await account(guest, branch, 0, { role: "IN_SERVICE", is_required: false, required: 0 })
  const lessons: Thing[] = []
  for (const month of [3, 4, 5]) lessons.push(await hours.heldLesson(branch, `2026-0${month}-01T09:00:00+08:00`))
  const [first, second, third] = lessons as [Thing, Thing, Thing]
  await hours.fact(li, first, { state: "ABSENT" })
  await hours.fact(li, second, { state: "ABSENT" })
  const last = await hours.fact(li, third, { state: "ON_LEAVE" })
  return { street, branch, wang, li, secretary, good, third, last, auditor: await world.staff("AUDITOR", street) }
}

test("the report has a line a person at risk, the largest gap first, with the last absences and lessons to come, and persons in all", async () => {
  const { street, branch, wang, li, secretary, auditor } = await ground()
  const next = await world.lesson(branch, "2026-12-11T09:00:00+08:00")
  const read = await report(auditor, street)
  const suggested = `党章专题辅导（2026-12-11）`
  expect(read?.rows.map(({ kind, cells }) => [kind, ...cells])).toEqual([
    ["ROW", "李娜", "第一党支部", 32, 8.5, 23.5, 2, 11.75, "2026-05-01请假、2026-04-01缺席", suggested, 0, 22.52, null],
    ["ROW", "王春梅", "第一党支部", 32, 20, 12, 2, 6, null, suggested, 0, 9.68, null],
    ["ROW", "周强", "第一党支部", 56, 60, 0, 2, 0, null, null, 1, 0, null],
    ["TOTAL", "学时不足", ...Array<null>(10).fill(null), 2],
    ["TOTAL", "集中培训次数不足", ...Array<null>(10).fill(null), 1],
    ["TOTAL", "预警合计", ...Array<null>(10).fill(null), 3],
  ])
  expect(read?.keys.slice(0, 3)).toEqual([li, wang, secretary].map(({ id }) => `${id} ${branch.id}`))
  expect(read).toMatchObject({ count: 3, gaps: [], report: { title: "2026年度学时预警清单", ruleSets: [{ id: rules.id, title: "试行规则" }] } })
  expect(next.id).toBeTruthy()
  for (const { rest, expected } of (await read?.restsAfterPositions()) ?? []) expect(rest).toEqual(expected)
})

test("as the books stood: the pace is that of the day, and what was earned, corrected or planned later changes nothing", async () => {
  const { street, branch, wang, li, third, last, auditor } = await ground()
  const day = { asOf: new Date("2026-11-01T20:00:00+08:00") }
  const before = await report(auditor, street, day)
  expect(before?.rows[0]?.cells.slice(2, 8)).toEqual([32, 8.5, 23.5, 2, 11.75, "2026-05-01请假、2026-04-01缺席"])
  expect(before?.rows[0]?.cells[10]).toBe(21.83)
  await world.client.query("SELECT set_config('attendance.now', $1, false)", [new Date("2026-11-10T00:00:00Z").toISOString()])
  await world.client.query("UPDATE attendance.annual_hours SET credited = 32 WHERE member_id = $1", [wang.uuid])
  await world.client.query("SELECT set_config('attendance.now', '', false)")
  await world.client.query("ALTER TABLE attendance.entry DISABLE TRIGGER USER")
  const replaced = await hours.fact(li, third, { replaces: last })
  await world.client.query("UPDATE attendance.entry SET recorded_at = '2026-11-12' WHERE id = $1", [replaced])
  await world.client.query("ALTER TABLE attendance.entry ENABLE TRIGGER USER")
  await world.lesson(branch, "2026-12-21T09:00:00+08:00")
  const again = await report(await world.staff("ADMIN", world.city), street, day)
  expect(again?.digest).toBe(before?.digest)
  expect(again?.rows.map(({ cells }) => cells.slice(2, 8))).toEqual(before?.rows.map(({ cells }) => cells.slice(2, 8)))
  const now = await report(auditor, street)
  expect(now?.rows.at(-1)?.cells.at(-1)).toBe(2)
  expect(now?.rows[0]?.cells[7]).toBe("2026-04-01缺席、2026-03-01缺席")
})

const QUERY = `query ($organisation: ID!, $year: Int, $asOf: DateTime, $first: Int, $after: String) {
  earlyWarningReport(organisation: $organisation, year: $year, asOf: $asOf, first: $first, after: $after) {
    header { title year ruleSet { id } ruleSets { id } digest } gaps { subgraph } totals { people missingHours missingSessions } totalCount pageInfo { hasNextPage endCursor }
    nodes { member { id name } branch { id } role required credited projected gap remaining monthsLeft neededAMonth missingSessions
      lastAbsences { state occurredOn lesson { id } } suggestions { hours lesson { id } } } } }`
type Page = { header: { digest: string }; totalCount: number; pageInfo: { endCursor: string }; nodes: { member: { id: string } | null }[] }
const pageOf = async (subject: string, at: Place, more: object = {}) =>
  (await (await stack.as(subject)).request<{ earlyWarningReport: Page | null }>(QUERY, { organisation: at.id, ...more })).earlyWarningReport

test("a screen pages through the same rows, as of any moment", async () => {
  const { street, wang, li, secretary, auditor } = await ground()
  const first = await pageOf(auditor, street, { first: 2 })
  const second = await pageOf(auditor, street, { first: 2, after: first?.pageInfo.endCursor })
  expect(first).toMatchObject({
    header: {
      title: "2026年度学时预警清单",
      year: 2026,
      ruleSet: { id: rules.id },
      ruleSets: [{ id: rules.id }],
      digest: (await report(auditor, street))?.digest,
    },
    gaps: [],
    totals: { people: 3, missingHours: 2, missingSessions: 1 },
    totalCount: 3,
    pageInfo: { hasNextPage: true },
    nodes: [
      {
        member: { id: li.id, name: "李娜" },
        gap: 22.52,
        monthsLeft: 2,
        lastAbsences: [{ state: "ON_LEAVE", occurredOn: "2026-05-01" }, { occurredOn: "2026-04-01" }],
      },
      { member: { id: wang.id }, remaining: 12 },
    ],
  })
  expect(second).toMatchObject({ nodes: [{ member: { id: secretary.id }, missingSessions: 1 }] })
  expect(await pageOf(auditor, street, { asOf: "2026-11-21T09:00:00+08:00" })).toMatchObject({
    totalCount: 3,
    nodes: [{ monthsLeft: 2, projected: 9.54 }, {}, {}],
  })
  await expect(pageOf(auditor, street, { year: 2026, asOf: "2025-11-21T09:00:00+08:00" })).rejects.toThrow("a year that had begun on 2025-11-21")
})

test("is for those who read the organisation; of whom they may not read there is no name", async () => {
  const { street, branch, li, auditor } = await ground()
  for (const role of ["RECORDER", "COORDINATOR", "SECRETARY", "ADMIN"] as const)
    expect((await pageOf(await world.staff(role, branch), branch))?.totalCount).toBe(3)
  for (const subject of [li.subject, await world.staff("ADMIN", branch), await world.staff("AUDITOR", world.community)])
    expect([await pageOf(subject, street), await report(subject, street)]).toEqual([null, null])
  const elsewhere = await world.organisation(world.community)
  await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [li.uuid, elsewhere.uuid, elsewhere.path])
  const read = await report(auditor, street)
  expect(read?.rows[0]?.cells.slice(0, 4)).toEqual([null, "第一党支部", 32, 8.5])
  expect(read?.digest).toBe((await report(await world.staff("AUDITOR", world.city), street))?.digest)
})

test("costs as many statements for fifty people as for two", async () => {
  const subject = await world.staff("AUDITOR", world.city)
  const costOf = async (count: number) => {
    const branch = await world.organisation(world.community)
    const lesson = await hours.heldLesson(branch, "2026-05-01T09:00:00+08:00")
    for (let at = 0; at < count; at += 1) {
      const person = await world.member(branch)
      await account(person, branch, at / 10)
      await hours.fact(person, lesson, { state: "ABSENT" })
    }
    await pageOf(subject, branch)
    return stack.costOf(() => pageOf(subject, branch, { first: 100 }))
  }
  expect(await costOf(50)).toEqual(await costOf(2))
})
