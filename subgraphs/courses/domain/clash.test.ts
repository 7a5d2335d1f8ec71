import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type ClashFacts, type TakenTime, judgeClashes } from "./clash.ts"
import { covers, localSpans } from "./local-time.ts"

const BASE = Date.UTC(2026, 10, 30)
const instant = (minute: number) => new Date(BASE + minute * 60_000)
const localOf = (date: Date) => {
  const text = new Date(date.getTime() + 8 * 3_600_000).toISOString()
  return { day: text.slice(0, 10), minute: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) }
}
const calendar = { localOf, calendarOf: () => ({ isHoliday: false, name: null, isKnown: true }) }
const NOTHING: ClashFacts = { taken: [], venues: [], teachers: [], gatherings: [], blocked: [] }
const span = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 })).map(([from, length]) => ({ from, to: from + length }))
/** Every instant of a time, in steps: what overlaps is what has a step in common. */
const steps = ({ from, to }: { from: number; to: number }) => new Set(Array.from({ length: to - from }, (_, at) => from + at))

describe("judging what is taken", () => {
  test("finds what counting minute by minute finds, as long as it, and nothing else", () => {
    const taken = fc.record({ time: span, resource: fc.constantFrom("room", "teacher"), lesson: fc.constantFrom("a", "b", "c"), isDraft: fc.boolean() })
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 3 }), fc.array(taken, { maxLength: 8 }), (asked, others) => {
        const draft = new Map(others.map(({ lesson, isDraft }) => [lesson, isDraft]))
        const times = others.map(({ time, resource, lesson }): TakenTime => ({
          startsAt: instant(time.from),
          endsAt: instant(time.to),
          resourceId: resource,
          lessonId: lesson,
          isDraft: draft.get(lesson) ?? false,
          kind: resource === "room" ? "VENUE" : "TEACHER",
        }))
        const periods = asked.map(({ from, to }) => ({ startsAt: instant(from), endsAt: instant(to) }))
        const report = judgeClashes({ periods, venueIds: ["room"], expected: 0, capacity: null }, { ...NOTHING, taken: times }, calendar)
        const wanted = new Map<string, number>()
        for (const { time, resource, lesson } of others) {
          const minutes = asked.reduce((sum, one) => sum + [...steps(one)].filter((step) => steps(time).has(step)).length, 0)
          const key = `${resource} ${lesson}`
          if (minutes > 0) wanted.set(key, (wanted.get(key) ?? 0) + minutes)
        }
        const firm = [...wanted].filter(([key]) => !draft.get((key.split(" ")[1] ?? "a") as "a"))
        expect(new Map(report.clashes.map(({ subjectId, lessonId, minutes }) => [`${subjectId} ${lessonId}`, minutes]))).toEqual(new Map(firm))
        expect(report.warnings).toHaveLength(wanted.size - firm.length)
      }),
      { numRuns: 500 },
    )
  })
})

describe("times of the week", () => {
  test("cover a part of a day when every minute of it lies in one of them", () => {
    const day = (max: number) =>
      fc
        .tuple(fc.integer({ min: 0, max: max - 1 }), fc.integer({ min: 1, max }))
        .map(([from, length]) => ({ weekday: 1, fromMinute: from, toMinute: Math.min(max, from + length) }))
    fc.assert(
      fc.property(fc.array(day(60), { maxLength: 5 }), day(60), (times, part) => {
        const all = Array.from({ length: part.toMinute - part.fromMinute }, (_, at) => part.fromMinute + at)
        expect(covers(times, part)).toBe(all.every((minute) => times.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute)))
      }),
      { numRuns: 1_000 },
    )
  })

  test("a time over midnight has a part in each of its days; one that ends at midnight in one", () => {
    const at = (text: string) => new Date(`${text}:00+08:00`)
    expect(localSpans({ startsAt: at("2026-12-06T23:00"), endsAt: at("2026-12-07T01:30") }, localOf)).toEqual([
      { day: "2026-12-06", weekday: 7, fromMinute: 1380, toMinute: 1440 },
      { day: "2026-12-07", weekday: 1, fromMinute: 0, toMinute: 90 },
    ])
    expect(localSpans({ startsAt: at("2026-12-06T23:00"), endsAt: at("2026-12-07T00:00") }, localOf)).toHaveLength(1)
  })
})
