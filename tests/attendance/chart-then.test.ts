import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { fetchFile } from "../kit/files.ts"
import { lessonActs } from "../kit/lessons.ts"
import { openStack } from "../kit/stack.ts"
import { PARAMETERS } from "../kit/rule-parameters.ts"
import type { Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"
import { yearReportsOf } from "../kit/year-reports.ts"

const url = await emptyDatabase()
const [first, second, third] = ["2026-10-01T09:00:00+08:00", "2026-11-01T09:00:00+08:00", "2026-11-23T09:00:00+08:00"] as const
const stacks = {
  [first]: await openStack(url, new Date(first)),
  [second]: await openStack(url, new Date(second)),
  [third]: await openStack(url, new Date(third)),
}
const stack = stacks[third]
const world = await newWorld(url)
const hours = hoursIn(world)
const rules = await hours.rules({ requirements: { ...PARAMETERS.requirements, MEMBER: { hours: 16, intensiveSessions: 0 } } })
const admin = await world.staff("ADMIN", world.city)
const reports = yearReportsOf(stack)

type Chart = {
  description: string
  url: string
  svg: string
  gaps: { subgraph: string; message: string }[]
  series: { title: string; points: { label: string; value: number | null; note: string | null }[] }[]
}
const ask = async (kind: string, at: Place, more: object = {}, year = 2026) =>
  (
    await (
      await stack.as(admin)
    ).request<{ chart: Chart }>(
      `query ($id: ID!, $year: Int!, $kind: ChartKind!, $asOf: DateTime, $rows: ChartRows! = WEEKDAY) {
        chart(organisation: $id, year: $year, kind: $kind, asOf: $asOf, rows: $rows) { description url svg gaps { subgraph message } series { title points { label value note } } } }`,
      { id: at.id, kind, year, ...more },
    )
  ).chart
const recalculate = (at: Place, when: keyof typeof stacks) => actsOf(stacks[when])(admin, "recalculateHours", { organisation: at.id, year: 2026 })
const valuesOf = (chart: Chart, series: number) => chart.series[series]?.points.map(({ value }) => value)

describe("a year's progress", () => {
  test("is as the books stood, corrections that came later not in it, and ends where the report does", async () => {
    const branch = await world.organisation(world.community)
    const [wang, li] = [await world.member(branch), await world.member(branch)]
    const march = await hours.heldLesson(branch, "2026-03-02T09:00:00+08:00", { hours: 8 })
    const wrong = await hours.fact(wang, march)
    await hours.fact(li, march)
    await recalculate(branch, first)
    const october = await hours.heldLesson(branch, "2026-10-15T09:00:00+08:00", { hours: 8 })
    for (const one of [wang, li]) await hours.fact(one, october)
    await recalculate(branch, second)
    await hours.fact(wang, march, { state: "ABSENT", replaces: wrong, recordedAt: "2026-11-10T09:00:00+08:00" })
    await recalculate(branch, third)

    const then = await ask("COMPLIANCE_OVER_YEAR", branch, { asOf: first })
    expect(valuesOf(then, 0)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, null, null])
    expect(valuesOf(then, 1)).toEqual([0, 0, 8, 8, 8, 8, 8, 8, 8, 8, null, null])
    const later = await ask("COMPLIANCE_OVER_YEAR", branch, { asOf: second })
    expect(later.series[0]?.points[9]).toEqual({ label: "10月", value: 100, note: "2/2人" })
    expect(valuesOf(later, 1)).toEqual([0, 0, 8, 8, 8, 8, 8, 8, 8, 16, 16, null])
    const now = await ask("COMPLIANCE_OVER_YEAR", branch)
    expect(valuesOf(now, 1)).toEqual([0, 0, 4, 4, 4, 4, 4, 4, 4, 12, 12, null])
    expect(now.series[0]?.points[10]).toEqual({ label: "11月", value: 50, note: "1/2人" })
    for (const [chart, asOf] of [
      [then, first],
      [later, second],
      [now, third],
    ] as const) {
      expect(chart.gaps).toEqual([])
      const { averageHours } = (await reports.compliance(admin, branch, { asOf }))!.total
      expect(valuesOf(chart, 1)?.findLast((value) => value !== null)).toBe(averageHours)
    }
    expect(valuesOf(await ask("COMPLIANCE_OVER_YEAR", branch, { asOf: "2026-02-01T00:00:00+08:00" }), 0)).toEqual(Array(12).fill(null))
  })

  test("of people whose accounts came as sums stands in the last month, and says so in the caption", async () => {
    const branch = await world.organisation(world.community)
    const [wang, li] = [await world.member(branch), await world.member(branch)]
    await world.hours(wang, branch, 2025, rules.uuid, { required: 8, credited: 8.5, computed_at: new Date("2026-01-05T00:00:00Z") })
    await world.hours(li, branch, 2025, rules.uuid, { required: 8, credited: 0, computed_at: new Date("2026-01-05T00:00:00Z") })
    const chart = await ask("COMPLIANCE_OVER_YEAR", branch, {}, 2025)
    expect(valuesOf(chart, 0)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 50])
    expect(valuesOf(chart, 1)?.slice(-2)).toEqual([0, 4.3])
    const message = "1人的学时只有年度合计，没有逐次台账，各月分布未知，计在最后一个月。"
    expect(chart.gaps).toEqual([{ subgraph: "attendance", message }])
    expect(chart.svg).toContain(`注：${message}`)
    expect(chart.svg).toMatch(new RegExp(`<desc>[^<]*${message}</desc>`))
  })
})

const at = await world.organisation(world.community)
const planner = await world.staff("COORDINATOR", at)
const actsAt = async (when: keyof typeof stacks) => lessonActs(await stacks[when].as(planner))
const on = (date: string) => ({ startsAt: `${date}T09:00:00+08:00`, endsAt: `${date}T11:00:00+08:00` })
const plan = async (when: keyof typeof stacks, date: string, category: string, publish = true) => {
  const { schedule } = await actsAt(when)
  const answer = await schedule({ organiser: at.id, title: `课${date}`, category, plannedHours: 2, ...on(date), place: "会议室", publish })
  return answer.lesson?.id ?? ""
}
const moved = await plan(first, "2026-12-02", "PARTY_LECTURE")
const cancelled = await plan(first, "2026-12-03", "THEME_DAY")
const draft = await plan(first, "2026-12-04", "PRACTICE", false)
await (await actsAt(second)).reschedule({ lesson: moved, version: 1, ...on("2026-12-08"), reason: "教室检修" })
await (await actsAt(second)).update({ lesson: draft, version: 1, category: "ONLINE" })
await actsOf(stacks[second])(planner, "cancelLesson", { lesson: cancelled, version: 1, reason: "停电" })
await plan(third, "2026-12-09", "INTENSIVE")
const cells = async (more: object) => {
  const chart = await ask("LESSONS_BY_WEEK", at, more)
  expect(chart.gaps).toEqual([])
  return chart.series.flatMap(({ title, points }) => points.flatMap(({ label, value }) => (value ? [`${label}${title}${value}`] : [])))
}

describe("lessons by week", () => {
  test("are as they were planned then: moved, cancelled and added afterwards, they stand where they stood", async () => {
    expect(await cells({ asOf: "2026-09-30T00:00:00+08:00" })).toEqual([])
    for (const asOf of [first, "2026-10-31T23:59:59+08:00"]) expect(await cells({ asOf })).toEqual(["第49周周三1", "第49周周四1", "第49周周五1"])
    expect(await cells({ asOf: second })).toEqual(["第50周周二1", "第49周周五1"])
    expect(await cells({})).toEqual(["第50周周二1", "第50周周三1", "第49周周五1"])
  })

  test("have a row for each category, the one that they had then", async () => {
    expect(await cells({ rows: "CATEGORY", asOf: first })).toEqual(["第49周党课1", "第49周主题党日1", "第49周实践1"])
    expect(await cells({ rows: "CATEGORY" })).toEqual(["第50周集中培训1", "第50周党课1", "第49周网络培训1"])
    const chart = await ask("LESSONS_BY_WEEK", at, { rows: "CATEGORY" })
    expect(await (await fetchFile(stack, admin, chart.url)).text()).toBe(chart.svg)
    expect((await fetchFile(stack, admin, chart.url.replace("CATEGORY", "CATEGORIES"))).status).toBe(404)
  })

  test("that were changed since, nobody knows how, are said to be unsure", async () => {
    const place = await world.organisation(world.community)
    const lesson = await hours.heldLesson(place, "2026-03-02T09:00:00+08:00")
    await world.client.query("UPDATE courses.lesson SET changed_at = '2026-11-05T00:00:00Z' WHERE id = $1", [lesson.uuid])
    expect((await ask("LESSONS_BY_WEEK", place)).gaps).toEqual([])
    expect((await ask("LESSONS_BY_WEEK", place, { asOf: first })).gaps).toEqual([
      { subgraph: "courses", message: "1节课在截止时点后有改动而没有留下改动前的记录，按现状列示。" },
    ])
  })
})
