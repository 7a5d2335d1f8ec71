import fc from "fast-check"
import { expect, test } from "vitest"
import { addDays, addMonths } from "./days.ts"

test.each([
  ["2026-11-23", 30, "2026-12-23"],
  ["2024-02-28", 1, "2024-02-29"],
  ["2026-03-01", -1, "2026-02-28"],
  ["1986-05-03", 1, "1986-05-04"],
])("%s and %i days is %s", (day, days, expected) => expect(addDays(day, days)).toBe(expected))

test.each([
  ["2026-08-31", 6, "2027-02-28"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2023-08-31", 6, "2024-02-29"],
  ["2026-11-23", 12, "2027-11-23"],
  ["2026-12-31", 1, "2027-01-31"],
])("%s and %i months is %s", (day, months, expected) => expect(addMonths(day, months)).toBe(expected))

test("months never go backwards, and never past the month they land in", () => {
  const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2900-01-01"), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.nat(600), (from, months) => {
      const to = addMonths(from, months)
      const monthOf = (one: string) => Number(one.slice(0, 4)) * 12 + Number(one.slice(5, 7))
      expect(monthOf(to) - monthOf(from)).toBe(months)
      expect(to.slice(8) <= from.slice(8)).toBe(true)
    }),
  )
})
