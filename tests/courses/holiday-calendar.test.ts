import { execFileSync } from "node:child_process"
import { describe, expect, it } from "vitest"
import { calendarOf } from "../../subgraphs/courses/data/holiday.calendar.ts"
import { addDays, unknownYears, weekdayOf } from "../../subgraphs/courses/domain/calendar-day.ts"

describe("the official calendar", () => {
  it.each([
    ["2025-09-28", { isWorkday: true, isHoliday: false, isInLieu: true, name: "国庆节", isKnown: true }],
    ["2025-10-01", { isWorkday: false, isHoliday: true, isInLieu: false, name: "国庆节", isKnown: true }],
    ["2025-10-08", { isWorkday: false, isHoliday: true, isInLieu: true, name: "国庆节", isKnown: true }],
    ["2025-10-11", { isWorkday: true, isHoliday: false, isInLieu: true, name: "国庆节", isKnown: true }],
    ["2026-02-17", { isWorkday: false, isHoliday: true, isInLieu: false, name: "春节", isKnown: true }],
    ["2026-11-21", { isWorkday: false, isHoliday: false, isInLieu: false, name: null, isKnown: true }],
    ["2026-11-23", { isWorkday: true, isHoliday: false, isInLieu: false, name: null, isKnown: true }],
  ])("knows %s", (day, expected) => {
    expect(calendarOf(day)).toEqual({ day, ...expected })
  })

  it.each([
    ["2003-10-01", true],
    ["2003-10-04", false],
    ["2099-10-01", true],
    ["2099-10-03", false],
  ])("says that it does not know %s, and takes it for a plain day of the week", (day, isWorkday) => {
    expect(calendarOf(day)).toEqual({ day, isWorkday, isHoliday: false, isInLieu: false, name: null, isKnown: false })
  })

  it("knows every year from 2004 to the last that the package holds, without a hole", () => {
    const years = Array.from({ length: 100 }, (_, index) => String(2000 + index)).filter((year) => calendarOf(`${year}-06-01`).isKnown)
    expect(years.slice(0, 2)).toEqual(["2004", "2005"])
    expect(years).toEqual(Array.from({ length: years.length }, (_, index) => String(2004 + index)))
    expect(years).toContain("2026")
    expect(unknownYears(["2099-01-01", "2026-05-05", "2003-12-31", "2099-02-02"], calendarOf)).toEqual(["2003", "2099"])
  })

  it("means the same day in every time zone of the process", () => {
    const text = `import("${new URL("../../subgraphs/courses/data/holiday.calendar.ts", import.meta.url).pathname}")
      .then(({ calendarOf }) => console.log(["2025-09-30", "2025-10-01", "2025-10-09"].map((day) => calendarOf(day).isWorkday).join()))`
    const said = (TZ: string) => execFileSync(process.execPath, ["--import", "tsx", "-e", text], { env: { ...process.env, TZ }, encoding: "utf8" }).trim()
    expect(["America/New_York", "Asia/Shanghai", "Pacific/Kiritimati"].map(said)).toEqual(Array(3).fill("true,false,true"))
  })

  it("counts days over the ends of months and years", () => {
    expect([addDays("2026-12-31", 1), addDays("2024-03-01", -1), weekdayOf("2026-11-23"), weekdayOf("2026-11-29")]).toEqual(["2027-01-01", "2024-02-29", 1, 7])
  })
})
