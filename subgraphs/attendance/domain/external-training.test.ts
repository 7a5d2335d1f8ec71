import { expect, test } from "vitest"
import { problemsOfTraining, yearsOf } from "./external-training.ts"

test("training touches each year between its days", () => {
  expect(yearsOf({ startsOn: "2026-03-01", endsOn: "2026-03-01" })).toEqual([2026])
  expect(yearsOf({ startsOn: "2025-12-31", endsOn: "2026-01-01" })).toEqual([2025, 2026])
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
