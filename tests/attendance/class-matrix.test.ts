import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { printedReports } from "../kit/printed-reports.ts"
import { registersIn } from "../kit/registers.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const registers = registersIn(world)
const print = printedReports(url)
const rules = await registers.rules({ roundingStep: 1 })
const auditor = await world.staff("AUDITOR", world.street)

const QUERY = `query ($id: ID!, $asOf: DateTime, $from: Date, $to: Date, $first: Int, $after: String) {
  classMatrix(class: $id, asOf: $asOf, from: $from, to: $to, first: $first, after: $after, purpose: "查阅") {
    header { organisation { id } title fromOn purpose digest } gaps { subgraph message } totalCount pageInfo { hasNextPage endCursor }
    lessons { label heldOn plannedHours expected present onLeave absent unmarked lesson { id } }
    totals { people expected present onLeave absent unmarked rate hours makeUpHours }
    nodes { member { id name } branch { id } isOnList marks { state lesson { id } } expected present onLeave absent unmarked observed hours makeUpHours rate } } }`
type Row = { member: { id: string; name: string } | null; marks: { state: string | null }[]; [field: string]: unknown }
type Matrix = {
  header: { digest: string; [field: string]: unknown }
  gaps: { message: string }[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string }
  lessons: { label: string; [field: string]: unknown }[]
  totals: Record<string, number | null>
  nodes: Row[]
}
const read = async (subject: string, of: Thing, more: object = {}) =>
  (await (await stack.as(subject)).request<{ classMatrix: Matrix | null }>(QUERY, { id: of.id, ...more })).classMatrix
const matrixOf = async (of: Thing, more: object = {}) => (await read(auditor, of, more)) as Matrix

const CLOSED = "2025-03-20T09:00:00+08:00"

/** The class of the customary layout: eight people of two branches at three lessons of four hours. */
async function customary() {
  const [first, second] = [await world.organisation(world.community), await world.organisation(world.community)]
  const people: Person[] = []
  for (let at = 0; at < 8; at += 1) people.push(await world.member(at < 5 ? first : second, { name: `学员${at + 1}` }))
  const of = await registers.trainingClass(world.street)
  const rows: string[] = ["√√迟退√假假缺", "√√√√√假假√", "√√√√√假假√"]
  const starts = ["2025-03-14T14:00:00+08:00", "2025-03-15T08:00:00+08:00", "2025-03-15T14:00:00+08:00"]
  const lessons: Thing[] = []
  for (const [at, startsAt] of starts.entries()) {
    const lesson = await registers.held(world.street, startsAt, { of, category: "INTENSIVE", hours: 4, expected: people, at: first })
    for (const person of people.slice(5)) await registers.change("attendance.sheet_place", "member_id", person.uuid, "branch_id = $2", [second.uuid])
    await registers.marks(
      lesson,
      people.map((person, who) => [person, rows[at]?.[who] ?? "", "迟退".includes(rows[at]?.[who] ?? "") ? 20 : 0] as const),
    )
    lessons.push(lesson)
  }
  for (const person of people) await registers.account(person, first, 2025, rules, CLOSED)
  return { of, people, lessons, first, second }
}

describe("the matrix of a class", () => {
  test("is the customary one: persons by lessons, 17 of 24 person-times, 66 hours, 70.8 %", async () => {
    const { of, people, lessons } = await customary()
    const matrix = await matrixOf(of)
    expect(matrix.totals).toEqual({ people: 8, expected: 24, present: 17, onLeave: 6, absent: 1, unmarked: 0, rate: 70.8, hours: 66, makeUpHours: 0 })
    expect(matrix.lessons.map(({ label, expected, present }) => [label, expected, present])).toEqual([
      ["03-14下午", 8, 5],
      ["03-15上午", 8, 6],
      ["03-15下午", 8, 6],
    ])
    const byName = new Map(matrix.nodes.map((row) => [row.member?.name, row]))
    expect([...byName.keys()].sort()).toEqual(people.map(({ name }) => name))
    const short = ["present", "onLeave", "absent", "hours", "rate"]
    expect(people.map(({ name }) => short.map((field) => byName.get(name)?.[field]))).toEqual([
      [3, 0, 0, 12, 100],
      [3, 0, 0, 12, 100],
      [3, 0, 0, 11, 100],
      [3, 0, 0, 11, 100],
      [3, 0, 0, 12, 100],
      [0, 3, 0, 0, 0],
      [0, 3, 0, 0, 0],
      [2, 0, 1, 8, 66.7],
    ])
    expect(byName.get("学员3")?.marks).toEqual([
      { state: "LATE", lesson: { id: lessons[0]?.id } },
      { state: "PRESENT", lesson: { id: lessons[1]?.id } },
      { state: "PRESENT", lesson: { id: lessons[2]?.id } },
    ])
    expect(matrix).toMatchObject({
      gaps: [],
      totalCount: 8,
      header: { organisation: { id: world.street.id }, title: "2025年支部书记培训班考勤汇总表", purpose: "查阅" },
    })
    expect(matrix.header.digest).toMatch(/^[0-9a-f]{64}$/)
  })

  test("prints in the customary layout, under the same digest; people of one name by their branches", async () => {
    const { of, people, first, second } = await customary()
    for (const at of [0, 5]) await world.client.query("UPDATE people.member SET name = '张伟' WHERE id = $1", [people[at]?.uuid])
    const printed = await print(world.street, "CLASS_MATRIX", { class: of.id })
    const [columns, rows] = [printed?.report.columns ?? [], printed?.rows ?? []]
    expect(columns.slice(4, 7).map(({ title, group }) => [title, group])).toEqual([
      ["03-14下午", "课次"],
      ["03-15上午", "课次"],
      ["03-15下午", "课次"],
    ])
    expect(printed?.lines.at(-1)).toBe("合计（人次）,,8人,,实到5/8,实到6/8,实到6/8,24,17,6,1,0,66,0,70.8")
    const cellsOf = (person: Person | undefined) => rows.find(({ key }) => key === person?.id)?.cells.slice(2)
    expect(cellsOf(people[0])).toEqual([`张伟（${first.name}）`, first.name, "√", "√", "√", 3, 3, 0, 0, 0, 12, 0, 100])
    expect(cellsOf(people[5])).toEqual([`张伟（${second.name}）`, second.name, "假", "假", "假", 3, 0, 3, 0, 0, 0, 0, 0])
    expect(cellsOf(people[7])?.slice(2, 5)).toEqual(["缺", "√", "√"])
    expect((await matrixOf(of, { asOf: "2026-11-23T09:00:00+08:00" })).header.digest).toBe(printed?.digest)
    expect(await printed?.report.count()).toBe(9)
    expect(await print(world.community, "CLASS_MATRIX", { class: of.id })).toBeNull()
    await expect(print(world.street, "CLASS_MATRIX", {})).rejects.toThrow("class")
  })

  test("judges by the accounts of then", async () => {
    const { of, people } = await customary()
    const loose = await registers.rules({ roundingStep: 0.5 })
    const then = { asOf: "2025-04-01T00:00:00+08:00" }
    const before = await matrixOf(of, then)
    await world.client.query("SELECT set_config('attendance.now', '2025-06-01T09:00:00+08:00', false)")
    for (const person of people)
      await registers.change("attendance.annual_hours", "member_id", person.uuid, "rule_set_id = $2, computed_at = '2025-06-01T09:00:00+08:00'", [loose.uuid])
    await world.client.query("SELECT set_config('attendance.now', '', false)")
    expect((await matrixOf(of)).totals).toMatchObject({ hours: 67 })
    expect(await matrixOf(of, then)).toEqual(before)
    expect((await matrixOf(of, { asOf: "2025-03-19T00:00:00+08:00" })).totals).toMatchObject({ present: 17, hours: null })
  })

  test("stays what it was as of a moment, with its digest, whatever is corrected and renamed later", async () => {
    const { of, people, lessons } = await customary()
    const asOf = "2025-04-01T00:00:00+08:00"
    const before = await matrixOf(of, { asOf })
    const [absentee, lesson] = [people[7] as Person, lessons[0] as Thing]
    const [wrong] = (
      await world.client.query<{ id: string }>("SELECT id FROM attendance.entry WHERE member_id = $1 AND lesson_id = $2", [absentee.uuid, lesson.uuid])
    ).rows
    const right = await registers.fact(absentee, lesson, { state: "PRESENT", replaces: String(wrong?.id) })
    await world.client.query("ALTER TABLE attendance.entry DISABLE TRIGGER USER")
    await world.client.query("UPDATE attendance.entry SET recorded_at = '2025-05-01T09:00:00+08:00' WHERE id = $1", [right])
    await world.client.query("ALTER TABLE attendance.entry ENABLE TRIGGER USER")
    await world.client.query("UPDATE people.member SET name = '改名' WHERE id = $1", [people[0]?.uuid])
    expect(await matrixOf(of, { asOf })).toEqual({
      ...before,
      nodes: before.nodes.map((row) => (row.member?.id === people[0]?.id ? { ...row, member: { id: people[0]?.id, name: "改名" } } : row)),
    })
    const now = await matrixOf(of)
    expect(now.totals).toMatchObject({ present: 18, absent: 0, rate: 75, hours: 70 })
    expect(now.header.digest).not.toBe(before.header.digest)
  })

  test("knows who was put on a list later, who came without, and what is missing", async () => {
    const branch = await world.organisation(world.community)
    const [wang, li, later, guest] = [await world.member(branch), await world.member(branch), await world.member(branch), await world.member(branch)]
    const of = await registers.trainingClass(world.street)
    const lesson = await registers.held(world.street, "2026-03-02T19:00:00+08:00", { of, expected: [wang, li, later], at: branch })
    await registers.held(world.street, "2026-03-02T20:00:00+08:00", { of, sheet: "OPEN", expected: [wang], at: branch })
    await world.client.query("UPDATE attendance.sheet SET closed_at = NULL WHERE state = 'OPEN'")
    await world
      .lesson(world.street, "2026-03-03T09:00:00+08:00")
      .then((one) => registers.change("courses.lesson", "id", one.uuid, "training_class_id = $2", [of.uuid]))
    await registers.marks(lesson, [
      [wang, "√"],
      [li, "线"],
      [guest, "列"],
    ])
    const act = {
      kind: "EXPECTED_ADDED",
      lesson_id: lesson.uuid,
      member_id: later.uuid,
      occurred_at: new Date(),
      recorded_by: later.uuid,
      recorder_name: "记录人",
      evidence: [],
    }
    await world.insert("attendance.act", { ...act, recorded_at: new Date("2026-03-10T09:00:00+08:00") })
    await registers.account(wang, branch, 2026, rules, "2026-03-03T09:00:00+08:00")
    const then = await matrixOf(of, { asOf: "2026-03-05T09:00:00+08:00" })
    expect(then.totals).toEqual({ people: 2, expected: 3, present: 2, onLeave: 0, absent: 0, unmarked: 1, rate: 66.7, hours: 2, makeUpHours: 0 })
    expect(then.lessons.map(({ label, expected, unmarked }) => [label, expected, unmarked])).toEqual([
      ["03-02晚上1", 2, 0],
      ["03-02晚上2", 1, 1],
    ])
    expect(then.nodes.at(-1)).toMatchObject({
      member: { id: guest.id },
      isOnList: false,
      expected: 0,
      observed: 1,
      rate: null,
      hours: null,
      marks: [{ state: "OBSERVER" }, { state: null }],
    })
    expect(then.gaps.map(({ message }) => message)).toEqual([
      "1次课应已举行而没有签到表，不在表中。",
      "1次课的签到表截止时尚未关闭：有人未登记，学时未计。",
      "2人截止时没有学时账户，获得学时未知，不在合计内。",
    ])
    expect((await matrixOf(of)).totals).toMatchObject({ people: 3, expected: 4, unmarked: 2 })
  })

  test("of a class without lessons, or without any in the days asked for, is empty", async () => {
    const { of } = await customary()
    const none = { people: 0, expected: 0, present: 0, onLeave: 0, absent: 0, unmarked: 0, rate: null, hours: null, makeUpHours: null }
    for (const [what, days] of [
      [await registers.trainingClass(world.street), {}],
      [of, { from: "2026-01-01", to: "2026-02-01" }],
    ] as const)
      expect(await matrixOf(what, days)).toMatchObject({ totals: none, lessons: [], nodes: [], totalCount: 0, gaps: [] })
    expect((await matrixOf(of, { from: "2025-03-14", to: "2025-03-14" })).totals).toMatchObject({ people: 8, expected: 8, present: 5, rate: 62.5, hours: 18 })
  })

  test("comes in pages, each person once", async () => {
    const { of, people } = await customary()
    const first = await matrixOf(of, { first: 5 })
    const second = await matrixOf(of, { first: 5, after: first.pageInfo.endCursor })
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false])
    expect([...first.nodes, ...second.nodes].map(({ member }) => member?.id).sort()).toEqual(people.map(({ id }) => id).sort())
    expect(second.totals).toEqual(first.totals)
    await expect(read(auditor, of, { after: "x" })).rejects.toThrow("after")
    await expect(read(auditor, { uuid: "", id: "class_x" })).rejects.toThrow("class")
  })

  test("is for whoever has a role over the class's organisation; people outside it are in it without their names", async () => {
    const { of } = await customary()
    const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
    const guest = await world.member(await world.organisation(elsewhere), { name: "外区学员" })
    const lesson = await registers.held(world.street, "2025-03-16T08:00:00+08:00", { of, expected: [guest] })
    await registers.marks(lesson, [[guest, "√"]])
    for (const role of ["RECORDER", "SECRETARY", "ADMIN"] as const) expect((await read(await world.staff(role, world.street), of))?.totalCount).toBe(9)
    const matrix = await matrixOf(of)
    expect(matrix.nodes.filter(({ member }) => member?.name == null)).toMatchObject([{ present: 1, rate: 100 }])
    for (const subject of [
      guest.subject,
      (await world.member(world.community)).subject,
      await world.staff("ADMIN", world.community),
      await world.staff("ADMIN", elsewhere),
    ])
      expect(await read(subject, of)).toBeNull()
    expect(await read(auditor, await registers.trainingClass(elsewhere))).toBeNull()
  })

  test("costs as many statements for fifty people at six lessons as for two at one", async () => {
    const costOf = async (people: number, lessons: number) => {
      const [of, branch] = [await registers.trainingClass(world.street), await world.organisation(world.community)]
      const expected: Person[] = []
      for (let at = 0; at < people; at += 1) expected.push(await world.member(branch))
      for (const person of expected) await registers.account(person, branch, 2025, rules, CLOSED)
      for (let at = 0; at < lessons; at += 1) {
        const lesson = await registers.held(world.street, `2025-04-1${at}T09:00:00+08:00`, { of, expected, at: branch })
        await registers.marks(
          lesson,
          expected.map((person) => [person, "√"] as const),
        )
      }
      const other = await world.staff("AUDITOR", world.street)
      return (await stack.costOf(() => read(other, of, { first: 50 }))).statements
    }
    expect(await costOf(50, 6)).toBe(await costOf(2, 1))
  })
})
