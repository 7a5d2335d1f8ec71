import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { reportsIn } from "../kit/reports-read.ts"
import { openStack } from "../kit/stack.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const readReport = reportsIn(url)
const national = await hours.rules()
const street = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
const community = await world.organisation(street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const branch = await world.organisation(community)
const local = { status: "LOCAL", effective_from: "2025-01-01" }
const [ofStreet, ofBranch] = [await hours.rules({}, local, street), await hours.rules({}, local, branch)]
const auditor = await world.staff("AUDITOR", world.district)
/** Most are judged by the branch's set, then the national one, and one by the street's. */
for (const [rules, at, people] of [
  [ofBranch, branch, 3],
  [national, community, 2],
  [ofStreet, street, 1],
] as const)
  for (let count = 0; count < people; count += 1) await world.hours(await world.member(at), at, 2026, rules.uuid, { credited: 1, collective: 1 })

test("a report's rule sets begin with the one that holds nearest to the organisation, and end with those of its parts", async () => {
  for (const kind of ["COMPLIANCE", "HOURS_DETAIL", "EARLY_WARNING"] as const) {
    const orderAt = async (at: { id: string }) => (await readReport(auditor, kind, { organisation: at.id, year: 2026 }))?.report.ruleSets.map(({ id }) => id)
    expect(await orderAt(street)).toEqual([ofStreet.id, national.id, ofBranch.id])
    expect(await orderAt(world.district)).toEqual([national.id, ofBranch.id, ofStreet.id])
    expect(await orderAt(branch)).toEqual([ofBranch.id])
  }
  const { complianceReport } = await (
    await stack.as(auditor)
  ).request<{ complianceReport: unknown }>(
    `query ($id: ID!) { complianceReport(organisation: $id, year: 2026) { header { ruleSet { id } ruleSets { id } } } }`,
    {
      id: community.id,
    },
  )
  expect(complianceReport).toEqual({ header: { ruleSet: { id: national.id }, ruleSets: [{ id: national.id }, { id: ofBranch.id }] } })
})
