import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { printedReports } from "../kit/printed-reports.ts"
import { registersIn } from "../kit/registers.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { mergeOrganisation, moveOrganisation } from "../kit/world-history.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const registers = registersIn(world)
const print = printedReports(url)
const auditor = await world.staff("AUDITOR", world.city)

const QUERY = `query ($id: ID!, $year: Int, $from: Date, $to: Date, $asOf: DateTime, $first: Int, $after: String) {
  teacherLoad(organisation: $id, year: $year, from: $from, to: $to, asOf: $asOf, first: $first, after: $after) {
    header { organisation { id } title fromOn toOn digest } gaps { subgraph message } totalCount pageInfo { hasNextPage endCursor }
    totals { teachers lessons hours personTimes persons }
    nodes { teacher { id name } lessons hours personTimes persons firstOn lastOn } } }`
type Row = { teacher: { id: string; name: string } | null; hours: number; [field: string]: unknown }
type Load = {
  header: { digest: string; [field: string]: unknown }
  gaps: { message: string }[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string }
  totals: Record<string, number>
  nodes: Row[]
}
const DAYS = { from: "2025-01-01", to: "2025-12-31" }
const read = async (subject: string, at: Place, more: object = DAYS) =>
  (await (await stack.as(subject)).request<{ teacherLoad: Load | null }>(QUERY, { id: at.id, ...more })).teacherLoad
const loadOf = async (at: Place, more?: object) => (await read(auditor, at, more)) as Load
const NO_RATING = "学员评价匿名且不记日期，不能按截止时点复现，本栏不填。"
const NOBODY = { teachers: 0, lessons: 0, hours: 0, personTimes: 0, persons: 0 }

/** Two teachers: one with a lesson of four hours and one of two, the other with the latter too. Three came to the first, two and an observer to the second. */
async function ground() {
  const at = await world.organisation(world.community)
  const [zhao, li] = [await world.teacher(at, "赵老师"), await world.teacher(at, "李建国")]
  const people: Person[] = []
  for (let count = 0; count < 4; count += 1) people.push(await world.member(at))
  const [a, b, c, d] = people as [Person, Person, Person, Person]
  const whole = await registers.held(at, "2025-03-14T09:00:00+08:00", { hours: 4, teachers: [zhao], expected: people })
  const shared = await registers.held(at, "2025-11-20T09:00:00+08:00", { hours: 2, teachers: [zhao, li], expected: people })
  await registers.marks(whole, [
    [a, "√"],
    [b, "迟", 20],
    [c, "线"],
    [d, "缺"],
  ])
  await registers.marks(shared, [
    [a, "√"],
    [b, "退", 20],
    [c, "假"],
    [d, "列"],
  ])
  return { at, zhao, li, people, whole, shared }
}

describe("what teachers taught", () => {
  test("is their lessons, whole for each of several, with who was there; of all together a lesson counts once", async () => {
    const { at, zhao, li } = await ground()
    const load = await loadOf(at)
    expect(load.nodes).toEqual([
      { teacher: { id: zhao.id, name: "赵老师" }, lessons: 2, hours: 6, personTimes: 5, persons: 3, firstOn: "2025-03-14", lastOn: "2025-11-20" },
      { teacher: { id: li.id, name: "李建国" }, lessons: 1, hours: 2, personTimes: 2, persons: 2, firstOn: "2025-11-20", lastOn: "2025-11-20" },
    ])
    expect(load).toMatchObject({
      totals: { teachers: 2, lessons: 2, hours: 6, personTimes: 5, persons: 3 },
      totalCount: 2,
      header: { organisation: { id: at.id }, fromOn: "2025-01-01" },
    })
    expect(load.gaps.map(({ message }) => message)).toEqual([NO_RATING])
    expect((await loadOf(at, { year: 2025 })).nodes).toEqual(load.nodes)
    expect((await loadOf(at, { from: "2025-11-01", to: "2025-11-30" })).totals).toEqual({ teachers: 2, lessons: 1, hours: 2, personTimes: 2, persons: 2 })
  })

  test("prints in the customary layout, under the same digest", async () => {
    const { at, zhao, li } = await ground()
    const printed = await print(at, "TEACHER_LOAD", DAYS)
    expect(printed?.lines).toEqual([
      `${zhao.id},赵老师,党校教师,区委党校,2,6,5,3,,2025-03-14,2025-11-20`,
      `${li.id},李建国,党校教师,区委党校,1,2,2,2,,2025-11-20,2025-11-20`,
      "合计,2人,,,2,6,5,3,,,",
    ])
    expect((await loadOf(at, { ...DAYS, asOf: "2026-11-23T09:00:00+08:00" })).header.digest).toBe(printed?.digest)
    expect(await printed?.report.count()).toBe(3)
  })

  test("stays what it was as of a moment, and with the subtree as it stood then", async () => {
    const { at, people, shared } = await ground()
    const asOf = "2025-12-31T12:00:00+08:00"
    const before = await loadOf(world.community, { ...DAYS, asOf })
    const [leave] = (
      await world.client.query<{ id: string }>("SELECT id FROM attendance.entry WHERE member_id = $1 AND lesson_id = $2", [people[2]?.uuid, shared.uuid])
    ).rows
    const came = await registers.fact(people[2] as Person, shared, { replaces: String(leave?.id) })
    await world.client.query("ALTER TABLE attendance.entry DISABLE TRIGGER USER")
    await world.client.query("UPDATE attendance.entry SET recorded_at = '2026-02-01T09:00:00+08:00' WHERE id = $1", [came])
    await world.client.query("ALTER TABLE attendance.entry ENABLE TRIGGER USER")
    await world.client.query("UPDATE courses.teacher SET name = '改名' WHERE organisation_id = $1", [at.uuid])
    const after = await loadOf(world.community, { ...DAYS, asOf })
    expect([after.header.digest, after.totals]).toEqual([before.header.digest, before.totals])
    expect((await loadOf(at)).nodes.map(({ personTimes, persons }) => [personTimes, persons])).toEqual([
      [6, 3],
      [3, 3],
    ])
    const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
    const moved = await moveOrganisation(world.client, at, elsewhere, "2026-03-01")
    expect((await loadOf(world.community, { ...DAYS, asOf })).totals).toEqual(before.totals)
    expect((await loadOf(elsewhere, { ...DAYS, asOf })).totals).toEqual(NOBODY)
    expect((await loadOf(elsewhere)).totals).toMatchObject({ lessons: 2, personTimes: 6 })
    expect((await loadOf(moved)).totalCount).toBe(2)
  })

  test("holds what an organisation taught before it was merged into another", async () => {
    const { at } = await ground()
    const into = await world.organisation(world.community)
    const before = await loadOf(world.community, { ...DAYS, asOf: "2025-12-31T12:00:00+08:00" })
    await mergeOrganisation(world.client, at, into, "2025-12-01")
    expect((await loadOf(world.community, { ...DAYS, asOf: "2025-12-31T12:00:00+08:00" })).header.digest).toBe(before.header.digest)
    expect((await loadOf(at)).totals).toMatchObject({ lessons: 2, personTimes: 5 })
  })

  test("leaves out lessons that were not held, and says which had no teacher or an open sheet", async () => {
    const at = await world.organisation(world.community)
    const zhao = await world.teacher(at)
    await world.lesson(at, "2026-03-02T09:00:00+08:00", { teachers: [zhao] })
    expect(await loadOf(at, { year: 2026 })).toMatchObject({ totals: NOBODY, nodes: [], totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null } })
    const open = await registers.held(at, "2026-04-02T09:00:00+08:00", { sheet: "OPEN", teachers: [zhao] })
    await world.client.query("UPDATE attendance.sheet SET closed_at = NULL WHERE lesson_id = $1", [open.uuid])
    await registers.held(at, "2026-05-02T09:00:00+08:00")
    const load = await loadOf(at, { year: 2026 })
    expect(load.totals).toEqual({ teachers: 1, lessons: 1, hours: 2, personTimes: 0, persons: 0 })
    expect(load.gaps.map(({ message }) => message)).toEqual(["1次课没有登记授课教师，不在表中。", "1次课的签到表截止时尚未关闭，覆盖人次可能不全。", NO_RATING])
  })

  test("is for whoever has a role over the organisation; teachers from elsewhere are named, as announcements of lessons name them", async () => {
    const { at, people } = await ground()
    const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
    const [guest, above] = [await world.teacher(elsewhere, "外区教师"), await world.teacher(world.district, "区里教师")]
    await registers.held(at, "2025-12-01T09:00:00+08:00", { teachers: [guest, above], hours: 1 })
    for (const role of ["RECORDER", "AUDITOR", "ADMIN"] as const) {
      const names = (await read(await world.staff(role, at), at))?.nodes.map(({ teacher }) => teacher?.name ?? null)
      expect(names?.slice(0, 2)).toEqual(["赵老师", "李建国"])
      expect(new Set(names?.slice(2))).toEqual(new Set(["外区教师", "区里教师"]))
    }
    const printed = await print(at, "TEACHER_LOAD", DAYS)
    expect(printed?.lines.join()).toContain("外区教师,党校教师,区委党校,1,1,0,0")
    for (const subject of [people[0]?.subject ?? "", await world.staff("ADMIN", elsewhere)]) expect(await read(subject, at)).toBeNull()
  })

  test("comes in pages; days are needed, and must be days", async () => {
    const at = await world.organisation(world.community)
    const teachers: Thing[] = []
    for (let count = 0; count < 5; count += 1) teachers.push(await world.teacher(at))
    for (const [day, teacher] of teachers.entries())
      await registers.held(at, `2025-03-1${day}T09:00:00+08:00`, { teachers: [teacher], hours: day < 3 ? 2 : 1.5 })
    const first = await loadOf(at, { ...DAYS, first: 2 })
    const second = await loadOf(at, { ...DAYS, first: 2, after: first.pageInfo.endCursor })
    const third = await loadOf(at, { ...DAYS, first: 2, after: second.pageInfo.endCursor })
    const all = [...first.nodes, ...second.nodes, ...third.nodes]
    expect(all.map(({ hours }) => hours)).toEqual([2, 2, 2, 1.5, 1.5])
    expect(new Set(all.map(({ teacher }) => teacher?.id))).toEqual(new Set(teachers.map(({ id }) => id)))
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false])
    await expect(read(auditor, at, {})).rejects.toThrow("from")
    await expect(read(auditor, at, { from: "2025-03-01" })).rejects.toThrow("to")
    await expect(read(auditor, at, { from: "2025-03-02", to: "2025-03-01" })).rejects.toThrow("to")
    await expect(read(auditor, at, { ...DAYS, after: "x" })).rejects.toThrow("after")
  })

  test("costs as many statements for thirty teachers as for two", async () => {
    const costOf = async (count: number) => {
      const at = await world.organisation(world.community)
      for (let day = 1; day <= count; day += 1)
        await registers.held(at, `2025-03-${String(day).padStart(2, "0")}T09:00:00+08:00`, { teachers: [await world.teacher(at)] })
      const other = await world.staff("AUDITOR", at)
      return (await stack.costOf(() => read(other, at, { ...DAYS, first: 50 }))).statements
    }
    expect(await costOf(30)).toBe(await costOf(2))
  })
})
