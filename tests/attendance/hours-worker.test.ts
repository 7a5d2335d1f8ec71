import { expect, test, vi } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const world = await newWorld(url)
const hours = hoursIn(world)

const credited = async (person: Person, year = 2026) =>
  (
    await world.client.query("SELECT credited::float8, computed_at IS NOT NULL AS is_made FROM attendance.annual_hours WHERE member_id = $1 AND year = $2", [
      person.uuid,
      year,
    ])
  ).rows[0]

test("accounts that wait are made in the background, and those of people who have none; applicants get none", async () => {
  const branch = await world.organisation(world.community)
  const [wang, li, applicant] = [await world.member(branch), await world.member(branch), await world.member(branch, { stage: "APPLICANT" })]
  const rules = await hours.rules()
  await hours.fact(wang, await hours.heldLesson(branch, "2025-03-01T09:00:00+08:00"))
  await world.hours(wang, branch, 2025, rules.uuid, { computed_at: null })
  await openStack(url, NOW, [], true)
  await vi.waitFor(async () => expect(await credited(li)).toEqual({ credited: 0, is_made: true }), { timeout: 30_000, interval: 200 })
  expect(await credited(wang, 2025)).toEqual({ credited: 2, is_made: true })
  expect(await credited(wang)).toEqual({ credited: 0, is_made: true })
  expect(await credited(applicant)).toBeUndefined()
}, 60_000)
