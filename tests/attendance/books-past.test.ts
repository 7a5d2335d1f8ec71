import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { changeTree } from "../kit/tree-changes.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"
import { yearReportsOf } from "../kit/year-reports.ts"

const url = await emptyDatabase()
const [first, second, third] = ["2026-10-01T09:00:00+08:00", "2026-11-01T09:00:00+08:00", "2026-11-23T09:00:00+08:00"] as const
const stacks = {
  [first]: await openStack(url, new Date(first)),
  [second]: await openStack(url, new Date(second)),
  [third]: await openStack(url, new Date(third)),
}
const stack = stacks[third]
const world = await newWorld(url)
const hours = hoursIn(world)
await hours.rules()
const admin = await world.staff("ADMIN", world.city)
const reports = yearReportsOf(stack)

const recalculate = (at: { id: string }, when: keyof typeof stacks) => actsOf(stacks[when])(admin, "recalculateHours", { organisation: at.id, year: 2026 })
const past = async ({ uuid }: Person) =>
  (
    await world.client.query<{ credited: number }>(
      "SELECT credited::float8, since, until FROM attendance.annual_hours_past WHERE member_id = $1 ORDER BY since",
      [uuid],
    )
  ).rows
const counted = (report: Awaited<ReturnType<typeof reports.hours>>) => report?.nodes.map((node) => node["counted"])

describe("what the books said", () => {
  test("is answered again as of every moment, with the same digest as then", async () => {
    const branch = await world.organisation(world.community)
    const wang = await world.member(branch)
    const digests: Record<string, string | undefined> = {}
    for (const [at, when] of ([first, second, third] as const).entries()) {
      await hours.fact(wang, await hours.heldLesson(branch, `2026-0${at + 3}-01T09:00:00+08:00`))
      await recalculate(branch, when)
      const then = await yearReportsOf(stacks[when]).hours(admin, branch)
      expect(counted(then)).toEqual([2 * at + 2])
      digests[when] = then?.header.digest
    }
    for (const [at, when] of ([first, second, third] as const).entries()) {
      const again = await reports.hours(admin, branch, { asOf: when })
      expect(counted(again)).toEqual([2 * at + 2])
      expect(again?.totals).toMatchObject({ denominator: 1, credited: 2 * at + 2, gap: 30 - 2 * at })
      expect(again?.header.digest).toBe(digests[when])
      expect(await reports.compliance(admin, branch, { asOf: when })).toMatchObject({ total: { averageHours: 2 * at + 2 } })
    }
    expect(counted(await reports.hours(admin, branch, { asOf: "2026-10-31T00:00:00+08:00" }))).toEqual([2])
    expect(await reports.hours(admin, branch, { asOf: "2026-09-30T00:00:00+08:00" })).toMatchObject({ totalCount: 0, totals: { denominator: 0 } })
    expect(await past(wang)).toEqual([
      { credited: 2, since: new Date(first), until: new Date(second) },
      { credited: 4, since: new Date(second), until: new Date(third) },
    ])
  })

  test("has no version where nothing changed: made again, marked as waiting, or at another path", async () => {
    const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const branch = await world.organisation(community)
    const wang = await world.member(branch)
    await hours.fact(wang, await hours.heldLesson(branch, "2026-03-01T09:00:00+08:00"))
    await recalculate(branch, first)
    await recalculate(branch, second)
    await world.client.query("UPDATE attendance.annual_hours SET computed_at = NULL WHERE member_id = $1", [wang.uuid])
    await recalculate(branch, third)
    expect(
      (await changeTree(await stack.as(admin), "moveOrganisation", { organisation: branch.id, parent: world.community.id, reason: "调整" })).__typename,
    ).toBe("OrganisationMoved")
    const { rows } = await world.client.query("SELECT since, computed_at, organisation_path FROM attendance.annual_hours WHERE member_id = $1", [wang.uuid])
    expect(rows).toEqual([
      { since: new Date(first), computed_at: new Date(third), organisation_path: `${world.community.path}${branch.path.split(".").at(-2)}.` },
    ])
    expect(await past(wang)).toEqual([])
  })

  test("stays when the account goes", async () => {
    const branch = await world.organisation(world.community)
    const wang = await world.member(branch)
    await recalculate(branch, first)
    await world.client.query("DELETE FROM people.membership WHERE member_id = $1", [wang.uuid])
    await world.client.query("UPDATE people.member SET stage = 'APPLICANT', joined_on = NULL, full_on = NULL WHERE id = $1", [wang.uuid])
    await recalculate(branch, second)
    expect(await reports.hours(admin, branch)).toMatchObject({ totalCount: 0, totals: { denominator: 0 } })
    expect(await reports.hours(admin, branch, { asOf: first })).toMatchObject({ totalCount: 1, totals: { denominator: 1, required: 32 } })
  })

  test("is rewritten by nobody", async () => {
    for (const statement of [
      "UPDATE attendance.annual_hours_past SET credited = 1",
      "DELETE FROM attendance.annual_hours_past",
      "TRUNCATE attendance.annual_hours_past",
    ])
      await expect(world.client.query(statement)).rejects.toThrow("append-only")
    const { rows } = await world.client.query(
      "SELECT has_table_privilege('attendance_app', 'attendance.annual_hours_past', 'UPDATE') OR has_table_privilege('attendance_app', 'attendance.annual_hours_past', 'DELETE') AS may",
    )
    expect(rows).toEqual([{ may: false }])
  })
})

describe("the tree of then", () => {
  test("groups the books as of a day before a move, and today's groups those of today", async () => {
    const [from, to] = [
      await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" }),
      await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" }),
    ]
    const branch = await world.organisation(from)
    await world.member(branch)
    await recalculate(branch, second)
    const before = await reports.hours(admin, from, { asOf: second })
    await changeTree(await stack.as(admin), "moveOrganisation", { organisation: branch.id, parent: to.id, reason: "调整" })
    const ofRow = async (at: { id: string }, asOf?: string) =>
      (await reports.compliance(admin, world.street, { ...(asOf && { asOf }) }))?.rows.find(({ organisation }) => organisation?.id === at.id)?.denominator
    expect([await ofRow(from, second), await ofRow(to, second)]).toEqual([1, 0])
    expect([await ofRow(from), await ofRow(to)]).toEqual([0, 1])
    expect((await reports.hours(admin, from, { asOf: second }))?.header.digest).toBe(before?.header.digest)
    expect(await reports.hours(admin, from)).toMatchObject({ totalCount: 0 })
  })

  test("keeps the figures of an organisation that was merged: its own before, and of the years that were judged in it", async () => {
    const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const [staying, absorbed] = [await world.organisation(community), await world.organisation(community)]
    const [wang, li] = [await world.member(staying), await world.member(absorbed)]
    await recalculate(community, second)
    await actsOf(stack)(admin, "recalculateHours", { organisation: community.id, year: 2025 })
    const answer = await changeTree(await stack.as(admin), "mergeOrganisations", { staying: staying.id, absorbed: [absorbed.id], reason: "合并" })
    expect(answer.__typename).toBe("OrganisationsMerged")
    await recalculate(community, third)
    // Who is no more is known by name.
    const rows = async (asked: object) => {
      const query =
        "query ($id: ID!, $year: Int!, $asOf: DateTime) { complianceReport(organisation: $id, year: $year, asOf: $asOf) { rows { name denominator } } }"
      type Rows = { complianceReport: { rows: { name: string; denominator: number }[] } }
      const { complianceReport: report } = await (await stack.as(admin)).request<Rows>(query, { id: community.id, year: 2026, ...asked })
      return Object.fromEntries(report.rows.map(({ name, denominator }) => [name, denominator]))
    }
    expect(await rows({ asOf: second })).toEqual({ [staying.name]: 1, [absorbed.name]: 1 })
    // The running year is judged where people are now; that which is over, where they were.
    expect(await rows({})).toEqual({ [staying.name]: 2 })
    expect(await rows({ year: 2025 })).toEqual({ [staying.name]: 1, [absorbed.name]: 1 })
    const of = async (asked: object) => (await reports.hours(admin, absorbed, asked))?.nodes.map(({ member }) => member?.id)
    expect([await of({ asOf: second }), await of({}), await of({ year: 2025 })]).toEqual([[li.id], [], [li.id]])
    expect(new Set((await reports.hours(admin, community))?.nodes.map(({ member }) => member?.id))).toEqual(new Set([wang.id, li.id]))
  })
})
