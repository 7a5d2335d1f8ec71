import { beforeEach, describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { capturesOf, codeOf, ledgerOf, openSheetOf, openedLesson } from "../kit/door.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { countStatements } from "../kit/statements.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const clock = new Date(NOW)
const stack = await openStack(url, clock)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const STARTS = "2026-11-23T09:10:00+08:00"
const at = (time: string) => clock.setTime(Date.parse(`2026-11-23T${time}+08:00`))
beforeEach(() => clock.setTime(NOW.getTime()))

const SELECT = `... on CheckInRecorded { alreadyRecorded takesEffectAtOpening asksRecorder occurredAt
    attendance { state arrivedAt leftAt minutes source occurredAt recordedAt isExpected } lesson { id title } } ... on CheckInRefused { reason message }`
const scan = (person: Person, lesson: Thing, more: object = {}) =>
  act(person.subject, "checkIn", { lesson: lesson.id, code: codeOf(lesson, clock), ...more }, SELECT)
const someone = () => world.member(branch)

describe("a member who scans the code at the door", () => {
  test("is present from then on, and recorded as of the server's clock", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await scan(wang, lesson)).toEqual({
      __typename: "CheckInRecorded",
      alreadyRecorded: false,
      takesEffectAtOpening: false,
      asksRecorder: false,
      occurredAt: "2026-11-23T09:00:00+08:00",
      attendance: {
        state: "PRESENT",
        arrivedAt: "2026-11-23T09:00:00+08:00",
        leftAt: null,
        minutes: 120,
        source: "CODE",
        occurredAt: "2026-11-23T09:00:00+08:00",
        recordedAt: "2026-11-23T09:00:00+08:00",
        isExpected: true,
      },
      lesson: { id: lesson.id, title: "党章专题辅导" },
    })
    expect(await ledgerOf(world, lesson)).toMatchObject([{ member_id: wang.uuid, state: "PRESENT", minutes: 120, source: "CODE", facts: 1 }])
  })

  test("is late after the beginning, and leaves early by scanning out", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    at("09:30:00")
    expect(await scan(wang, lesson)).toMatchObject({ attendance: { state: "LATE", minutes: 100 } })
    at("10:40:00")
    expect(await scan(wang, lesson, { direction: "OUT" })).toMatchObject({
      alreadyRecorded: false,
      attendance: { state: "LATE", minutes: 70, leftAt: "2026-11-23T10:40:00+08:00" },
    })
    at("11:20:00")
    expect(await scan(wang, lesson, { direction: "OUT" })).toMatchObject({
      alreadyRecorded: false,
      attendance: { minutes: 100, leftAt: "2026-11-23T11:20:00+08:00" },
    })
    expect(await ledgerOf(world, lesson)).toMatchObject([{ facts: 3, minutes: 100 }])
  })

  test("a second time is told that they are recorded, since the first time", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    const first = await scan(wang, lesson)
    const again = await scan(wang, lesson)
    expect(again).toEqual({ ...first, alreadyRecorded: true })
    expect(await capturesOf(world, lesson)).toBe(1)
    at("09:20:00")
    expect(await scan(wang, lesson)).toMatchObject({ alreadyRecorded: true, attendance: { state: "PRESENT", arrivedAt: "2026-11-23T09:00:00+08:00" } })
    expect(await ledgerOf(world, lesson)).toMatchObject([{ facts: 1 }])
  })

  test("with the same key is answered alike a day later, when the sheet is closed; with the key for something else is refused", async () => {
    const wang = await someone()
    const [lesson, other] = [await openedLesson(world, branch, STARTS, [wang]), await openedLesson(world, branch, STARTS, [wang])]
    const key = { clientMutationKey: "e5b4" }
    await scan(wang, lesson, key)
    await world.client.query("UPDATE attendance.sheet SET state = 'CLOSED' WHERE lesson_id = $1", [lesson.uuid])
    clock.setTime(NOW.getTime() + 86_400_000)
    expect(await scan(wang, lesson, key)).toMatchObject({ __typename: "CheckInRecorded", alreadyRecorded: true, attendance: { state: "PRESENT" } })
    expect(await scan(wang, other, key)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "clientMutationKey" }] })
    expect(await capturesOf(world, other)).toBe(0)
  })

  test("before the sheet is open is told that it counts from the opening", async () => {
    const wang = await someone()
    const lesson = await world.lesson(branch, STARTS, { expected: [wang] })
    const told = { takesEffectAtOpening: true, attendance: { state: "NOT_MARKED", occurredAt: null, source: null, isExpected: true } }
    expect(await scan(wang, lesson)).toMatchObject({ ...told, alreadyRecorded: false })
    expect(await scan(wang, lesson)).toMatchObject({ ...told, alreadyRecorded: true })
    expect(await ledgerOf(world, lesson)).toEqual([])
    expect(await capturesOf(world, lesson)).toBe(1)
  })

  test("on approved leave keeps both, and the recorder is asked", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    await world.insert("attendance.entry", {
      ...{ lesson_id: lesson.uuid, member_id: wang.uuid, state: "ON_LEAVE", category: "PARTY_LECTURE", minutes: 0, planned_hours: 2, held_on: "2026-11-23" },
      ...{ occurred_at: NOW, recorded_at: NOW, source: "LEAVE" },
    })
    expect(await scan(wang, lesson)).toMatchObject({ alreadyRecorded: false, asksRecorder: true, attendance: { state: "ON_LEAVE" } })
    expect(await ledgerOf(world, lesson)).toMatchObject([{ state: "ON_LEAVE", facts: 1 }])
    expect(await capturesOf(world, lesson)).toBe(1)
  })

  test("out without having come asks the recorder", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await scan(wang, lesson, { direction: "OUT" })).toMatchObject({ asksRecorder: true, attendance: { state: "NOT_MARKED" } })
  })

  test("who is not on the list stands in the queue and is not present", async () => {
    const [wang, li] = [await someone(), await someone()]
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await scan(li, lesson)).toMatchObject({
      __typename: "CheckInRefused",
      reason: "NOT_EXPECTED",
      message: expect.stringContaining("kept in the queue"),
    })
    expect(await scan(li, lesson)).toMatchObject({ reason: "NOT_EXPECTED" })
    expect(await ledgerOf(world, lesson)).toEqual([])
    expect(await capturesOf(world, lesson)).toBe(1)
  })

  test("is a member: staff are written down by others", async () => {
    const lesson = await openedLesson(world, branch, STARTS, [])
    expect(await act(await world.staff("RECORDER", branch), "checkIn", { lesson: lesson.id, code: codeOf(lesson, clock) }, SELECT)).toMatchObject({
      __typename: "NotAllowed",
    })
    expect(await capturesOf(world, lesson)).toBe(0)
  })
})

describe("the door", () => {
  test("costs two statements a scan", async () => {
    const [wang, li] = [await someone(), await someone()]
    const lesson = await openedLesson(world, branch, STARTS, [wang, li])
    const document = `mutation ($input: CheckInInput!) { checkIn(input: $input) { ... on CheckInRecorded { attendance { state } } } }`
    const [as, code] = [await stack.as(li.subject), codeOf(lesson, clock)]
    await as.request(document, { input: { lesson: lesson.id, code: "AAAAAAAAA" } })
    expect(await countStatements(() => as.request(document, { input: { lesson: lesson.id, code, device: "a" } }))).toBe(2)
    expect(await countStatements(() => as.request(document, { input: { lesson: lesson.id, code, device: "a" } }))).toBe(1)
  })

  test("takes many at once, each once; eight times the same person is one arrival", async () => {
    const people = await Promise.all(Array.from({ length: 12 }, someone))
    const lesson = await openedLesson(world, branch, STARTS, people)
    const answers = await Promise.all(
      people.flatMap((person) =>
        Array.from({ length: 4 }, (_, one) => scan(person, lesson, { clientMutationKey: `${one} of ${person.id}`, device: person.id })),
      ),
    )
    expect(answers.filter(({ alreadyRecorded }) => alreadyRecorded === false)).toHaveLength(12)
    expect(answers.every(({ __typename }) => __typename === "CheckInRecorded")).toBe(true)
    const ledger = await ledgerOf(world, lesson)
    expect(ledger).toHaveLength(12)
    expect(ledger.every(({ state }) => state === "PRESENT")).toBe(true)
  })

  test("comes to the same for an arrival and a leaving at once", async () => {
    const people = await Promise.all(Array.from({ length: 10 }, someone))
    const lesson = await openedLesson(world, branch, STARTS, people)
    at("10:10:00")
    const early = { occurredAt: "2026-11-23T09:05:00+08:00", code: codeOf(lesson, new Date("2026-11-23T09:05:00+08:00")) }
    await Promise.all(people.flatMap((person) => [scan(person, lesson, { direction: "OUT" }), scan(person, lesson, early)]))
    expect((await ledgerOf(world, lesson)).map(({ state, minutes }) => [state, minutes])).toEqual(people.map(() => ["LEFT_EARLY", 60]))
  })

  test("waits for whoever closes the sheet, and is then closed", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    await world.client.query("BEGIN")
    await world.client.query("SELECT FROM attendance.sheet WHERE lesson_id = $1 FOR UPDATE", [lesson.uuid])
    await world.client.query("UPDATE attendance.sheet SET state = 'CLOSED' WHERE lesson_id = $1", [lesson.uuid])
    const answer = scan(wang, lesson)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await world.client.query("COMMIT")
    expect(await answer).toMatchObject({ reason: "SHEET_CLOSED" })
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test("waits for whoever opens the sheet: what was scanned before is seen by the opening, what comes after sees the sheet", async () => {
    const wang = await someone()
    const lesson = await world.lesson(branch, STARTS, { expected: [wang] })
    await world.client.query("BEGIN")
    await world.client.query("SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", [lesson.uuid])
    const answer = scan(wang, lesson)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await openSheetOf(world, lesson, branch, STARTS, [wang])
    await world.client.query("COMMIT")
    expect(await answer).toMatchObject({ takesEffectAtOpening: false, attendance: { state: "PRESENT" } })
  })
})
