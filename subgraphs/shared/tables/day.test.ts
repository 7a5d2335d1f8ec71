import fc from "fast-check"
import { expect, test } from "vitest"
import { dayFrom, dayOfSerial, oneYearAfter, readDay } from "./day.ts"

const TODAY = "2026-11-23"
const read = (text: string) => {
  const answer = readDay(text, TODAY)
  return answer.ok ? answer.day + (answer.isMonth ? " (month)" : "") : answer.code
}

test.each([
  ["2011-4-11", "2011-04-11"],
  ["2011/04/11", "2011-04-11"],
  ["2011.4.11", "2011-04-11"],
  ["2011年4月11日", "2011-04-11"],
  ["２０１１年４月１１日", "2011-04-11"],
  ["20110411", "2011-04-11"],
  ["2011-04-11 00:00:00", "2011-04-11"],
  ["43464", "2018-12-30"],
  ["43216", "2018-04-26"],
  ["2017.6", "2017-06-01 (month)"],
  ["2017年6月", "2017-06-01 (month)"],
  ["201706", "2017-06-01 (month)"],
  ["411日", "UNCLEAR_DATE"],
  ["2017", "UNCLEAR_DATE"],
  ["89.6.1", "UNCLEAR_DATE"],
  ["2013-02-29", "NO_SUCH_DAY"],
  ["2012-02-29", "2012-02-29"],
  ["2017.13", "NO_SUCH_DAY"],
  ["1899-12-31", "TOO_EARLY"],
  ["2026-11-23", "2026-11-23"],
  ["2026-11-24", "IN_FUTURE"],
  ["2011-4/11x", "UNCLEAR_DATE"],
])("%s is read as %s", (text, wanted) => expect(read(text)).toBe(wanted))

test("a slip is asked about with the day it may be", () => {
  expect(readDay("411日", TODAY)).toMatchObject({ message: expect.stringContaining("4月11日?") })
})

test("serials count as spreadsheets do, around the day that never was", () => {
  expect([0, 1, 59, 60, 61].map(dayOfSerial)).toEqual([null, "1900-01-01", "1900-02-28", null, "1900-03-01"])
})

test("a probation that began on 29 February ends on 1 March", () => expect(oneYearAfter("2024-02-29")).toBe("2025-03-01"))

test("every day is read back from each of its spellings", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 46_347 }), (days) => {
      const date = new Date(Date.UTC(1900, 0, 1) + days * 86_400_000)
      const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()] as const
      const day = dayFrom(y, m, d)
      for (const text of [`${y}-${m}-${d}`, `${y}/${m}/${d}`, `${y}.${m}.${d}`, `${y}年${m}月${d}日`]) expect(read(text)).toBe(day)
    }),
  )
})
