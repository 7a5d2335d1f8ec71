import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { capturesOf, codeOf, ledgerOf } from "../kit/door.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
// The evening of the lesson: everything was captured in a basement without signal, and is sent now.
const stack = await openStack(url, new Date("2026-11-23T20:00:00+08:00"))
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const recorder = await world.staff("RECORDER", branch)
const STARTS = "2026-11-23T09:00:00+08:00"

/** Something that happened at the lesson, by the minute, about the first or the second person. */
type Happened = { who: 0 | 1; minute: number; what: "IN" | "OUT" | "PRESENT" | "LATE" | "ABSENT" | "OBSERVER" | "ON_LEAVE" }
const happened: fc.Arbitrary<Happened> = fc.record({
  who: fc.constantFrom(0, 1),
  minute: fc.integer({ min: -2, max: 11 }).map((tens) => tens * 10 + 5),
  what: fc.constantFrom("IN", "OUT", "IN", "OUT", "PRESENT", "LATE", "ABSENT", "OBSERVER", "ON_LEAVE"),
})

const open = (lesson: Thing) => act(recorder, "openAttendanceSheet", { lesson: lesson.id }, "... on InvalidState { message }")
const keyOf = (lesson: Thing, { who, minute, what }: Happened) => `${lesson.id} ${who} ${minute} ${what}`

/** Send one event as whoever captured it does: with its own time and its own key. */
async function send(lesson: Thing, people: readonly Person[], event: Happened): Promise<string> {
  const person = people[event.who]!
  const moment = new Date(Date.parse(STARTS) + event.minute * 60_000)
  const [occurredAt, key] = [moment.toISOString(), keyOf(lesson, event)]
  if (event.what === "IN" || event.what === "OUT") {
    const input = { lesson: lesson.id, code: codeOf(lesson, moment), direction: event.what, occurredAt, clientMutationKey: key }
    return (await act(person.subject, "checkIn", input, "... on CheckInRefused { reason }")).__typename
  }
  const rows = [{ member: person.id, state: event.what, occurredAt, key, ...(event.what === "LATE" ? { arrivedAt: occurredAt } : {}) }]
  const isWrong = event.what === "LATE" && event.minute <= 0
  return isWrong ? "" : (await act(recorder, "recordAttendance", { lesson: lesson.id, rows })).__typename
}

const newLesson = async () => {
  const people = [await world.member(branch), await world.member(branch)]
  return { people, lesson: await world.lesson(branch, STARTS, { expected: people }) }
}
const sheetOf = async (lesson: Thing, people: readonly Person[]) => {
  const ledger = await ledgerOf(world, lesson)
  return people.map(({ uuid }) => {
    const { state, minutes, arrived_at, left_at, source } = ledger.find((row) => row.member_id === uuid) ?? {}
    return { state, minutes, arrived_at, left_at, source }
  })
}
const countsOf = async (lesson: Thing) => {
  const document = "query ($id: ID!) { lesson(id: $id) { sheet { expected present onLeave absent unmarked } } }"
  return (await (await stack.as(recorder)).request<{ lesson: { sheet: object } }>(document, { id: lesson.id })).lesson.sheet
}

describe("what was captured without signal", () => {
  test("gives the same sheet in any order, repeated, by two clients at once, with the opening in between", { timeout: 120_000 }, async () => {
    const scenes = fc.uniqueArray(happened, { minLength: 1, maxLength: 6, selector: ({ who, minute, what }) => `${who} ${minute} ${what}` }).chain((events) =>
      fc.record({
        events: fc.constant(events),
        one: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
        other: fc.shuffledSubarray(events, { minLength: events.length }),
        opening: fc.nat({ max: events.length }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(scenes, async ({ events, one, other, opening }) => {
        const [first, second] = [await newLesson(), await newLesson()]
        await open(first.lesson)
        for (const event of events) await send(first.lesson, first.people, event)

        // Scans are sent before the opening, too; marks wait for it, as the sheet does not take them sooner.
        for (const event of one.slice(0, opening)) if (event.what === "IN" || event.what === "OUT") await send(second.lesson, second.people, event)
        await Promise.all([
          (async () => {
            await open(second.lesson)
            for (const event of one) await send(second.lesson, second.people, event)
          })(),
          (async () => {
            for (const event of other) if (event.what === "IN" || event.what === "OUT") await send(second.lesson, second.people, event)
          })(),
        ])
        expect(await sheetOf(second.lesson, second.people)).toEqual(await sheetOf(first.lesson, first.people))
        expect(await countsOf(second.lesson)).toEqual(await countsOf(first.lesson))
        expect(await capturesOf(world, second.lesson)).toBe(await capturesOf(world, first.lesson))
      }),
      { numRuns: 25 },
    )
  })

  test("takes effect at the opening, for those on the list", async () => {
    const { lesson, people } = await newLesson()
    const stranger = await world.member(branch)
    for (const [who, minute, what] of [
      [0, -15, "IN"],
      [1, 15, "IN"],
      [1, 75, "OUT"],
    ] as const)
      await send(lesson, people, { who, minute, what })
    expect(await send(lesson, [stranger, stranger], { who: 0, minute: -5, what: "IN" })).toBe("CheckInRefused")
    expect(await ledgerOf(world, lesson)).toEqual([])
    await open(lesson)
    expect((await sheetOf(lesson, people)).map(({ state, minutes }) => [state, minutes])).toEqual([
      ["PRESENT", 120],
      ["LATE", 60],
    ])
    expect(await countsOf(lesson)).toEqual({ expected: 2, present: 2, onLeave: 0, absent: 0, unmarked: 0 })
    expect(await ledgerOf(world, lesson)).toHaveLength(2)
  })

  test("keeps when it happened apart from when it was recorded", async () => {
    const { lesson, people } = await newLesson()
    await open(lesson)
    await send(lesson, people, { who: 0, minute: -15, what: "IN" })
    const { rows } = await world.client.query<{ occurred_at: Date; recorded_at: Date }>(
      "SELECT occurred_at, recorded_at FROM attendance.capture WHERE lesson_id = $1 UNION ALL SELECT occurred_at, recorded_at FROM attendance.entry WHERE lesson_id = $1",
      [lesson.uuid],
    )
    expect(rows.map((row) => [row.occurred_at.toISOString(), row.recorded_at.toISOString()])).toEqual([
      ["2026-11-23T00:45:00.000Z", "2026-11-23T12:00:00.000Z"],
      ["2026-11-23T00:45:00.000Z", "2026-11-23T12:00:00.000Z"],
    ])
  })
})
