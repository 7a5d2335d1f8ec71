import { describe, expect, test } from "vitest"
import { absencesIn } from "../kit/absences.ts"
import { emptyDatabase } from "../kit/database.ts"
import { printedReports } from "../kit/printed-reports.ts"
import { registersIn } from "../kit/registers.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const registers = registersIn(world)
const absences = absencesIn(world)
const print = printedReports(url)
const rules = await registers.rules()
const auditor = await world.staff("AUDITOR", world.street)

const QUERY = `query ($id: ID!, $year: Int, $fromYear: Int, $toYear: Int, $asOf: DateTime, $first: Int = 100, $after: String) {
  personalFile(member: $id, year: $year, fromYear: $fromYear, toYear: $toYear, asOf: $asOf, first: $first, after: $after) {
    header { organisation { id } year fromOn toOn digest ruleSets { id } } member { id name } gaps { subgraph message } totalCount pageInfo { hasNextPage endCursor }
    years { year role verdict required credited rate intensive collective onlineRaw onlineCounted makeUp intensiveSessions ruleSet { id source } }
    nodes { section occurredOn untilOn title kind organiser state status minutes plannedHours hours note lesson { id } steps { step value } } } }`
type Line = { section: string; status: string; hours: number | null; occurredOn: string; steps: { step: string; value: number }[]; [field: string]: unknown }
type File = {
  header: { digest: string; [field: string]: unknown }
  gaps: { message: string }[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string }
  years: Record<string, unknown>[]
  nodes: Line[]
  [field: string]: unknown
}
const read = async (subject: string, person: Person, more: object = { year: 2025 }) =>
  (await (await stack.as(subject)).request<{ personalFile: File | null }>(QUERY, { id: person.id, ...more })).personalFile
const fileOf = async (person: Person, more?: object) => (await read(auditor, person, more)) as File

const MADE = "2025-12-20T09:00:00+08:00"
const UNKNOWN = {
  role: null,
  verdict: null,
  required: null,
  credited: null,
  rate: null,
  intensive: null,
  collective: null,
  onlineRaw: null,
  onlineCounted: null,
  makeUp: null,
}
const NO_CERTIFICATES = "结业证书不在系统内登记，本档案不说是否结业。"

/** A year with one line of every kind: 8 hours of a class, a late lecture, an online one, training outside, an absence made up, a leave that is due, a guest's visit. */
async function aYear(branch: Place): Promise<{ person: Person; lessons: Record<string, Thing> }> {
  const person = await world.member(branch, { name: "李建国" })
  const held = (startsAt: string, options: object = {}) => registers.held(branch, startsAt, { expected: [person], ...options })
  const lessons = {
    whole: await held("2025-03-10T08:30:00+08:00", { category: "INTENSIVE", hours: 8 }),
    late: await held("2025-04-10T19:00:00+08:00"),
    online: await held("2025-05-10T19:00:00+08:00", { category: "ONLINE" }),
    absent: await held("2025-06-10T19:00:00+08:00"),
    leave: await held("2025-07-10T19:00:00+08:00"),
    observed: await held("2025-08-10T19:00:00+08:00", { expected: [] }),
    open: await held("2025-09-10T19:00:00+08:00", { sheet: "OPEN" }),
  }
  await world.client.query("UPDATE attendance.sheet SET closed_at = NULL WHERE lesson_id = $1", [lessons.open.uuid])
  await registers.fact(person, lessons.whole)
  await registers.fact(person, lessons.late, { state: "LATE", minutes: 100 })
  await registers.fact(person, lessons.online, { state: "ONLINE" })
  await registers.fact(person, lessons.absent, { state: "ABSENT" })
  await registers.fact(person, lessons.leave, { state: "ON_LEAVE" })
  await registers.fact(person, lessons.observed, { state: "OBSERVER" })
  const debt = await absences.obligation(lessons.absent, person, branch, "2025-07-11", { created_at: new Date("2025-06-10T21:00:00+08:00") })
  const madeUp = await registers.fact(person, lessons.absent, { state: "PRESENT", minutes: 120, isMakeUp: true })
  await late(madeUp, `make_up_id = '${debt.uuid}', recorded_at = '2025-06-20T09:00:00+08:00', occurred_at = '2025-06-20T09:00:00+08:00'`)
  await absences.obligation(lessons.leave, person, branch, "2025-08-11", { created_at: new Date("2025-07-10T21:00:00+08:00") })
  await registers.account(person, branch, 2025, rules, MADE)
  return { person, lessons }
}

/** Write into the ledger what no act would. */
async function late(entry: string, columns: string): Promise<void> {
  await world.client.query("ALTER TABLE attendance.entry DISABLE TRIGGER USER")
  await world.client.query(`UPDATE attendance.entry SET ${columns} WHERE id = $1`, [entry])
  await world.client.query("ALTER TABLE attendance.entry ENABLE TRIGGER USER")
}

describe("a personal file", () => {
  test("tells every lesson, absence, make-up and debt of a year by day, with what it earned and how", async () => {
    const branch = await world.organisation(world.community, { name: "向阳第一党支部" })
    const { person, lessons } = await aYear(branch)
    const file = await fileOf(person)
    const short = file.nodes.map(({ occurredOn, section, status, minutes, hours, note }) => [occurredOn, section, status, minutes, hours, note])
    expect(short).toEqual([
      ["2025-03-10", "STUDY", "出席", 480, 8, null],
      ["2025-04-10", "STUDY", "迟到", 100, 1.5, null],
      ["2025-05-10", "STUDY", "线上", 120, 2, null],
      ["2025-06-10", "ABSENCE", "缺席", null, null, null],
      ["2025-06-20", "MAKE_UP", "已补课", 120, 2, "补2025-06-10的课"],
      ["2025-07-10", "MAKE_UP", "逾期未补", null, null, "期限2025-08-11"],
      ["2025-07-10", "ABSENCE", "请假", null, null, null],
      ["2025-08-10", "OBSERVED", "列席", 120, null, null],
      ["2025-09-10", "ABSENCE", "未登记", null, null, "签到表截止时尚未关闭，学时未计"],
    ])
    expect(file.nodes[0]).toMatchObject({
      title: "党章专题辅导",
      kind: "集中培训",
      organiser: "向阳第一党支部",
      lesson: { id: lessons["whole"]?.id },
      plannedHours: 8,
    })
    expect(file.nodes[1]?.steps).toHaveLength(9)
    expect(file.nodes[1]?.steps.filter(({ step }) => ["MINUTES", "RAW", "COUNTED"].includes(step))).toEqual([
      { step: "MINUTES", value: 100 },
      { step: "RAW", value: 1.67 },
      { step: "COUNTED", value: 1.5 },
    ])
    const sums = { intensive: 8, collective: 1.5, onlineRaw: 2, onlineCounted: 2, makeUp: 2, intensiveSessions: 1 }
    expect(file.years).toEqual([
      {
        year: 2025,
        role: "MEMBER",
        verdict: "NOT_COMPLIANT",
        required: 32,
        credited: 13.5,
        rate: 42.2,
        ...sums,
        ruleSet: { id: rules.id, source: "2019—2023年规划" },
      },
    ])
    expect(file).toMatchObject({
      member: { id: person.id, name: "李建国" },
      totalCount: 9,
      header: { organisation: { id: branch.id }, year: 2025, ruleSets: [{ id: rules.id }] },
    })
    expect(file.gaps.map(({ message }) => message)).toEqual(["1次课的签到表截止时尚未关闭，学时未计。", NO_CERTIFICATES])
  })

  test("prints by section, with subtotals and the years on top", async () => {
    const branch = await world.organisation(world.community)
    const { person } = await aYear(branch)
    const printed = await print(world.street, "PERSONAL_FILE", { member: person.id, year: 2025 })
    expect(printed?.report).toMatchObject({ title: "李建国 2025年度个人学习档案", organisation: { id: branch.id }, parameters: { organisationId: branch.id } })
    expect(printed?.lines.filter((_, at) => ["SUBTOTAL", "TOTAL"].includes(String(printed.rows[at]?.kind)))).toEqual([
      "参加学习培训,,,,,小计,,3次,,,11.5,,",
      "补课,,,,,小计,,2次,,,2,,",
      "请假与缺席,,,,,小计,,3次,,,,,",
      "列席,,,,,小计,,1次,,,,,",
      "合计,,,,,1个年度,,,,32,13.5,42.2,9条记录",
    ])
    expect(printed?.lines.slice(0, 2)).toEqual([
      "年度概况,,,,2025年度,2025年度,,未达标,,32,13.5,42.2,身份：正式党员；集中培训1/0次；规则：试行规则（2019—2023年规划）",
      "年度概况,,,,,集中培训,,,,,8,,",
    ])
    // Whoever asks, by whatever way and of whichever organisation, gets the same.
    expect((await fileOf(person, { year: 2025, asOf: "2026-11-23T09:00:00+08:00" })).header.digest).toBe(printed?.digest)
    expect((await print(world.city, "PERSONAL_FILE", { member: person.id, year: 2025 }, world.district))?.digest).toBe(printed?.digest)
  })

  test("stays what it was as of a moment; a later correction is told with its reason from then on", async () => {
    const branch = await world.organisation(world.community)
    const { person, lessons } = await aYear(branch)
    const asOf = "2026-01-10T09:00:00+08:00"
    const before = await fileOf(person, { year: 2025, asOf })
    const lesson = lessons["leave"] as Thing
    const [leave] = (
      await world.client.query<{ id: string }>("SELECT id FROM attendance.entry WHERE member_id = $1 AND lesson_id = $2", [person.uuid, lesson.uuid])
    ).rows
    const right = await registers.fact(person, lesson, { replaces: String(leave?.id) })
    await late(right, "recorded_at = '2026-02-01T09:00:00+08:00', reason = '请假后提前返回', recorder_name = '记录人'")
    expect(await fileOf(person, { year: 2025, asOf })).toEqual(before)
    const after = await fileOf(person)
    expect(after.years).toMatchObject([{ credited: 15.5 }])
    expect(after.nodes.filter(({ section }) => section === "CORRECTION")).toMatchObject([
      { occurredOn: "2025-07-10", status: "请假→出席", note: "更正于2026-02-01；操作：记录人；理由：请假后提前返回", hours: null, steps: [] },
    ])
  })

  test("holds training outside and leave; of training over New Year each year has its share", async () => {
    const branch = await world.organisation(world.community)
    const person = await world.member(branch)
    const account = { submitted_by_id: person.uuid, submitted_by: "本人", submitted_at: new Date("2026-01-05T09:00:00+08:00") }
    const what = { organiser_name: "市委党校", kind: "专题研讨班", title: "骨干研讨", form: "OFF_JOB", category: "INTENSIVE", evidence: [], state: "APPROVED" }
    const days = { starts_on: "2025-12-30", ends_on: "2026-01-02", hours: 16 }
    const training = await world.insert("attendance.external_training", { member_id: person.uuid, ...what, ...days, ...account })
    const entry = {
      member_id: person.uuid,
      state: "PRESENT",
      category: "INTENSIVE",
      minutes: 960,
      planned_hours: 16,
      held_on: "2025-12-30",
      source: "EXTERNAL",
      training_id: training,
    }
    await world.insert("attendance.entry", { ...entry, occurred_at: new Date("2025-12-30T00:00:00+08:00"), recorded_at: new Date("2026-01-06T09:00:00+08:00") })
    const lesson = await world.lesson(branch, "2026-12-01T09:00:00+08:00", { expected: [person] })
    const asked = { requested_at: new Date("2026-11-20T09:00:00+08:00"), requested_by_id: person.uuid, requested_by: "本人", reason: "就医", evidence: [] }
    await world.insert("attendance.leave", { lesson_id: lesson.uuid, member_id: person.uuid, kind: "SICK", state: "REQUESTED", ...asked })
    for (const year of [2025, 2026]) await registers.account(person, branch, year, rules, "2026-01-06T09:00:00+08:00")
    const both = await fileOf(person, { fromYear: 2025, toYear: 2026 })
    expect(both.years).toMatchObject([
      { year: 2025, credited: 8, verdict: "NOT_COMPLIANT" },
      { year: 2026, credited: 8, verdict: "IN_PROGRESS" },
    ])
    expect(both.nodes).toMatchObject([
      {
        section: "TRAINING",
        occurredOn: "2025-12-30",
        untilOn: "2026-01-02",
        title: "骨干研讨",
        kind: "专题研讨班",
        organiser: "市委党校",
        hours: 16,
        lesson: null,
      },
      { section: "LEAVE", occurredOn: "2026-11-20", kind: "病假", status: "待批", note: null, lesson: { id: lesson.id } },
    ])
    expect(both.header).toMatchObject({ year: null, fromOn: "2025-01-01", toOn: "2026-12-31" })
    expect((await fileOf(person)).nodes).toMatchObject([{ section: "TRAINING", hours: 8 }])
    expect(JSON.stringify(both)).not.toContain("就医")
  })

  test("of somebody of whom nothing is known says so, and not zero", async () => {
    const person = await world.member(await world.organisation(world.community))
    const file = await fileOf(person)
    expect(file).toMatchObject({ years: [{ year: 2025, ...UNKNOWN }], nodes: [], totalCount: 0, pageInfo: { hasNextPage: false } })
    expect(file.gaps.map(({ message }) => message)).toEqual(["2025年截止时没有学时账户，应修、已修学时未知。", NO_CERTIFICATES])
  })

  test("is for the person, and for whoever has a role over the branch", async () => {
    const branch = await world.organisation(world.community)
    const { person } = await aYear(branch)
    for (const subject of [person.subject, await world.staff("RECORDER", branch), await world.staff("ADMIN", world.city)])
      expect(await read(subject, person)).toMatchObject({ totalCount: 9 })
    for (const subject of [(await world.member(branch)).subject, await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await read(subject, person)).toBeNull()
  })

  test("comes in pages; years and cursors that are none are refused", async () => {
    const { person } = await aYear(await world.organisation(world.community))
    const [first, whole] = [await fileOf(person, { year: 2025, first: 4 }), await fileOf(person)]
    const second = await fileOf(person, { year: 2025, first: 100, after: first.pageInfo.endCursor })
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
    expect([...first.nodes, ...second.nodes]).toEqual(whole.nodes)
    for (const bad of [
      { year: 2027 },
      { year: 1999 },
      { fromYear: 2025 },
      { fromYear: 2026, toYear: 2025 },
      { fromYear: 2010, toYear: 2020 },
      { year: 2025, fromYear: 2025, toYear: 2026 },
    ])
      await expect(read(auditor, person, bad)).rejects.toThrow(/[yY]ear/)
    await expect(read(auditor, person, { after: "x" })).rejects.toThrow("after")
    await expect(read(auditor, person, { asOf: "2027-01-01T00:00:00Z" })).rejects.toThrow("asOf")
  })

  test("costs as many statements for thirty lessons as for one", async () => {
    const costOf = async (count: number) => {
      const branch = await world.organisation(world.community)
      const person = await world.member(branch)
      for (let at = 0; at < count; at += 1) {
        const lesson = await registers.held(branch, `2025-04-${String(at + 1).padStart(2, "0")}T09:00:00+08:00`, { expected: [person] })
        await registers.fact(person, lesson)
      }
      await registers.account(person, branch, 2025, rules, MADE)
      const other = await world.staff("AUDITOR", world.street)
      return (await stack.costOf(() => read(other, person))).statements
    }
    expect(await costOf(30)).toBe(await costOf(1))
  })
})
