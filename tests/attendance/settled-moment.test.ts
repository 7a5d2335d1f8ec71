import { setTimeout as pause } from "node:timers/promises"
import pg from "pg"
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest"
import { HOLD_TREE } from "../../subgraphs/shared/tree-lock.ts"
import { emptyDatabase } from "../kit/database.ts"
import { inspectionsIn } from "../kit/inspections.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const inspections = inspectionsIn(world)

/** Somebody else's session, in a transaction of its own. */
const other = new pg.Client(url)
await other.connect()
afterAll(() => other.end())

type Report = { header: { asOf: string; digest: string }; nodes: { present: number }[] }
const DOCUMENT = `query ($id: ID!, $asOf: DateTime) { completenessReport(organisation: $id, from: "2026-03-01", to: "2026-03-31", asOf: $asOf) {
  header { asOf digest } nodes { present } } }`
let at: Place
let auditor: string
let lesson: Thing
let person: Person
const ask = async (asOf: string | null = null) =>
  (await (await stack.as(auditor)).request<{ completenessReport: Report }>(DOCUMENT, { id: at.id, asOf })).completenessReport
const presentIn = ({ nodes }: Report) => nodes.map(({ present }) => present)

beforeEach(async () => {
  at = await world.organisation(world.community)
  auditor = await world.staff("AUDITOR", at)
  person = await world.member(at)
  lesson = await inspections.held(at, "2026-03-10T09:00:00+08:00", { people: [person], at })
  await other.query("BEGIN")
})
afterEach(() => other.query("ROLLBACK"))

/** Somebody is marked by a change that is not through yet, at the moment at which the reports are asked for. */
async function markUnseen(): Promise<void> {
  await other.query(
    `INSERT INTO attendance.entry (id, lesson_id, member_id, branch_id, state, source, minutes, category, planned_hours, held_on, occurred_at, recorded_at)
     VALUES (gen_random_uuid(), $1, $2, $3, 'PRESENT', 'RECORDER', 120, 'PARTY_LECTURE', 2, '2026-03-10', $4, $4)`,
    [lesson.uuid, person.uuid, at.uuid, NOW],
  )
}

describe("a report that is asked for while something is being written", () => {
  test("is as of before that began, and says the same when it is there", async () => {
    await markUnseen()
    const before = await ask()
    expect(presentIn(before)).toEqual([0])
    expect(new Date(before.header.asOf) < NOW).toBe(true)
    await other.query("COMMIT")
    const again = await ask(before.header.asOf)
    expect(again.header).toEqual(before.header)
    expect(presentIn(again)).toEqual([0])
    const now = await ask()
    expect(presentIn(now)).toEqual([1])
    expect(new Date(now.header.asOf)).toEqual(NOW)
  })

  test("is as of before a change began that has written nothing yet", async () => {
    await other.query(HOLD_TREE)
    expect(new Date((await ask()).header.asOf) < NOW).toBe(true)
  })

  test("waits for it, when the moment is given", async () => {
    await markUnseen()
    let isAnswered = false
    const asked = ask(NOW.toISOString()).finally(() => (isAnswered = true))
    await pause(600)
    expect(isAnswered).toBe(false)
    await other.query("COMMIT")
    expect(presentIn(await asked)).toEqual([1])
  })

  test("is refused with a given moment at which it is still being written after a few seconds, and given as of before", async () => {
    await markUnseen()
    await expect(ask(NOW.toISOString())).rejects.toThrow(/still|not written yet/)
    expect(presentIn(await ask("2026-11-23T08:00:00+08:00"))).toEqual([0])
  }, 20_000)

  test("is as of now while others only read", async () => {
    await other.query("SELECT count(*) FROM attendance.entry")
    expect(new Date((await ask()).header.asOf)).toEqual(NOW)
  })
})
