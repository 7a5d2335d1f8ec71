import { expect, test } from "vitest"
import { dayFromDate, dayOf, instantIn } from "./calendar.ts"

test("an instant is printed with the zone's offset of that moment", () => {
  expect(instantIn(new Date("2026-11-23T01:00:00Z"), "Asia/Shanghai")).toBe("2026-11-23T09:00:00+08:00")
  expect(instantIn(new Date("2026-11-23T01:00:00.250Z"), "Asia/Shanghai")).toBe("2026-11-23T09:00:00.250+08:00")
  expect(instantIn(new Date("2026-01-01T00:00:00Z"), "America/New_York")).toBe("2025-12-31T19:00:00-05:00")
  expect(instantIn(new Date("2026-01-01T00:00:00Z"), "Asia/Kathmandu")).toBe("2026-01-01T05:45:00+05:45")
})

test("the summer time of 1986 to 1991 is kept", () => {
  expect(instantIn(new Date("1988-07-01T00:00:00+08:00"), "Asia/Shanghai")).toBe("1988-07-01T01:00:00+09:00")
})

test("a day is the city's, whatever the zone of the machine", () => {
  expect(dayOf(new Date("2026-11-22T16:30:00Z"), "Asia/Shanghai")).toBe("2026-11-23")
  expect(dayOf(new Date("2026-11-22T15:59:59Z"), "Asia/Shanghai")).toBe("2026-11-22")
  expect(dayFromDate(new Date("2024-02-29"))).toBe("2024-02-29")
})
