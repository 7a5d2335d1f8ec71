import { expect, test } from "vitest"
import { BadInput } from "../../shared/errors.ts"
import { dayAsked } from "./as-of.ts"

test("a past day is asked as such, today and no day are today", () => {
  expect(["2026-11-22", "2026-11-23", null, undefined].map((asOf) => dayAsked(asOf, "2026-11-23"))).toEqual(["2026-11-22", null, null, null])
})

test("a day to come is refused", () => {
  expect(() => dayAsked("2026-11-24", "2026-11-23")).toThrow(BadInput)
})
