import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Captured, asksRecorder, markOf, minutesWithin } from "./captured.ts"

const at = (time: string) => new Date(`2026-11-23T${time}+08:00`)
const MORNING = [
  { startsAt: at("09:00:00"), endsAt: at("10:30:00") },
  { startsAt: at("10:45:00"), endsAt: at("12:00:00") },
]
let number = 0
const capture = (given: Partial<Captured> & { occurredAt: Date }): Captured => {
  number += 1
  const id = `capture_${String(number).padStart(4, "0")}`
  return { id, kind: "MARK", state: null, arrivedAt: null, leftAt: null, minutes: null, source: "RECORDER", clientKey: id, line: null, evidence: [], ...given }
}
const scan = (kind: "SCAN_IN" | "SCAN_OUT", time: string) => capture({ kind, source: "CODE", occurredAt: at(time) })
const said = (state: NonNullable<Captured["state"]>, time: string, more: Partial<Captured> = {}) => capture({ state, occurredAt: at(time), ...more })
const told = (...captures: Captured[]) => {
  const mark = markOf(MORNING, captures)
  return mark && [mark.state, mark.minutes, mark.arrivedAt, mark.leftAt]
}

describe("scans", () => {
  test("before the start count from the start; who does not scan out stays to the end", () => {
    expect(told(scan("SCAN_IN", "08:40:00"))).toEqual(["PRESENT", 165, at("08:40:00"), null])
    expect(told(scan("SCAN_IN", "09:00:00"))).toEqual(["PRESENT", 165, at("09:00:00"), null])
  })

  test("the first in and the last out hold, whole minutes of the periods between them", () => {
    expect(told(scan("SCAN_IN", "09:20:30"), scan("SCAN_IN", "09:05:00"))).toEqual(["LATE", 160, at("09:05:00"), null])
    expect(told(scan("SCAN_IN", "09:00:01"))).toEqual(["LATE", 164, at("09:00:01"), null])
    expect(told(scan("SCAN_IN", "08:50:00"), scan("SCAN_OUT", "10:00:00"), scan("SCAN_OUT", "11:00:00"))).toEqual([
      "LEFT_EARLY",
      105,
      at("08:50:00"),
      at("11:00:00"),
    ])
    expect(told(scan("SCAN_IN", "08:50:00"), scan("SCAN_OUT", "12:00:00"))).toEqual(["PRESENT", 165, at("08:50:00"), at("12:00:00")])
    expect(told(scan("SCAN_IN", "09:10:00"), scan("SCAN_OUT", "09:20:00"))).toEqual(["LATE", 10, at("09:10:00"), at("09:20:00")])
  })

  test("an out before the first in is ignored; an in after the last out is coming back; outs alone ask the recorder", () => {
    expect(told(scan("SCAN_OUT", "08:30:00"), scan("SCAN_IN", "08:50:00"))).toEqual(["PRESENT", 165, at("08:50:00"), null])
    expect(told(scan("SCAN_IN", "08:50:00"), scan("SCAN_OUT", "09:30:00"), scan("SCAN_IN", "09:40:00"))).toEqual(["PRESENT", 165, at("08:50:00"), null])
    expect(told(scan("SCAN_OUT", "11:00:00"))).toBeNull()
    expect(asksRecorder([scan("SCAN_OUT", "11:00:00")], false)).toBe(true)
  })

  test("within the grace are neither late nor early", () => {
    const captures = [scan("SCAN_IN", "09:05:00"), scan("SCAN_OUT", "11:55:00")]
    expect(markOf(MORNING, captures, 5)).toMatchObject({ state: "PRESENT", minutes: 155 })
    expect(markOf(MORNING, captures, 4)).toMatchObject({ state: "LATE" })
  })

  test("of somebody on leave ask the recorder, until a mark decides", () => {
    const came = scan("SCAN_IN", "08:50:00")
    expect(asksRecorder([came], true)).toBe(true)
    expect(asksRecorder([came], false)).toBe(false)
    expect(asksRecorder([came, said("PRESENT", "09:30:00")], true)).toBe(false)
    expect(asksRecorder([], true)).toBe(false)
  })
})

describe("marks", () => {
  test("outrank scans, and the one that happened last holds, whenever it comes", () => {
    const [early, late] = [said("ABSENT", "09:30:00"), said("LATE", "11:00:00", { arrivedAt: at("09:40:00") })]
    expect(told(scan("SCAN_IN", "08:50:00"), early)).toEqual(["ABSENT", 0, null, null])
    expect(told(late, early)).toEqual(["LATE", 125, at("09:40:00"), null])
    expect(told(said("PRESENT", "09:30:00", { clientKey: "b" }), said("ABSENT", "09:30:00", { clientKey: "a" }))?.[0]).toBe("PRESENT")
  })

  test("say minutes where they say any; of leave and absence none, whatever is said", () => {
    expect(told(said("ONLINE", "21:00:00", { minutes: 42 }))).toEqual(["ONLINE", 42, null, null])
    expect(told(said("ONLINE", "21:00:00"))).toEqual(["ONLINE", 165, null, null])
    expect(told(said("OBSERVER", "09:10:00", { leftAt: at("10:00:00") }))).toEqual(["OBSERVER", 60, null, at("10:00:00")])
    expect(told(said("ON_LEAVE", "09:10:00", { minutes: 30, arrivedAt: at("09:00:00") }))).toEqual(["ON_LEAVE", 0, null, null])
  })

  test("that repeat what stands name the first that said so", () => {
    const [first, again] = [said("PRESENT", "09:10:00"), said("PRESENT", "09:50:00")]
    expect(markOf(MORNING, [again, first])).toMatchObject({ captureId: first.id, occurredAt: first.occurredAt })
    const between = said("ABSENT", "09:20:00")
    expect(markOf(MORNING, [again, first, between])).toMatchObject({ captureId: again.id })
  })
})

const someTime = fc.integer({ min: 0, max: 8 }).map((quarter) => new Date(at("08:30:00").getTime() + quarter * 30 * 60_000))
const someCapture = fc
  .record({
    kind: fc.constantFrom("SCAN_IN", "SCAN_OUT", "MARK"),
    state: fc.constantFrom("PRESENT", "LATE", "LEFT_EARLY", "ON_LEAVE", "ABSENT", "OBSERVER", "ONLINE"),
    arrivedAt: fc.option(someTime),
    minutes: fc.option(fc.integer({ min: 0, max: 300 })),
    occurredAt: someTime,
    clientKey: fc.constantFrom("a", "b", "c"),
  })
  .map((given) => capture({ ...given, ...(given.kind === "MARK" ? {} : { state: null, arrivedAt: null, minutes: null, source: "CODE" }) }))

describe("what was captured", () => {
  test("comes to the same in any order and any number of times", () => {
    const shuffled = fc
      .array(someCapture, { maxLength: 8 })
      .chain((captures) => fc.tuple(fc.constant(captures), fc.shuffledSubarray([...captures, ...captures, ...captures], { minLength: captures.length * 3 })))
    fc.assert(
      fc.property(shuffled, ([captures, again]) => {
        expect(markOf(MORNING, again)).toEqual(markOf(MORNING, captures))
      }),
    )
  })

  test("never earns more minutes than the lesson has by scans, nor fewer than none", () => {
    const scans = fc.array(someCapture.filter(({ kind }) => kind !== "MARK"))
    fc.assert(
      fc.property(scans, (captures) => {
        const mark = markOf(MORNING, captures)
        expect(mark === null || (mark.minutes >= 0 && mark.minutes <= 165)).toBe(true)
        expect(mark === null).toBe(!captures.some(({ kind }) => kind === "SCAN_IN"))
      }),
    )
  })

  test("a later out never makes fewer minutes", () => {
    fc.assert(
      fc.property(someTime, someTime, someTime, (arrived, one, other) => {
        const [earlier, later] = one <= other ? [one, other] : [other, one]
        expect(minutesWithin(MORNING, arrived, earlier)).toBeLessThanOrEqual(minutesWithin(MORNING, arrived, later))
      }),
    )
  })
})
