import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { inspectionsIn } from "../kit/inspections.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const inspections = inspectionsIn(world)
await hoursIn(world).rules()
const secretary = await world.staff("SECRETARY", world.district)
const CUSTOMARY = { filedWithinDays: 3, countsWorkingDays: true, summaryCharacters: 20, earliestMinutes: 60, sameListFrom: 5, nearListFrom: 20 }
const MORE = { nearListShare: 0.95, sameListDays: 100, batchMarks: 10, batchAfterDays: 3, roundFrom: 5, creditOnlyFrom: 3 }
const LIFE = { assemblies: 1, committees: 3, groups: 3, lectures: 1, themeDays: 3, committeeFrom: 3 }
const SELECT = `... on RuleSetAdded { ruleSet { parameters { inspection { ${[...Object.keys(CUSTOMARY), ...Object.keys(MORE)].join(" ")} } organisationLife { ${Object.keys(LIFE).join(" ")} } } } }
  ... on InvalidInput { fields { path message } }`

const add = (at: Place, more: object) =>
  actsOf(stack)(
    secretary,
    "addRuleSet",
    {
      organisation: at.id,
      title: "区学时规则",
      jurisdiction: "某区",
      sourceDocument: "区组发〔2026〕3号",
      status: "LOCAL",
      effectiveFrom: "2026-01-01",
      parameters: {
        requirements: [{ role: "MEMBER", hours: 32 }],
        categories: ["INTENSIVE", "COLLECTIVE", "PARTY_LECTURE", "THEME_DAY", "ONLINE", "PRACTICE"].map((category) => ({ category, countsAs: "COLLECTIVE" })),
        minutesPerHour: 60,
        roundingStep: 0.5,
        roundingDirection: "DOWN",
        makeUpFactor: 1,
        ...more,
      },
    },
    SELECT,
  )
const ask = async <Answer>(document: string, at: Place) => (await stack.as(secretary)).request<Answer>(document, { id: at.id })
const findings = async (at: Place) => {
  const document = `query ($id: ID!) { inspection(organisation: $id, from: "2026-01-01", to: "2026-11-23", first: 100) { nodes { kind } } }`
  return (await ask<{ inspection: { nodes: { kind: string }[] } }>(document, at)).inspection.nodes.map(({ kind }) => kind)
}
const lecturesDue = async (at: Place) => {
  const document = `query ($id: ID!) { organisationLife(organisation: $id, year: 2026, quarter: 2) { nodes { due { lectures } } } }`
  return (await ask<{ organisationLife: { nodes: { due: { lectures: number } }[] } }>(document, at)).organisationLife.nodes.map(({ due }) => due.lectures)
}
/** A branch with a lesson of whose record little was written, filed on the sixth day. */
async function ground() {
  const at = await world.organisation(world.district)
  const people = [await world.member(at), await world.member(at)]
  const lesson = await inspections.held(at, "2026-04-10T09:00:00+08:00", { people, at, closedAt: "2026-04-16T18:00:00+08:00", summary: "传达文件精神。" })
  for (const person of people) await inspections.mark(lesson, person, at)
  return at
}

describe("what a rule set says of inspections", () => {
  test("is added, shown, and followed by inspections of its subtree from then on", async () => {
    const [at, other] = [await ground(), await ground()]
    expect(await findings(at)).toEqual(["SUMMARY_TOO_SHORT", "FILED_LATE"])
    expect(await lecturesDue(at)).toEqual([1])
    expect(
      await add(at, {
        inspection: { filedWithinDays: 6, countsWorkingDays: false, summaryCharacters: 5, nearListShare: 0.9 },
        organisationLife: { lectures: 2 },
      }),
    ).toMatchObject({
      __typename: "RuleSetAdded",
      ruleSet: {
        parameters: {
          inspection: { ...CUSTOMARY, ...MORE, filedWithinDays: 6, countsWorkingDays: false, summaryCharacters: 5, nearListShare: 0.9 },
          organisationLife: { ...LIFE, lectures: 2 },
        },
      },
    })
    expect(await findings(at)).toEqual([])
    expect(await lecturesDue(at)).toEqual([2])
    expect(await findings(other)).toEqual(["SUMMARY_TOO_SHORT", "FILED_LATE"])
    expect(await lecturesDue(other)).toEqual([1])
  })

  test("is customary where it says nothing, whether left out or null", async () => {
    const at = await world.organisation(world.district)
    expect(await add(at, { inspection: { filedWithinDays: null }, organisationLife: null })).toMatchObject({
      ruleSet: { parameters: { inspection: { ...CUSTOMARY, ...MORE }, organisationLife: LIFE } },
    })
  })

  test("is refused out of its bounds, each figure by its path, and nothing is kept", async () => {
    const at = await world.organisation(world.district)
    const stored = async () => (await world.client.query("SELECT count(*)::int AS sets FROM attendance.rule_set")).rows
    const before = await stored()
    expect(
      await add(at, { inspection: { filedWithinDays: 367, nearListShare: 0.4, sameListFrom: 2 }, organisationLife: { groups: -1, assemblies: 0 } }),
    ).toEqual({
      __typename: "InvalidInput",
      fields: [
        { path: "parameters.inspection.filedWithinDays", message: "From 0 to 366." },
        { path: "parameters.inspection.nearListShare", message: "From 0.5 to 1." },
        { path: "parameters.organisationLife.groups", message: "From 0 to 100." },
      ],
    })
    expect(await stored()).toEqual(before)
  })
})
