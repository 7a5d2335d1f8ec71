import { expect, test } from "vitest"
import { absencesIn } from "../kit/absences.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const absences = absencesIn(world)
const general = await world.organisation(world.community, { kind: "GENERAL_BRANCH" })
const [one, two] = [await world.organisation(general), await world.organisation(general)]
const recorder = await world.staff("RECORDER", general)

const FIGURES = "onLeave absent owed completed onTime late overdue pending exempt rate"
type Closure = { total: Record<string, number | null>; rows: { organisation: { id: string }; figures: Record<string, number | null> }[] } | null
const read = async (subject: string, at: Place, from = "2025-03-01", to = "2025-03-31") =>
  (
    await (
      await stack.as(subject)
    ).request<{ leaveClosure: Closure }>(
      `query ($id: ID!, $from: Date!, $to: Date!) { leaveClosure(organisation: $id, from: $from, to: $to) { total { ${FIGURES} } rows { organisation { id } figures { ${FIGURES} } } } }`,
      { id: at.id, from, to },
    )
  ).leaveClosure

/** A person who was not at a lesson of 14 March 2025, and what became of it. */
async function absent(at: Place, state: "ON_LEAVE" | "ABSENT", owed: Record<string, unknown> | null, sheet = "CLOSED", heldOn = "2025-03-14"): Promise<Person> {
  const person = await world.member(at)
  const lesson = await world.lesson(world.community, `${heldOn}T09:00:00+08:00`, { status: "HELD", expected: [person] })
  await absences.sheetOf(lesson, world.community, at, { state: sheet, heldOn, expected: [person] })
  await absences.mark(lesson, person, at, state, heldOn)
  if (owed) await absences.obligation(lesson, person, at, "2025-04-14", owed)
  return person
}
const DONE = { state: "COMPLETED", completed_on: "2025-04-02" }
const figures = (values: object) => ({
  onLeave: 0,
  absent: 0,
  owed: 0,
  completed: 0,
  onTime: 0,
  late: 0,
  overdue: 0,
  pending: 0,
  exempt: 0,
  rate: null,
  ...values,
})

test("the table says what became of every absence, by branch and together", async () => {
  for (const owed of [DONE, DONE, {}]) await absent(one, "ON_LEAVE", owed)
  for (const state of ["ON_LEAVE", "ON_LEAVE", "ON_LEAVE", "ABSENT"] as const) await absent(two, state, {})
  const closure = await read(recorder, general)
  expect(closure?.total).toEqual(figures({ onLeave: 6, absent: 1, owed: 7, completed: 2, onTime: 2, overdue: 5, rate: 28.6 }))
  expect(new Map(closure?.rows.map((row) => [row.organisation.id, row.figures]))).toEqual(
    new Map([
      [one.id, figures({ onLeave: 3, owed: 3, completed: 2, onTime: 2, overdue: 1, rate: 66.7 })],
      [two.id, figures({ onLeave: 3, absent: 1, owed: 4, overdue: 4, rate: 0 })],
    ]),
  )
  expect(await read(recorder, one)).toMatchObject({ total: { owed: 3 }, rows: [{ organisation: { id: one.id } }] })
  expect((await read(recorder, general, "2025-03-15", "2025-03-31"))?.total).toEqual(figures({}))
})

test("what was done late, exempted or is still in time is told apart; open sheets, replaced marks and cancelled days are nobody's absence", async () => {
  const at = await world.organisation(general)
  await absent(at, "ABSENT", { state: "COMPLETED", completed_on: "2025-04-15" })
  await absent(at, "ABSENT", { state: "EXEMPT" })
  await absent(at, "ABSENT", { due_on: "2026-11-23" })
  await absent(at, "ABSENT", {}, "OPEN")
  const came = await absent(at, "ABSENT", { state: "LIFTED" })
  const { rows } = await world.client.query("SELECT id, lesson_id FROM attendance.entry WHERE member_id = $1", [came.uuid])
  await absences.mark({ uuid: rows[0]?.lesson_id as string, id: "" }, came, at, "PRESENT", "2025-03-14", rows[0]?.id as string)
  expect((await read(recorder, at))?.total).toEqual(figures({ absent: 3, owed: 2, completed: 1, late: 1, pending: 1, exempt: 1, rate: 50 }))
})

test("it stays with the branch where people were on the day, and is for whose roles reach that", async () => {
  const [from, to] = [await world.organisation(general), await world.organisation(world.community)]
  const wang = await absent(from, "ABSENT", {})
  await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [wang.uuid, to.uuid, to.path])
  expect((await read(recorder, from))?.total).toMatchObject({ absent: 1 })
  expect((await read(await world.staff("ADMIN", world.community), to))?.total).toMatchObject({ absent: 0 })
  for (const subject of [wang.subject, await world.staff("ADMIN", to), await world.staff("ADMIN", one)]) expect(await read(subject, from)).toBeNull()
})

test("days out of order are refused with words", async () => {
  await expect(read(recorder, general, "2025-03-31", "2025-03-01")).rejects.toThrow(/`to` must not be before `from`/)
  await expect(read(recorder, general, "2023-03-31", "2025-04-01")).rejects.toThrow(/two years/)
})
