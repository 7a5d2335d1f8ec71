import { describe, expect, test } from "vitest"
import { organisationChart, weekChart, yearChart } from "./chart.ts"

const months = Array.from({ length: 12 }, (_, at) => ({ month: at + 1, people: 8, required: 256, reached: Math.min(8, at), credited: 20 * (at + 1) }))

describe("charts", () => {
  test("of a year know nothing of months to come", () => {
    const chart = yearChart("街道", 2026, "2026-03-01", months)
    const [share, earned, needed] = chart.series.map(({ points }) => points)
    expect(share?.slice(0, 4)).toEqual([
      { label: "1月", value: 0, note: "0/8人" },
      { label: "2月", value: 12.5, note: "1/8人" },
      { label: "3月", value: 25, note: "2/8人" },
      { label: "4月", value: null, note: null },
    ])
    expect([earned?.[2]?.value, earned?.[3]?.value, needed?.[2]?.value, needed?.[11]?.value]).toEqual([7.5, null, 8, 32])
    expect(chart.description).toContain("截至3月，8人中2人学时达到全年要求（25%）；人均计入7.5学时，按进度应达8学时")
    expect(yearChart("街道", 2026, "2025-12-31", months).description).toBe("年度尚未开始。")
  })

  test("of a year without anybody have no rate, which is not zero", () => {
    const empty = months.map((one) => ({ ...one, people: 0, required: 0, reached: 0, credited: 0 }))
    expect(yearChart("街道", 2025, "2026-01-01", empty).series.flatMap(({ points }) => points.map(({ value }) => value))).toEqual(Array(36).fill(null))
  })

  test("of organisations leave out those without anybody, and draw the forty that are worst off", () => {
    const rows = Array.from({ length: 42 }, (_, at) => ({ name: `支部${at}`, people: 100, compliant: 100 - at }))
    const chart = organisationChart("街道", 2025, [...rows, { name: "空", people: 0, compliant: 0 }])
    expect(chart.series[0]?.points.map(({ label }) => label)).toEqual(rows.slice(2).map(({ name }) => name))
    expect(chart.series[0]?.points.at(-1)).toEqual({ label: "支部41", value: 59, note: "59/100人" })
    expect(chart.description).toBe("合计4200人，达标3339人（79.5%）。只列达标率最低的40个，共42个。")
  })

  test("of weeks have a place for every day", () => {
    const chart = weekChart({ name: "街道", year: 2025, rows: "WEEKDAY" }, [
      { week: 11, weekday: 5, category: "THEME_DAY", lessons: 2 },
      { week: 11, weekday: 5, category: "PRACTICE", lessons: 1 },
    ])
    expect(chart.series.map(({ title, points }) => [title, points.length])).toEqual(
      ["周一", "周二", "周三", "周四", "周五", "周六", "周日"].map((day) => [day, 53]),
    )
    expect(chart.series[4]?.points[10]).toEqual({ label: "第11周", value: 3, note: null })
    expect(chart.description).toBe("全年3节课，最多的是第11周周五：3节。已取消的不计。")
  })

  test("of weeks have a row for every category, whatever the day", () => {
    const counts = [4, 5].map((weekday) => ({ week: 11, weekday, category: "THEME_DAY" as const, lessons: 2 }))
    const chart = weekChart({ name: "街道", year: 2025, rows: "CATEGORY" }, counts)
    expect(chart.series.map(({ title }) => title)).toEqual(["集中培训", "集体学习", "党课", "主题党日", "网络培训", "实践"])
    expect(chart.series[3]?.points[10]).toEqual({ label: "第11周", value: 4, note: null })
    expect([chart.title, chart.description]).toEqual(["街道2025年各类课次分布", "全年4节课，最多的是第11周主题党日：4节。已取消的不计。"])
  })
})
