import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calendarOf } from "../../subgraphs/courses/data/holiday.calendar.ts"
import { occurrencesOf } from "../../subgraphs/courses/data/recurrence.reader.ts"
import { placeAmongHolidays } from "../../subgraphs/courses/domain/series.ts"
import { localTimeOf } from "../../subgraphs/shared/calendar.ts"

const ZONE = "Asia/Shanghai"
const city = { calendarOf, localOf: (instant: Date) => localTimeOf(instant, ZONE) }
const at = (day: string, time = "09:00") => new Date(`${day}T${time}:00+08:00`)
const expand = (rule: string, from: string, to: string, time = "09:00") =>
  occurrencesOf({ rule, startsAt: at(from, time), last: at(to, "23:59"), most: 400 }, ZONE)
const days = (times: readonly Date[]) => times.map((time) => localTimeOf(time, ZONE).day)

describe("the times of a rule", () => {
  it.each([
    ["FREQ=WEEKLY", "2026-11-28", "2026-12-31", ["2026-11-28", "2026-12-05", "2026-12-12", "2026-12-19", "2026-12-26"]],
    ["FREQ=MONTHLY;BYDAY=2SA", "2026-11-28", "2027-03-31", ["2026-12-12", "2027-01-09", "2027-02-13", "2027-03-13"]],
    ["FREQ=MONTHLY;INTERVAL=3", "2026-11-28", "2027-06-30", ["2026-11-28", "2027-02-28", "2027-05-28"]],
    ["FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-01", "2027-05-31", ["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"]],
    ["FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1", "2026-11-28", "2028-07-01", ["2027-07-01", "2028-07-01"]],
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-01", "2027-01-31", ["2026-11-30", "2026-12-31", "2027-01-29"]],
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-28", "2028-11-28", []],
  ])("%s from %s to %s", (rule, from, to, expected) => {
    expect(days(expand(rule, from, to))).toEqual(expected)
  })

  it("keep the hour of the city, early and late in the day", () => {
    for (const time of ["00:30", "07:59", "23:30"]) {
      const found = expand("FREQ=WEEKLY;BYDAY=SA", "2026-11-28", "2026-12-12", time)
      expect(found).toEqual([at("2026-11-28", time), at("2026-12-05", time), at("2026-12-12", time)])
    }
  })

  it("of a rule that never comes true are found to be none at once; of every day no more than asked", () => {
    expect(expand("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "2026-11-28", "2028-11-28")).toEqual([])
    expect(expand("FREQ=DAILY", "2026-11-28", "2028-11-28")).toHaveLength(401)
  })
})

describe("holidays", () => {
  const wednesdays = expand("FREQ=WEEKLY", "2025-09-24", "2025-10-15")
  const sundays = expand("FREQ=WEEKLY", "2025-09-21", "2025-10-12")

  it("are skipped, with their name", () => {
    expect(placeAmongHolidays(wednesdays, "SKIP", city)).toEqual({
      occurrences: [at("2025-09-24"), at("2025-10-15")].map((time) => ({ occursAt: time, startsAt: time })),
      exceptions: ["2025-10-01", "2025-10-08"].map((day) => ({ occursAt: at(day), kind: "SKIPPED", movedTo: null, reason: "国庆节" })),
      unknownYears: [],
    })
  })

  it("are left for the next workday at the same hour, one after the other, a worked Saturday among them", () => {
    const { occurrences, exceptions } = placeAmongHolidays(wednesdays, "MOVE", city)
    expect(days(occurrences.map(({ startsAt }) => startsAt))).toEqual(["2025-09-24", "2025-10-09", "2025-10-10", "2025-10-15"])
    expect(exceptions.map(({ kind, movedTo }) => [kind, movedTo && days([movedTo])[0]])).toEqual([
      ["MOVED", "2025-10-09"],
      ["MOVED", "2025-10-10"],
    ])
    const thursdayAndFriday = expand("FREQ=WEEKLY;BYDAY=TH,FR", "2025-10-02", "2025-10-10")
    expect(days(placeAmongHolidays(thursdayAndFriday, "MOVE", city).occurrences.map(({ startsAt }) => startsAt))).toEqual([
      "2025-10-11",
      "2025-10-13",
      "2025-10-09",
      "2025-10-10",
    ])
  })

  it("of a weekend are left for the next day that is no holiday; a worked Sunday is no holiday", () => {
    const { occurrences } = placeAmongHolidays(sundays, "MOVE", city)
    expect(days(occurrences.map(({ startsAt }) => startsAt))).toEqual(["2025-09-21", "2025-09-28", "2025-10-09", "2025-10-12"])
  })

  it("are held all the same where that is asked, and where no day of the fortnight is left they are skipped", () => {
    expect(placeAmongHolidays(wednesdays, "KEEP", city)).toMatchObject({ occurrences: { length: 4 }, exceptions: [] })
    const daily = expand("FREQ=DAILY", "2025-10-01", "2025-10-31")
    const { occurrences, exceptions } = placeAmongHolidays(daily, "MOVE", city)
    expect(occurrences).toHaveLength(23)
    expect(exceptions).toHaveLength(8)
    expect(exceptions.every(({ kind }) => kind === "SKIPPED")).toBe(true)
  })

  it("of a year that is not known are not guessed: the year is named and the lessons stay", () => {
    const { occurrences, exceptions, unknownYears } = placeAmongHolidays(expand("FREQ=YEARLY", "2097-10-01", "2099-10-01"), "MOVE", city)
    expect([days(occurrences.map(({ startsAt }) => startsAt)), exceptions, unknownYears]).toEqual([
      ["2097-10-01", "2098-10-01", "2099-10-01"],
      [],
      ["2097", "2098", "2099"],
    ])
  })

  it("leave no two lessons of a series on one day, none on a holiday, and none unaccounted for", () => {
    const rules = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO,WE,FR", "FREQ=WEEKLY;BYDAY=SA,SU", "FREQ=MONTHLY;BYMONTHDAY=1", "FREQ=MONTHLY;BYDAY=1WE"]
    const days365 = fc.integer({ min: 0, max: 700 }).map((offset) => new Date(Date.parse("2024-01-01T01:00:00Z") + offset * 86_400_000))
    fc.assert(
      fc.property(fc.constantFrom(...rules), days365, fc.constantFrom("SKIP", "MOVE", "KEEP"), (rule, startsAt, policy) => {
        const times = occurrencesOf({ rule, startsAt, last: new Date(startsAt.getTime() + 200 * 86_400_000), most: 400 }, ZONE)
        const { occurrences, exceptions } = placeAmongHolidays(times, policy as "SKIP" | "MOVE" | "KEEP", city)
        const held = days(occurrences.map((one) => one.startsAt))
        expect(new Set(held).size).toBe(held.length)
        expect(held.filter((day) => policy !== "KEEP" && calendarOf(day).isHoliday)).toEqual([])
        const skipped = exceptions.filter(({ kind }) => kind === "SKIPPED").map(({ occursAt }) => occursAt)
        const all = [...occurrences.map(({ occursAt }) => occursAt), ...skipped].sort((a, b) => a.getTime() - b.getTime())
        expect(all).toEqual(times)
      }),
      { numRuns: 200 },
    )
  })
})
