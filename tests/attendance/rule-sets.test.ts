import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const act = actsOf(stack)
const secretary = await world.staff("SECRETARY", world.district)
const national = await hours.rules()

const parameters = (change: object = {}) => ({
  requirements: [
    { role: "MEMBER", hours: 32 },
    { role: "SECRETARY", hours: 56, intensiveSessions: 1 },
    { role: "CADRE", hours: 90 },
  ],
  categories: ["INTENSIVE", "COLLECTIVE", "PARTY_LECTURE", "THEME_DAY", "ONLINE", "PRACTICE"].map((category) => ({
    category,
    countsAs: { INTENSIVE: "INTENSIVE", ONLINE: "ONLINE", PRACTICE: "NONE" }[category] ?? "COLLECTIVE",
  })),
  minutesPerHour: 45,
  roundingStep: 0.5,
  roundingDirection: "NEAREST",
  makeUpFactor: 0.5,
  onlineLadder: [
    { fromMinutes: 30, hours: 1 },
    { fromMinutes: 16, hours: 0.5 },
  ],
  late: { graceMinutes: 5 },
  dayTable: { day: 8, halfDay: 4 },
  proRata: { way: "PRO_RATA_BY_MONTH" },
  roleDecidedBy: "LONGEST_HELD",
  makeUp: { owedBy: ["ABSENT"], deadlineDays: 60, forms: ["ONLINE", "SELF_STUDY"] },
  ...change,
})
const words = {
  title: "区学时规则",
  jurisdiction: "某区",
  sourceDocument: "区组发〔2026〕3号",
  article: "第二条",
  status: "LOCAL",
  effectiveFrom: "2026-01-01",
}
const SELECT =
  "... on InvalidState { state message } ... on RuleSetAdded { ruleSet { id title organisation { id } effectiveFrom effectiveTo addedBy parameters { minutesPerHour } } }"
const add = (subject: string, change: object = {}, at = world.district) =>
  act(subject, "addRuleSet", { organisation: at.id, ...words, parameters: parameters(), ...change }, SELECT)
const end = (subject: string, ruleSet: string, effectiveTo: string, reason = "换新") =>
  act(subject, "endRuleSet", { ruleSet, effectiveTo, reason }, "... on InvalidState { state } ... on RuleSetEnded { ruleSet { id effectiveTo } }")
const stored = async () => (await world.client.query("SELECT count(*)::int AS sets FROM attendance.rule_set")).rows[0].sets as number
const idOf = (answer: unknown) => (answer as { ruleSet: { id: string } }).ruleSet.id

describe("a rule set", () => {
  test("is added for a subtree, read in words, and its accounts wait to be made again", async () => {
    const place = await world.organisation(world.district)
    const wang = await world.member(place)
    await world.hours(wang, place, 2026, national.uuid, { computed_at: new Date() })
    await world.hours(wang, place, 2025, national.uuid, { computed_at: new Date() })
    const answer = await add(secretary, {}, place)
    expect(answer).toMatchObject({
      __typename: "RuleSetAdded",
      ruleSet: { title: "区学时规则", organisation: { id: place.id }, effectiveTo: null, parameters: { minutesPerHour: 45 } },
    })
    const { rows } = await world.client.query("SELECT year, computed_at IS NULL AS waits FROM attendance.annual_hours WHERE member_id = $1 ORDER BY year", [
      wang.uuid,
    ])
    expect(rows).toEqual([
      { year: 2025, waits: false },
      { year: 2026, waits: true },
    ])
    const query = `{ ruleSets(asOf: "2026-11-23") { totalCount nodes { id title article status jurisdiction sourceDocument effectiveFrom parameters { requirements { role hours intensiveSessions }
      roleDecidedBy proRata { way months } categories { category countsAs } dayTable { day halfDay } roundingStep roundingDirection late { graceMinutes absentBeyondMinutes } early { graceMinutes }
      latesPerAbsence onlineCapShare onlineCapHours onlineLadder { fromMinutes hours } dailyCapHours makeUpFactor makeUp { owedBy deadlineDays forms } } } } }`
    const found = await (await stack.as(wang.subject)).request<{ ruleSets: { nodes: { id: string }[]; totalCount: number } }>(query)
    expect(found.ruleSets.totalCount).toBe(await stored())
    expect(found.ruleSets.nodes.find(({ id }) => id === idOf(answer))).toEqual({
      id: idOf(answer),
      ...words,
      parameters: {
        requirements: [
          { role: "MEMBER", hours: 32, intensiveSessions: 0 },
          { role: "SECRETARY", hours: 56, intensiveSessions: 1 },
          { role: "CADRE", hours: 90, intensiveSessions: 0 },
        ],
        roleDecidedBy: "LONGEST_HELD",
        proRata: { way: "PRO_RATA_BY_MONTH", months: 0 },
        categories: parameters().categories,
        dayTable: { day: 8, halfDay: 4 },
        roundingStep: 0.5,
        roundingDirection: "NEAREST",
        late: { graceMinutes: 5, absentBeyondMinutes: null },
        early: null,
        latesPerAbsence: null,
        onlineCapShare: null,
        onlineCapHours: null,
        onlineLadder: [
          { fromMinutes: 16, hours: 0.5 },
          { fromMinutes: 30, hours: 1 },
        ],
        dailyCapHours: null,
        makeUpFactor: 0.5,
        makeUp: { owedBy: ["ABSENT"], deadlineDays: 60, forms: ["ONLINE", "SELF_STUDY"] },
      },
    })
    const { rows: acts } = await world.client.query("SELECT kind::text, after->>'title' AS title FROM attendance.act WHERE organisation_id = $1", [place.uuid])
    expect(acts).toEqual([{ kind: "RULE_SET_ADDED", title: "区学时规则" }])
  })

  test("judges the subtree that it was added for, and no other", async () => {
    const [place, other] = [await world.organisation(world.district), await world.organisation(world.district)]
    const [wang, li] = [await world.member(place), await world.member(other)]
    const lesson = await hours.heldLesson(world.district, "2026-03-01T09:00:00+08:00", { hours: 2, minutes: 90 })
    for (const person of [wang, li]) await hours.fact(person, lesson, { state: "LATE", minutes: 45 })
    await add(secretary, { parameters: parameters({ dayTable: null, late: null }) }, place)
    await act(await world.staff("ADMIN", world.city), "recalculateHours", { organisation: world.district.id, year: 2026 })
    const credited = async (uuid: string) =>
      (await world.client.query("SELECT credited::float8 FROM attendance.annual_hours WHERE member_id = $1 AND year = 2026", [uuid])).rows[0]?.credited
    expect([await credited(wang.uuid), await credited(li.uuid)]).toEqual([1, 0.5])
  })

  test("is not added beside one that holds on the same days, nor for years that are over", async () => {
    const place = await world.organisation(world.district)
    expect(await add(secretary, { effectiveTo: "2027-01-01" }, place)).toMatchObject({ __typename: "RuleSetAdded" })
    const before = await stored()
    expect(await add(secretary, { effectiveFrom: "2026-12-31" }, place)).toMatchObject({ __typename: "InvalidState", state: "OVERLAPS" })
    expect(await add(secretary, { effectiveFrom: "2025-12-31" }, place)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "effectiveFrom" }] })
    expect(await add(secretary, { effectiveFrom: "2027-01-01", effectiveTo: "2027-01-01" }, place)).toMatchObject({ fields: [{ path: "effectiveTo" }] })
    expect(await stored()).toBe(before)
    expect(await add(secretary, { effectiveFrom: "2027-01-01" }, place)).toMatchObject({ __typename: "RuleSetAdded" })
  })

  test.each([
    [{ minutesPerHour: 0 }, "parameters", "minutesPerHour"],
    [{ roundingStep: 0.125 }, "parameters.roundingStep", "decimals"],
    [{ onlineCapShare: 1.5 }, "parameters", "onlineCapShare"],
    [{ dailyCapHours: 25 }, "parameters", "dailyCapHours"],
    [{ makeUpFactor: -1 }, "parameters", "makeUpFactor"],
    [{ latesPerAbsence: 1 }, "parameters", "latesPerAbsence"],
    [{ proRata: { way: "EXEMPT_BELOW_MONTHS", months: 13 } }, "parameters", "months"],
    [{ onlineLadder: [] }, "parameters.onlineLadder", "steps"],
    [{ makeUp: { owedBy: [], deadlineDays: 0, forms: ["ONLINE"] } }, "parameters", "deadlineDays"],
    [{ requirements: [{ role: "EXEMPT", hours: 1 }] }, "parameters.requirements", "EXEMPT"],
    [
      {
        requirements: [
          { role: "MEMBER", hours: 1 },
          { role: "MEMBER", hours: 2 },
        ],
      },
      "parameters.requirements",
      "once",
    ],
    [{ categories: parameters().categories.slice(1) }, "parameters.categories", "INTENSIVE"],
  ])("with %j is refused by name and changes nothing", async (change, path, word) => {
    const before = await stored()
    const answer = await add(secretary, { parameters: parameters(change) })
    expect(answer).toMatchObject({ __typename: "InvalidInput", fields: [{ path, message: expect.stringContaining(word) as string }] })
    expect(await stored()).toBe(before)
  })

  test("is for those who govern there", async () => {
    const place = await world.organisation(world.district)
    const before = await stored()
    const others = [
      (await world.member(place)).subject,
      await world.staff("COORDINATOR", world.city),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", world.street),
    ]
    for (const subject of others) expect(await add(subject, {}, place)).toMatchObject({ __typename: "NotAllowed" })
    expect(await stored()).toBe(before)
    const added = idOf(await add(secretary, {}, place))
    for (const subject of others) expect(await end(subject, added, "2026-12-01")).toMatchObject({ __typename: "NotAllowed" })
    expect(await end(secretary, national.id, "2026-12-01")).toMatchObject({ __typename: "NotAllowed" })
    expect(await end(secretary, "rules_00000000000000000000000000", "2026-12-01")).toMatchObject({ __typename: "NotAllowed" })
  })

  test("ends once, not before this year, and never later than it was to", async () => {
    const place = await world.organisation(world.district)
    const added = idOf(await add(secretary, {}, place))
    expect(await end(secretary, added, "2025-12-31")).toMatchObject({ __typename: "InvalidInput" })
    expect(await end(secretary, added, "2026-12-01", " ")).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "reason" }] })
    expect(await end(secretary, added, "2026-12-01")).toEqual({ __typename: "RuleSetEnded", ruleSet: { id: added, effectiveTo: "2026-12-01" } })
    const { rows } = await world.client.query("SELECT before, after, reason FROM attendance.act WHERE kind = 'RULE_SET_ENDED' AND organisation_id = $1", [
      place.uuid,
    ])
    expect(rows).toEqual([{ before: { effectiveTo: null }, after: { effectiveTo: "2026-12-01" }, reason: "换新" }])
    expect(await end(secretary, added, "2026-12-02")).toMatchObject({ __typename: "InvalidState", state: "ENDED" })
    expect(await add(secretary, { effectiveFrom: "2026-12-01" }, place)).toMatchObject({ __typename: "RuleSetAdded" })
    const root = await world.staff("ADMIN", world.city)
    const everywhere = await hours.rules({}, { effective_from: "2040-01-01" })
    expect(await end(root, everywhere.id, "2041-01-01")).toMatchObject({ __typename: "RuleSetEnded" })
  })
})
