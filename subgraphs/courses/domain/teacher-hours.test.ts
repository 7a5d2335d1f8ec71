import { describe, expect, test } from "vitest"
import { type AvailabilityKind, avoids, bindingHours, canTeach, mayLieOver, prefers } from "./teacher-hours.ts"

const hours = (kind: AvailabilityKind, from: number, to: number, weekday = 2) => ({ kind, weekday, fromMinute: from * 60, toMinute: to * 60 })
const span = (from: number, to: number) => [{ weekday: 2, fromMinute: from * 60, toMinute: to * 60 }]

describe("the hours of a teacher", () => {
  test("bind nobody unless some are available", () => {
    const wishes = [hours("PREFERRED", 9, 11), hours("AVOIDED", 18, 22)]
    expect(bindingHours(wishes)).toEqual([])
    expect(canTeach(wishes, span(14, 16))).toBe(true)
    expect(canTeach(wishes, span(19, 20))).toBe(true)
    expect(avoids(wishes, span(17, 19))).toBe(true)
    expect(avoids(wishes, span(16, 18))).toBe(false)
  })

  test("that are avoided add nothing to those that are available, and within them stay possible", () => {
    expect(canTeach([hours("AVAILABLE", 8, 18), hours("AVOIDED", 18, 22)], span(19, 20))).toBe(false)
    expect(canTeach([hours("AVAILABLE", 8, 18), hours("AVOIDED", 18, 22)], span(17, 19))).toBe(false)
    expect(canTeach([hours("AVAILABLE", 8, 22), hours("AVOIDED", 18, 22)], span(19, 20))).toBe(true)
    expect(canTeach([hours("AVAILABLE", 8, 22, 3)], span(9, 10))).toBe(false)
  })

  test("that are liked are times at which the teacher can come", () => {
    const both = [hours("AVAILABLE", 8, 12), hours("PREFERRED", 12, 15)]
    expect(canTeach(both, span(11, 14))).toBe(true)
    expect(canTeach(both, span(14, 16))).toBe(false)
    expect(prefers(both, span(12, 14))).toBe(true)
    expect(prefers(both, span(11, 13))).toBe(false)
    expect(prefers([], span(11, 13))).toBe(false)
  })

  test("lie over each other only where one says that the teacher can", () => {
    expect(mayLieOver({ kind: "AVAILABLE" }, { kind: "AVOIDED" })).toBe(true)
    expect(mayLieOver({ kind: "PREFERRED" }, { kind: "AVAILABLE" })).toBe(true)
    expect(mayLieOver({ kind: "PREFERRED" }, { kind: "AVOIDED" })).toBe(false)
    expect(mayLieOver({ kind: "AVAILABLE" }, { kind: "AVAILABLE" })).toBe(false)
  })
})
