import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const act = actsOf(stack)
const admin = await world.staff("ADMIN", world.city)
const auditor = await world.staff("AUDITOR", world.city)
await hours.rules()

const replay = async (subject: string, person: Person, year = 2025) =>
  (
    await (
      await stack.as(subject)
    ).request<{ hoursReplay: unknown }>(
      "query ($id: ID!, $year: Int!) { hoursReplay(member: $id, year: $year) { matches stored { credited required role } recomputed differences { field stored recomputed } } }",
      { id: person.id, year },
    )
  ).hoursReplay

async function closedYear() {
  const branch = await world.organisation(world.community)
  const wang = await world.member(branch)
  await hours.fact(wang, await hours.heldLesson(branch, "2025-03-01T09:00:00+08:00"), { state: "LATE", minutes: 70 })
  await hours.fact(wang, await hours.heldLesson(branch, "2025-04-01T09:00:00+08:00", { category: "ONLINE", hours: 20, minutes: 1200 }), { state: "ONLINE" })
  await act(admin, "recalculateHours", { organisation: branch.id, year: 2025 })
  return { wang, branch }
}

describe("a closed year", () => {
  test("gives the same numbers when it is replayed, whatever rules came later", async () => {
    const { wang, branch } = await closedYear()
    const same = { matches: true, stored: { credited: 9, required: 32, role: "MEMBER" }, recomputed: 9, differences: [] }
    expect(await replay(auditor, wang)).toEqual(same)
    const generous = { requirements: [{ role: "MEMBER", hours: 8 }], minutesPerHour: 30, roundingStep: 0.01, roundingDirection: "UP", makeUpFactor: 1 }
    const categories = ["INTENSIVE", "COLLECTIVE", "PARTY_LECTURE", "THEME_DAY", "ONLINE", "PRACTICE"].map((category) => ({ category, countsAs: "COLLECTIVE" }))
    const words = { title: "新规则", jurisdiction: "某市", sourceDocument: "文件", status: "LOCAL", effectiveFrom: "2026-01-01" }
    expect(await act(admin, "addRuleSet", { organisation: branch.id, ...words, parameters: { ...generous, categories } })).toMatchObject({
      __typename: "RuleSetAdded",
    })
    await hours.rules({ minutesPerHour: 10 }, { effective_from: "2024-01-01" }, branch)
    await act(admin, "recalculateHours", { organisation: branch.id, year: 2025 })
    expect(await replay(auditor, wang)).toEqual(same)
  })

  test("whose account was changed by hand is found, field by field; nothing is written", async () => {
    const { wang } = await closedYear()
    await world.client.query("UPDATE attendance.annual_hours SET credited = 33, collective = 25 WHERE member_id = $1", [wang.uuid])
    const found = {
      matches: false,
      stored: { credited: 33, required: 32, role: "MEMBER" },
      recomputed: 9,
      differences: [
        { field: "collective", stored: "25", recomputed: "1" },
        { field: "credited", stored: "33", recomputed: "9" },
      ],
    }
    expect(await replay(auditor, wang)).toEqual(found)
    expect(await replay(auditor, wang)).toEqual(found)
  })

  test("is replayed for those who may read the person, and for nobody else", async () => {
    const { wang, branch } = await closedYear()
    expect(await replay(wang.subject, wang)).toMatchObject({ matches: true })
    for (const subject of [(await world.member(branch)).subject, await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await replay(subject, wang)).toBeNull()
    expect(await replay(auditor, wang, 2024)).toBeNull()
  })
})
