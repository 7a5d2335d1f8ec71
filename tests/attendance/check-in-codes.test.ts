import { beforeEach, describe, expect, test } from "vitest"
import { codeFrom, codeIn, doorAt, isCredible, stepsAround } from "../../subgraphs/attendance/domain/check-in-code.ts"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { codeOf, openedLesson } from "../kit/door.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const clock = new Date(NOW)
const stack = await openStack(url, clock)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const recorder = await world.staff("RECORDER", branch)
const wang = await world.member(branch)
const STARTS = "2026-11-23T09:10:00+08:00"
const at = (time: string) => clock.setTime(Date.parse(`2026-11-23T${time}+08:00`))
beforeEach(() => clock.setTime(NOW.getTime()))

type Shown = { lesson: { checkInCode: { code: string; expiresAt: string; qr: string } | null } | null }
const shown = async (subject: string, lesson: Thing) =>
  (await (await stack.as(subject)).request<Shown>("query ($id: ID!) { lesson(id: $id) { checkInCode { code expiresAt qr } } }", { id: lesson.id })).lesson
    ?.checkInCode
const scan = (lesson: Thing, code: string) =>
  act(wang.subject, "checkIn", { lesson: lesson.id, code }, "... on CheckInRecorded { alreadyRecorded } ... on CheckInRefused { reason }")
const renew = (lesson: Thing, as = recorder, more: object = {}) =>
  act(as, "renewCheckInCode", { lesson: lesson.id, ...more }, "... on CheckInCodeRenewed { lesson { id checkInCode { code } } } ... on InvalidState { state }")

describe("a code", () => {
  test("is nine characters that nobody takes for each other, and is read as people type it", () => {
    expect(codeFrom(new Uint8Array(8))).toBe("AAAAAAAAA")
    expect(codeFrom(new Uint8Array(8).fill(255))).toMatch(/^[A-HJKMNP-Z2-9]{9}$/)
    expect(codeIn(" abc-def 234 ")).toBe("ABCDEF234")
    expect(codeIn("party-school:check-in:lesson_01:ABCDEF234")).toBe("ABCDEF234")
    expect(codeIn("")).toBe("")
  })

  test("holds for its own step and one either way, by half-open spans", () => {
    const { valid, expired } = stepsAround(new Date(60_000))
    expect(valid.sort()).toEqual([1, 2, 3])
    expect(stepsAround(new Date(59_999)).valid.sort()).toEqual([0, 1, 2])
    expect(expired).toHaveLength(20)
    expect(expired[0]).toBe(0)
  })

  test("is given out from an hour before the lesson to half an hour after it; one comes in until the end", () => {
    const hours = { startsAt: new Date("2026-11-23T09:00:00+08:00"), endsAt: new Date("2026-11-23T11:00:00+08:00") }
    const asked = (time: string, direction?: "IN" | "OUT") => doorAt(new Date(`2026-11-23T${time}+08:00`), hours, direction)
    expect([asked("07:59:59.999"), asked("08:00:00"), asked("11:29:59.999"), asked("11:30:00")]).toEqual(["EARLY", "OPEN", "OPEN", "OVER"])
    expect([asked("10:59:59.999", "IN"), asked("11:00:00", "IN"), asked("11:00:00", "OUT")]).toEqual(["OPEN", "OVER", "OPEN"])
  })

  test("is believed of a device for 72 hours, and 30 seconds ahead of us", () => {
    const [now, hour] = [new Date("2026-11-23T09:00:00Z"), 3_600_000]
    expect([30_000, 30_001, -72 * hour, -72 * hour - 1].map((apart) => isCredible(new Date(now.getTime() + apart), now))).toEqual([true, false, true, false])
  })
})

describe("the code at a lesson's door", () => {
  test("is shown to those who record, with when it changes and as a picture", async () => {
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    at("09:00:07")
    const code = await shown(recorder, lesson)
    expect(code).toMatchObject({ code: codeOf(lesson, clock), expiresAt: "2026-11-23T09:00:30+08:00" })
    expect(code?.qr).toMatch(/^<svg [^]*<\/svg>$/)
    expect(code?.qr).not.toMatch(/href|script|url\(/i)
    at("09:00:29")
    expect(await shown(recorder, lesson)).toEqual(code)
    at("09:00:30")
    expect((await shown(recorder, lesson))?.code).not.toBe(code?.code)
  })

  test("is hidden from all others", async () => {
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    const sibling = await world.organisation(world.community)
    for (const who of [wang.subject, await world.staff("AUDITOR", world.city), await world.staff("RECORDER", sibling), await world.staff("ADMIN", sibling)])
      expect((await shown(who, lesson)) ?? null).toBeNull()
    for (const role of ["RECORDER", "COORDINATOR", "SECRETARY", "ADMIN"] as const)
      expect(await shown(await world.staff(role, world.community), lesson)).not.toBeNull()
  })

  test.each([
    ["too early", "08:09:59", "OPEN", false],
    ["an hour before", "08:10:00", "OPEN", true],
    ["after the end", "11:39:59", "REOPENED", true],
    ["long after the end", "11:40:00", "OPEN", false],
    ["when the sheet is closed", "09:00:00", "CLOSED", false],
    ["when the sheet is approved", "09:00:00", "APPROVED", false],
  ])("%s is there or not", async (_, time, state, isThere) => {
    const lesson = await openedLesson(world, branch, STARTS, [wang], state)
    at(time)
    expect((await shown(recorder, lesson)) !== null).toBe(isThere)
  })

  test("is there before the sheet is open, and not of a lesson that is cancelled or a draft", async () => {
    expect(await shown(recorder, await world.lesson(branch, STARTS))).not.toBeNull()
    for (const status of ["CANCELLED", "DRAFT"]) expect((await shown(recorder, await world.lesson(branch, STARTS, { status }))) ?? null).toBeNull()
  })

  test("costs one statement for any number of lessons", async () => {
    const place = await world.organisation(branch)
    const as = await stack.as(recorder)
    const document = "query ($id: ID!) { organisation(id: $id) { lessons(first: 50) { nodes { checkInCode { code } } } } }"
    const ask = () => as.request<{ organisation: { lessons: { nodes: { checkInCode: object | null }[] } } }>(document, { id: place.id })
    for (const _ of [1, 2]) await world.lesson(place, STARTS)
    await ask()
    const cost = await stack.costOf(ask)
    for (let at = 0; at < 20; at += 1) await world.lesson(place, STARTS)
    expect(await stack.costOf(ask)).toEqual(cost)
    expect((await ask()).organisation.lessons.nodes.filter(({ checkInCode }) => checkInCode !== null)).toHaveLength(22)
  })

  test("opens the door as it is shown, a step later too, and not after that", async () => {
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    const code = codeOf(lesson, clock)
    at("09:01:00")
    expect(await scan(lesson, code)).toMatchObject({ reason: "CODE_EXPIRED" })
    at("09:00:59")
    expect(await scan(lesson, code.toLowerCase())).toMatchObject({ alreadyRecorded: false })
  })
})

describe("renewing codes", () => {
  test("makes all that were given out worthless at once, and is kept for ever", async () => {
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    const old = codeOf(lesson, clock)
    const key = { clientMutationKey: "leaked" }
    const answer = await renew(lesson, recorder, key)
    expect(answer).toEqual({ __typename: "CheckInCodeRenewed", lesson: { id: lesson.id, checkInCode: { code: codeOf(lesson, clock, 1) } } })
    expect(await renew(lesson, recorder, key)).toEqual(answer)
    expect(await scan(lesson, old)).toMatchObject({ reason: "WRONG_CODE" })
    expect(await scan(lesson, codeOf(lesson, clock, 1))).toMatchObject({ alreadyRecorded: false })
    const { rows } = await world.client.query("SELECT kind::text, before, after, recorder_name FROM attendance.act WHERE lesson_id = $1", [lesson.uuid])
    expect(rows).toEqual([{ kind: "CODE_RENEWED", before: { codeRound: 0 }, after: { codeRound: 1 }, recorder_name: `RECORDER ${branch.name}` }])
  })

  test("is for those who record there, while the sheet is open", async () => {
    const lesson = await openedLesson(world, branch, STARTS, [wang])
    for (const who of [wang.subject, await world.staff("AUDITOR", world.city), await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await renew(lesson, who)).toMatchObject({ __typename: "NotAllowed" })
    expect(await renew(await openedLesson(world, branch, STARTS, [], "CLOSED"))).toMatchObject({ __typename: "InvalidState", state: "CLOSED" })
    expect(await renew(await world.lesson(branch, STARTS))).toMatchObject({ __typename: "InvalidState", state: "NOT_OPENED" })
    expect((await world.client.query("SELECT FROM attendance.sheet WHERE code_round > 0 AND lesson_id = $1", [lesson.uuid])).rowCount).toBe(0)
  })
})
