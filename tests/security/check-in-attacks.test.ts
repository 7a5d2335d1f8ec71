import { beforeEach, describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { capturesOf, codeOf, ledgerOf, openedLesson } from "../kit/door.ts"
import { NOW, openStack } from "../kit/stack.ts"
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

const SELECT = "... on CheckInRecorded { alreadyRecorded attendance { state } } ... on CheckInRefused { reason message }"
const scan = (person: Person, lesson: Thing, more: object = {}) =>
  act(person.subject, "checkIn", { lesson: lesson.id, code: codeOf(lesson, clock), ...more }, SELECT)
const someone = () => world.member(branch)
const crowd = (size: number) => Promise.all(Array.from({ length: size }, someone))

describe("guessing codes", () => {
  test("is over after ten, for the right code too, until ten minutes later; others and other lessons are not touched by it", async () => {
    const [wang, li] = [await someone(), await someone()]
    const [lesson, other] = [await openedLesson(world, branch, STARTS, [wang, li]), await openedLesson(world, branch, STARTS, [wang])]
    for (let tried = 0; tried < 10; tried += 1) expect(await scan(wang, lesson, { code: `AAAAAAAA${tried % 8}` })).toMatchObject({ reason: "WRONG_CODE" })
    expect(await scan(wang, lesson)).toMatchObject({ reason: "WRONG_CODE", message: expect.stringContaining("Ten wrong codes") })
    expect(await scan(li, lesson)).toMatchObject({ alreadyRecorded: false })
    expect(await scan(wang, other)).toMatchObject({ alreadyRecorded: false })
    at("09:10:00")
    expect(await scan(wang, lesson)).toMatchObject({ alreadyRecorded: false })
    expect(await capturesOf(world, lesson)).toBe(2)
  })

  test.each(["", " ", "\0", "A".repeat(201), "AAAAAAAAA\u0007"])("by what is no text is an invalid input: %j", async (code) => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await scan(wang, lesson, { code })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "code" }] })
  })

  test("of lessons that are cancelled, drafts, hidden or not there is answered alike", async () => {
    const wang = await someone()
    const elsewhere = await world.organisation(world.city)
    const lessons = [
      await world.lesson(branch, STARTS, { status: "CANCELLED", expected: [wang] }),
      await world.lesson(branch, STARTS, { status: "DRAFT" }),
      await openedLesson(world, elsewhere, STARTS, []),
      await openedLesson(world, elsewhere, STARTS, [], "CLOSED"),
      await openedLesson(world, elsewhere, "2026-12-23T09:10:00+08:00", []),
      { id: "lesson_00000000000000000000000000", uuid: "" },
    ]
    const answers = await Promise.all(lessons.map((lesson) => scan(wang, lesson, { code: "ABCDEFGHJ" })))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ reason: "WRONG_CODE" })
  })
})

describe("a code that is good", () => {
  test("for one lesson is none at another", async () => {
    const wang = await someone()
    const [lesson, other] = [await openedLesson(world, branch, STARTS, [wang]), await openedLesson(world, branch, STARTS, [wang])]
    expect(await scan(wang, other, { code: codeOf(lesson, clock) })).toMatchObject({ reason: "WRONG_CODE" })
    expect(await ledgerOf(world, other)).toEqual([])
  })

  test("for a step to come, beyond the next, is none yet", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await scan(wang, lesson, { code: codeOf(lesson, new Date(NOW.getTime() + 60_000)) })).toMatchObject({ reason: "WRONG_CODE" })
    expect(await scan(wang, lesson, { code: codeOf(lesson, new Date(NOW.getTime() - 10 * 60_000 - 60_000)) })).toMatchObject({ reason: "WRONG_CODE" })
    expect(await scan(wang, lesson, { code: codeOf(lesson, new Date(NOW.getTime() - 10 * 60_000)) })).toMatchObject({ reason: "CODE_EXPIRED" })
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test.each([
    ["too early", "08:09:59.999", "IN", "TOO_EARLY"],
    ["in at the end", "11:10:00", "IN", "CODE_EXPIRED"],
    ["out half an hour after the end", "11:40:00", "OUT", "CODE_EXPIRED"],
  ])("%s is refused, and nothing is kept", async (_, time, direction, reason) => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    at(time)
    expect(await scan(wang, lesson, { direction })).toMatchObject({ reason })
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test.each(["CLOSED", "APPROVED"])("is refused by a sheet that is %s", async (state) => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang], state)
    expect(await scan(wang, lesson)).toMatchObject({ reason: "SHEET_CLOSED" })
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test("is refused in a period that is locked", async () => {
    const wang = await someone()
    const place = await world.organisation(branch)
    const lesson = await openedLesson(world, place, STARTS, [wang], "REOPENED")
    await world.insert("attendance.period_lock", {
      ...{ organisation_id: place.uuid, organisation_path: place.path, year: 2026, from_on: "2026-01-01", to_on: "2027-01-01", locked_at: NOW },
      ...{ locked_by_id: wang.uuid, locked_by: "某人" },
    })
    expect(await scan(wang, lesson)).toMatchObject({ reason: "SHEET_CLOSED", message: expect.stringContaining("locked") })
    expect(await capturesOf(world, lesson)).toBe(0)
  })
})

describe("a device", () => {
  test("that twenty people bring at once is one person's; the others are told, and nothing of theirs is kept", async () => {
    const people = await crowd(20)
    const lesson = await openedLesson(world, branch, STARTS, people)
    const answers = await Promise.all(people.map((person) => scan(person, lesson, { device: "one phone" })))
    expect(answers.filter(({ __typename }) => __typename === "CheckInRecorded")).toHaveLength(1)
    expect(answers.filter(({ reason }) => reason === "DEVICE_REUSED")).toHaveLength(19)
    expect(await capturesOf(world, lesson)).toBe(1)
    expect(await ledgerOf(world, lesson)).toHaveLength(1)
  })

  test("is free at another lesson; one person may come with several; who is in the queue holds theirs", async () => {
    const [wang, li, zhao] = await crowd(3)
    const [lesson, other] = [await openedLesson(world, branch, STARTS, [wang!, li!]), await openedLesson(world, branch, STARTS, [li!])]
    const device = { device: "phone" }
    expect(await scan(wang!, lesson, device)).toMatchObject({ alreadyRecorded: false })
    expect(await scan(wang!, lesson, { device: "tablet", clientMutationKey: "tablet" })).toMatchObject({ alreadyRecorded: true })
    expect(await scan(li!, other, device)).toMatchObject({ alreadyRecorded: false })
    expect(await scan(zhao!, lesson, { device: "borrowed" })).toMatchObject({ reason: "NOT_EXPECTED" })
    expect(await scan(li!, lesson, { device: "borrowed" })).toMatchObject({ reason: "DEVICE_REUSED" })
  })

  test("is kept as a fingerprint that differs at each lesson, and is no longer than 200 characters", async () => {
    const wang = await someone()
    const lessons = [await openedLesson(world, branch, STARTS, [wang]), await openedLesson(world, branch, STARTS, [wang])]
    for (const lesson of lessons) await scan(wang, lesson, { device: "my own phone" })
    const { rows } = await world.client.query<{ device: Buffer }>("SELECT device FROM attendance.door_device WHERE lesson_id = ANY($1)", [
      lessons.map(({ uuid }) => uuid),
    ])
    expect(new Set(rows.map(({ device }) => device.toString("hex"))).size).toBe(2)
    expect(rows.every(({ device }) => device.length === 32)).toBe(true)
    expect(await scan(wang, lessons[0]!, { device: "x".repeat(201), clientMutationKey: "k" })).toMatchObject({ fields: [{ path: "device" }] })
  })
})

describe("what was captured without signal", () => {
  const offline = (lesson: Thing, time: string) => ({ occurredAt: `2026-11-23T${time}+08:00`, code: codeOf(lesson, new Date(`2026-11-23T${time}+08:00`)) })

  test("is refused from the future, after 72 hours, with the code of another time, and outside the lesson's hours", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    expect(await scan(wang, lesson, offline(lesson, "09:00:31"))).toMatchObject({ reason: "CODE_EXPIRED" })
    expect(await scan(wang, lesson, offline(lesson, "08:09:00"))).toMatchObject({ reason: "TOO_EARLY" })
    expect(await scan(wang, lesson, { ...offline(lesson, "08:50:00"), code: codeOf(lesson, NOW) })).toMatchObject({ reason: "WRONG_CODE" })
    expect(await scan(wang, lesson, { ...offline(lesson, "08:50:00"), code: offline(lesson, "08:45:00").code })).toMatchObject({ reason: "CODE_EXPIRED" })
    at("23:00:00")
    expect(await scan(wang, lesson, offline(lesson, "11:10:00"))).toMatchObject({ reason: "CODE_EXPIRED" })
    clock.setTime(Date.parse("2026-11-26T09:00:01+08:00"))
    expect(await scan(wang, lesson, offline(lesson, "09:00:00"))).toMatchObject({ reason: "CODE_EXPIRED" })
    expect(await capturesOf(world, lesson)).toBe(0)
  })

  test("is refused by a sheet that was closed meanwhile, and with somebody else's device", async () => {
    const [wang, li] = await crowd(2)
    const lesson = await openedLesson(world, branch, STARTS, [wang!, li!])
    await scan(wang!, lesson, { device: "phone" })
    at("12:00:00")
    expect(await scan(li!, lesson, { ...offline(lesson, "09:00:00"), device: "phone" })).toMatchObject({ reason: "DEVICE_REUSED" })
    await world.client.query("UPDATE attendance.sheet SET state = 'CLOSED' WHERE lesson_id = $1", [lesson.uuid])
    expect(await scan(li!, lesson, offline(lesson, "09:00:00"))).toMatchObject({ reason: "SHEET_CLOSED" })
    expect(await capturesOf(world, lesson)).toBe(1)
  })

  test("is somebody's own: another's key gives nothing", async () => {
    const [wang, li] = await crowd(2)
    const lesson = await openedLesson(world, branch, STARTS, [wang!, li!])
    const key = { clientMutationKey: "mine" }
    await scan(wang!, lesson, key)
    expect(await scan(li!, lesson, { ...key, code: "AAAAAAAAA" })).toMatchObject({ reason: "WRONG_CODE" })
    expect(await scan(li!, lesson, key)).toMatchObject({ alreadyRecorded: false })
    expect(await ledgerOf(world, lesson)).toHaveLength(2)
  })

  test("more than twenty scans of one person are not kept, and lock nobody out", async () => {
    const wang = await someone()
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    for (let at = 0; at < 23; at += 1) expect(await scan(wang, lesson, { clientMutationKey: `scan ${at}` })).toMatchObject({ __typename: "CheckInRecorded" })
    expect(await capturesOf(world, lesson)).toBe(20)
  })
})
