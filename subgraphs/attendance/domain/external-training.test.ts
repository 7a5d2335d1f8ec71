import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { problemsOfTraining, sharesByYear } from "./external-training.ts"

const DAY_MS = 86_400_000
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
const training = fc
  .record({ start: fc.integer({ min: 0, max: 9_000 }), length: fc.integer({ min: 0, max: 399 }), halves: fc.integer({ min: 1, max: 1_000 }) })
  .map(({ start, length, halves }) => {
    const startsOn = dayAfter("2002-01-01", start)
    return { startsOn, endsOn: dayAfter(startsOn, length), hours: halves / 2 }
  })

describe("training that crosses the year", () => {
  test("is split by its days", () => {
    expect(sharesByYear({ startsOn: "2025-12-30", endsOn: "2026-01-02", hours: 32 })).toEqual([
      { year: 2025, firstOn: "2025-12-30", days: 2, hours: 16 },
      { year: 2026, firstOn: "2026-01-01", days: 2, hours: 16 },
    ])
    expect(sharesByYear({ startsOn: "2025-12-31", endsOn: "2026-01-02", hours: 8 })).toEqual([
      { year: 2025, firstOn: "2025-12-31", days: 1, hours: 2.5 },
      { year: 2026, firstOn: "2026-01-01", days: 2, hours: 5.5 },
    ])
  })

  test("keeps every half hour, in years that follow each other, each near its share", () => {
    fc.assert(
      fc.property(training, (given) => {
        const shares = sharesByYear(given)
        const days = shares.reduce((sum, share) => sum + share.days, 0)
        expect(shares.reduce((sum, { hours }) => sum + hours, 0)).toBe(given.hours)
        expect(shares[0]?.firstOn).toBe(given.startsOn)
        for (const [at, { year, firstOn, hours, days: own }] of shares.entries()) {
          expect(firstOn.slice(0, 4)).toBe(String(year))
          expect(year).toBe((shares[0]?.year ?? 0) + at)
          expect(Number.isInteger(hours * 2) && hours >= 0).toBe(true)
          expect(Math.abs(hours - (given.hours * own) / days)).toBeLessThanOrEqual(0.5)
        }
      }),
    )
  })
})

test("what cannot be is found, all at once", () => {
  const fields = (given: { startsOn: string; endsOn: string; hours: number }) => problemsOfTraining(given, "2026-11-23").map(({ path }) => path)
  expect(fields({ startsOn: "2026-11-22", endsOn: "2026-11-23", hours: 12 })).toEqual([])
  expect(fields({ startsOn: "2026-11-22", endsOn: "2026-11-21", hours: 12.3 })).toEqual(["endsOn", "hours"])
  expect(fields({ startsOn: "2026-11-22", endsOn: "2026-11-24", hours: 0 })).toEqual(["endsOn", "hours"])
  expect(fields({ startsOn: "1999-12-31", endsOn: "2000-01-01", hours: 49 })).toEqual(["startsOn", "hours"])
  expect(fields({ startsOn: "2025-01-01", endsOn: "2026-03-01", hours: 8 })).toEqual(["endsOn"])
  expect(fields({ startsOn: "2026-01-01", endsOn: "2026-01-02", hours: Number.NaN })).toEqual(["hours"])
})
