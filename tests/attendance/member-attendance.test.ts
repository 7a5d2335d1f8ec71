import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { sheetsOf } from "../kit/sheets.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)

const { act, ground, mark } = sheetsOf(stack, world)

const YEAR = `query ($id: ID!, $year: Int, $first: Int = 50, $after: String) { member(id: $id) { attendance(year: $year, first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } nodes { state minutes lesson { id title startsAt } } } } }`
type Attendance = {
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: { state: string; lesson: { id: string } | null }[]
}
const yearOf = async (subject: string, id: string, more: object = {}) =>
  (await (await stack.as(subject)).request<{ member: { attendance: Attendance | null } | null }>(YEAR, { id, ...more })).member?.attendance

/** Somebody who was at three lessons of their own organiser, in two years. */
async function attended() {
  const made = await ground(1, "2026-11-20T14:00:00+08:00")
  const { organiser, members, recorder, lesson } = made
  const [person] = members
  const spring = await world.lesson(organiser, "2026-03-01T09:00:00+08:00", { expected: [person!] })
  const former = await world.lesson(organiser, "2025-12-31T23:30:00+08:00", { expected: [person!] })
  for (const one of [lesson, spring, former]) await act(recorder, "openAttendanceSheet", { lesson: one.id })
  await mark(spring, person!, { state: "PRESENT" })
  await mark(former, person!, { state: "ABSENT" })
  return { ...made, person: person!, spring, former }
}

test("a year's lessons are listed newest first, the marked and the unmarked, in pages", async () => {
  const { person, lesson, spring, former } = await attended()
  const year = await yearOf(person.subject, person.id)
  expect(year?.nodes).toMatchObject([
    { state: "NOT_MARKED", lesson: { id: lesson.id } },
    { state: "PRESENT", lesson: { id: spring.id } },
  ])
  expect(year?.totalCount).toBe(2)
  expect((await yearOf(person.subject, person.id, { year: 2025 }))?.nodes).toMatchObject([{ state: "ABSENT", lesson: { id: former.id } }])
  const first = await yearOf(person.subject, person.id, { first: 1 })
  expect(first?.pageInfo.hasNextPage).toBe(true)
  expect((await yearOf(person.subject, person.id, { first: 1, after: first?.pageInfo.endCursor }))?.nodes).toMatchObject([{ lesson: { id: spring.id } }])
  await expect(yearOf(person.subject, person.id, { year: 1999 })).rejects.toThrow("between 2000 and 2027")
})

test("is for the person, for those over the branch, and of their own lessons for those who hold them", async () => {
  const { person, organiser, branch, lesson } = await attended()
  const elsewhere = await ground(0)
  const theirs = await world.lesson(elsewhere.organiser, "2026-11-22T09:00:00+08:00", { expected: [person] })
  await act(elsewhere.recorder, "openAttendanceSheet", { lesson: theirs.id })
  for (const subject of [person.subject, await world.staff("RECORDER", branch), await world.staff("AUDITOR", organiser)])
    expect((await yearOf(subject, person.id))?.totalCount).toBe(3)
  const stranger = await world.staff("ADMIN", await world.organisation(world.street))
  expect(await yearOf(stranger, person.id)).toBeFalsy()
  const colleague = await world.member(branch)
  expect(await yearOf(colleague.subject, person.id)).toBeFalsy()
  // Through the sheet, whoever holds the other lesson sees that one and no more.
  const query = `query ($lesson: ID!) { lesson(id: $lesson) { sheet { rows { nodes { member { attendance { totalCount nodes { lesson { id } } } } } } } } }`
  type Through = { lesson: { sheet: { rows: { nodes: { member: { attendance: { totalCount: number; nodes: { lesson: { id: string } }[] } } | null }[] } } } }
  const through = await (await stack.as(elsewhere.recorder)).request<Through>(query, { lesson: theirs.id })
  expect(through.lesson.sheet.rows.nodes.map(({ member }) => member?.attendance)).toEqual([{ totalCount: 1, nodes: [{ lesson: { id: theirs.id } }] }])
  expect(lesson.id).not.toBe(theirs.id)
})

test("of two people and of fifty costs the same", async () => {
  const query = `query ($organisation: ID!) { organisation(id: $organisation) { members(first: 50) { nodes { id attendance(first: 5) { totalCount nodes { state lesson { id title } } } } } } }`
  const costs = []
  const subject = await world.staff("AUDITOR", world.city)
  const client = await stack.as(subject)
  for (const size of [2, 2, 50]) {
    const { branch, lesson, recorder, members } = await ground(size)
    await act(recorder, "openAttendanceSheet", { lesson: lesson.id })
    for (const member of members) await mark(lesson, member, { state: "PRESENT" })
    costs.push(await stack.costOf(() => client.request(query, { organisation: branch.id })))
  }
  expect(costs[2]).toEqual(costs[1])
})
