import fc from "fast-check"
import { expect, test } from "vitest"
import type { AttendanceFact } from "./attendance-fact.ts"
import { createTakenTime } from "./taken-time.ts"

const HOUR = 3_600_000
const parts = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 8 })), { minLength: 1, maxLength: 3 })

test("a fact takes the hours that no earlier one took, in whatever order they come", () => {
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (facts) => {
      const time = createTakenTime()
      const taken = new Set<number>()
      for (const spans of facts) {
        const periods = spans.map(([from, hours]) => ({ startsAt: new Date(from * HOUR), endsAt: new Date((from + hours) * HOUR) }))
        const own = new Set(spans.flatMap(([from, hours]) => Array.from({ length: hours }, (_, at) => from + at)))
        const free = [...own].filter((hour) => !taken.has(hour))
        expect(time.take({ periods } as unknown as AttendanceFact)).toBeCloseTo(free.length / own.size, 9)
        for (const hour of own) taken.add(hour)
      }
    }),
  )
})
