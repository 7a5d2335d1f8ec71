import { expect, test } from "vitest"
import { clockOf, minuteOf, readWeeklyTimes } from "./weekly-time.ts"

test.each([
  ["00:00", 0],
  ["08:05", 485],
  ["24:00", 1440],
  ["24:01", null],
  ["8:00", null],
  ["08:60", null],
  ["", null],
])("%s is minute %s", (text, minute) => {
  expect(minuteOf(text)).toBe(minute)
  expect(minute === null ? text : clockOf(minute)).toBe(text)
})

test.each([
  [
    "back to back",
    [
      [1, "08:00", "12:00"],
      [1, "12:00", "18:00"],
    ],
    [],
  ],
  [
    "the same on two days",
    [
      [1, "08:00", "12:00"],
      [2, "08:00", "12:00"],
    ],
    [],
  ],
  [
    "overlapping",
    [
      [1, "08:00", "12:00"],
      [1, "11:59", "18:00"],
    ],
    ["opening.1"],
  ],
  [
    "backwards, no day, no time",
    [
      [1, "12:00", "08:00"],
      [8, "08:00", "12:00"],
      [1, "x", "25:00"],
    ],
    ["opening.0.to", "opening.1.weekday", "opening.2.from", "opening.2.to"],
  ],
] as [string, [number, string, string][], string[]][])("%s", (_, times, paths) => {
  const written = times.map(([weekday, from, to]) => ({ weekday, from, to }))
  expect(readWeeklyTimes("opening", written).problems.map(({ path }) => path)).toEqual(paths)
})
