import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type DayPart, type OpenTime, clockHours, openMinutes, seatRate, totalUse, utilisation } from "./venue-use.ts"

const MORNINGS: OpenTime[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: 480, toMinute: 720 }))

describe("when a venue is open", () => {
  test("is its hours of each weekday, without its closures", () => {
    // 2 March 2026 is a Monday.
    expect(openMinutes(MORNINGS, [], "2026-03-02", "2026-03-08")).toBe(5 * 240)
    expect(openMinutes(MORNINGS, [], "2026-03-07", "2026-03-08")).toBe(0)
    const closed: DayPart[] = [
      { day: "2026-03-03", fromMinute: 0, toMinute: 600 },
      { day: "2026-03-03", fromMinute: 540, toMinute: 660 },
      { day: "2026-03-07", fromMinute: 0, toMinute: 1440 },
      { day: "2026-03-10", fromMinute: 0, toMinute: 1440 },
    ]
    expect(openMinutes(MORNINGS, closed, "2026-03-02", "2026-03-08")).toBe(5 * 240 - 180)
  })

  test("is not known without any hours", () => {
    expect(openMinutes([], [], "2026-03-02", "2026-03-08")).toBeNull()
    expect(utilisation({ minutes: 60, openMinutes: null })).toBeNull()
    expect(totalUse([], 0).openMinutes).toBeNull()
  })

  test("is what counting every minute of every day gives", () => {
    const minute = fc.integer({ min: 0, max: 1440 })
    const span = fc.tuple(minute, minute).map(([a, b]) => ({ fromMinute: Math.min(a, b), toMinute: Math.max(a, b) }))
    const day = fc.integer({ min: 0, max: 20 }).map((at) => new Date(Date.UTC(2026, 1, 20 + at)).toISOString().slice(0, 10))
    const closures = fc.array(
      fc.tuple(day, span).map(([on, part]) => ({ day: on, ...part })),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        span,
        closures,
        day,
        fc.integer({ min: 0, max: 20 }),
        (weekdays, time, closed, from, length) => {
          let count = 0
          for (let at = 0; at <= length; at += 1) {
            const on = new Date(Date.parse(from) + at * 86_400_000)
            if (!weekdays.includes(on.getUTCDay() === 0 ? 7 : on.getUTCDay())) continue
            const parts = closed.filter((part) => part.day === on.toISOString().slice(0, 10))
            for (let now = time.fromMinute; now < time.toMinute; now += 1) if (!parts.some((part) => part.fromMinute <= now && now < part.toMinute)) count += 1
          }
          const last = new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10)
          expect(
            openMinutes(
              weekdays.map((weekday) => ({ weekday, ...time })),
              closed,
              from,
              last,
            ),
          ).toBe(count)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test("rates are rounded half up to one decimal; hours of the clock have two", () => {
  expect(utilisation({ minutes: 1, openMinutes: 8 })).toBe(12.5)
  expect(utilisation({ minutes: 45, openMinutes: 16_000 })).toBe(0.3)
  expect(seatRate({ seated: 5, seatedLessons: 2, capacity: 60 })).toBe(4.2)
  expect(seatRate({ seated: 0, seatedLessons: 0, capacity: 60 })).toBeNull()
  expect([clockHours(100), clockHours(90)]).toEqual([1.67, 1.5])
})
