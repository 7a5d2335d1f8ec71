import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"
import { yearReportsOf } from "../kit/year-reports.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const rules = await hoursIn(world).rules()
const reports = yearReportsOf(stack)
const auditor = await world.staff("AUDITOR", world.city)

type Hours = { role?: string; required: number; hours: readonly [intensive: number, collective: number, raw: number, online: number, makeUp: number] }

async function account(person: Person, at: Place, { role = "MEMBER", required, hours }: Hours, row: object = {}, year = 2025): Promise<void> {
  const [intensive, collective, online_raw, online_counted, make_up] = hours
  const credited = intensive + collective + online_counted + make_up
  const sums = { role, required, intensive, collective, online_raw, online_counted, make_up, credited, intensive_sessions: 0 }
  await world.hours(person, at, year, rules.uuid, { ...sums, ...row })
}

/** The customary sample: seven people of two branches, and one who reported in. */
async function sample() {
  const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const [one, two] = (await Promise.all([world.organisation(community), world.organisation(community)])).sort((a, b) => (a.path < b.path ? -1 : 1)) as [
    Place,
    Place,
  ]
  const people: Person[] = []
  for (const name of ["王春梅", "李建国", "阿依努尔·买买提", "张伟", "赵云", "陈㛃", "黄志强", "刘洋"])
    people.push(await world.member(people.length < 5 ? one : two, { name }))
  const [wang, li, ayinur, zhang, zhao, chen, huang, liu] = people as [Person, Person, Person, Person, Person, Person, Person, Person]
  const two_sessions = { intensive_sessions: 2 }
  await account(wang, one, { role: "SECRETARY", required: 56, hours: [36, 20.5, 10, 10, 0] }, two_sessions)
  await account(li, one, { required: 32, hours: [12, 21.5, 0, 0, 0] })
  await account(ayinur, one, { role: "COMMITTEE_MEMBER", required: 56, hours: [28, 22, 12, 12, 0] })
  await account(zhang, one, { required: 32, hours: [0, 0, 26, 16, 8] })
  await account(zhao, one, { role: "PROBATIONARY", required: 32, hours: [11, 18, 6, 6, 0] })
  await account(chen, two, { role: "SECRETARY", required: 56, hours: [30, 18.5, 6, 6, 0] })
  await account(huang, two, { required: 32, hours: [0, 6, 0, 0, 0] })
  await account(liu, two, { role: "IN_SERVICE", required: 0, hours: [8, 4, 20, 20, 0] }, { is_required: false })
  return { community, one, two, wang, li, ayinur, zhang, zhao, chen, huang, liu }
}

const names = (report: { nodes: { member: { name: string } | null }[] } | null | undefined) => report?.nodes.map(({ member }) => member?.name)

describe("the detailed account of hours", () => {
  test("has a line a person, leaders first in each branch, with the figures of the customary sheet", async () => {
    const { community, one, two, wang, zhang } = await sample()
    const report = await reports.hours(auditor, community, { year: 2025 })
    expect(names(report)).toEqual(["王春梅", "阿依努尔·买买提", ...(names(report)?.slice(2, 4) ?? []), "赵云", "陈㛃", "黄志强"])
    expect(new Set(names(report)?.slice(2, 4))).toEqual(new Set(["李建国", "张伟"]))
    expect(report?.nodes.map(({ branch }) => branch?.id)).toEqual([...Array<string>(5).fill(one.id), ...Array<string>(2).fill(two.id)])
    expect(report?.nodes[0]).toEqual({
      member: { id: wang.id, name: "王春梅" },
      branch: { id: one.id, name: one.name },
      roleInYear: "SECRETARY",
      required: 56,
      intensive: 36,
      collective: 20.5,
      onlineRaw: 10,
      onlineCounted: 10,
      makeUp: 0,
      counted: 66.5,
      rate: 118.8,
      gap: 0,
      intensiveSessions: 2,
      verdict: "COMPLIANT",
    })
    expect(report?.nodes.find(({ member }) => member?.id === zhang.id)).toMatchObject({
      onlineRaw: 26,
      onlineCounted: 16,
      counted: 24,
      rate: 75,
      gap: 8,
      verdict: "NOT_COMPLIANT",
    })
    // The surplus of one fills nobody's gap: 281.5 of 296 hours, and 4 of 7 people.
    expect(report).toMatchObject({
      totals: { denominator: 7, compliant: 4, rate: 57.1, credited: 281.5, required: 296, gap: 35.5 },
      totalCount: 7,
      pageInfo: { hasNextPage: false },
      header: {
        organisation: { id: community.id, name: community.name },
        year: 2025,
        asOf: "2026-11-23T09:00:00+08:00",
        ruleSet: { id: rules.id, title: "试行规则", source: "2019—2023年规划" },
        purpose: null,
        generatedBy: `AUDITOR ${world.city.name}`,
        digest: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    })
  })

  test("shows those with one verdict, under the sums of everybody; whoever is in no denominator when asked", async () => {
    const { community, liu } = await sample()
    const failed = await reports.hours(auditor, community, { year: 2025, verdict: "NOT_COMPLIANT" })
    expect(new Set(names(failed))).toEqual(new Set(["张伟", "陈㛃", "黄志强"]))
    expect(failed).toMatchObject({ totalCount: 3, totals: { denominator: 7, compliant: 4 } })
    expect(await reports.hours(auditor, community, { year: 2025, verdict: "COMPLIANT" })).toMatchObject({ totalCount: 4 })
    expect(await reports.hours(auditor, community, { year: 2025, verdict: "IN_PROGRESS" })).toMatchObject({ totalCount: 0, nodes: [] })
    const asides = await reports.hours(auditor, community, { year: 2025, verdict: "NOT_REQUIRED" })
    expect(asides).toMatchObject({
      totalCount: 1,
      nodes: [{ member: { id: liu.id }, required: null, onlineRaw: 20, onlineCounted: null, counted: null, rate: null, gap: null, verdict: "NOT_REQUIRED" }],
    })
  })

  test("of a year that runs says who is on the way, and that nobody has failed", async () => {
    const branch = await world.organisation(world.community)
    await account(await world.member(branch), branch, { required: 32, hours: [0, 8, 0, 0, 0] }, {}, 2026)
    expect(await reports.hours(auditor, branch)).toMatchObject({ totalCount: 1, nodes: [{ verdict: "IN_PROGRESS", gap: 24 }] })
    expect(await reports.hours(auditor, branch, { verdict: "NOT_COMPLIANT" })).toMatchObject({ totalCount: 0, nodes: [] })
    expect(await reports.hours(auditor, branch, { verdict: "IN_PROGRESS" })).toMatchObject({ totalCount: 1 })
  })

  test("comes in pages that follow one another, whatever branches they cross", async () => {
    const { community } = await sample()
    const whole = await reports.hours(auditor, community, { year: 2025 })
    const seen: unknown[] = []
    let after: string | null = null
    for (let turn = 0; turn < 4; turn += 1) {
      const page = await reports.hours(auditor, community, { year: 2025, first: 2, after })
      seen.push(...(page?.nodes ?? []))
      expect(page?.pageInfo.hasNextPage).toBe(turn < 3)
      after = page?.pageInfo.endCursor ?? null
    }
    expect(seen).toEqual(whole?.nodes)
    const { community: other } = await sample()
    await expect(reports.hours(auditor, other, { year: 2025, after })).rejects.toThrow("is not a cursor of this list")
    await expect(reports.hours(auditor, other, { after: "x" })).rejects.toThrow("is not a cursor of this list")
  })

  test("is for those with a role over the organisation, the same for each of them; people out of sight have no name in it", async () => {
    const { community, one, wang } = await sample()
    const whole = await reports.hours(auditor, one, { year: 2025 })
    const recorder = await reports.hours(await world.staff("RECORDER", one), one, { year: 2025 })
    expect(recorder?.nodes).toEqual(whole?.nodes)
    expect(recorder?.header.digest).toBe(whole?.header.digest)
    for (const subject of [wang.subject, await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await reports.hours(subject, one, { year: 2025 })).toBeNull()
    expect(await reports.hours(await world.staff("ADMIN", one), community, { year: 2025 })).toBeNull()
    await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [wang.uuid, world.city.uuid, world.city.path])
    const later = await reports.hours(await world.staff("RECORDER", one), one, { year: 2025 })
    expect(later?.nodes[0]?.member?.name ?? null).toBeNull()
    expect(later).toMatchObject({ totalCount: 5, header: { digest: whole?.header.digest } })
  })

  test("says what it does not know: accounts that wait, sheets that are open, members without an account", async () => {
    const branch = await world.organisation(world.community)
    const [wang, li] = [await world.member(branch), await world.member(branch)]
    await account(wang, branch, { required: 32, hours: [0, 8, 0, 0, 0] }, { computed_at: null, since: new Date("2026-05-01T00:00:00Z") }, 2026)
    await hoursIn(world).heldLesson(branch, "2026-05-01T09:00:00+08:00", { sheet: "OPEN" })
    await hoursIn(world).heldLesson(branch, "2025-05-01T09:00:00+08:00", { sheet: "OPEN" })
    expect(li).toBeTruthy()
    expect((await reports.hours(auditor, branch))?.gaps).toEqual([
      { subgraph: "attendance", message: "1人的年度学时正待重新核算，所列为核算前的数。" },
      { subgraph: "attendance", message: "1次课的考勤表尚未关闭，其学时未计入。" },
      { subgraph: "people", message: "1名党员没有年度学时账户，不在分母之内。" },
    ])
    const empty = await world.organisation(world.community)
    expect(await reports.hours(auditor, empty)).toMatchObject({ gaps: [], totals: { denominator: 0, rate: null }, totalCount: 0, nodes: [] })
  })

  test("refuses a year that has not come, a moment that has not come and an id that is none", async () => {
    await expect(reports.hours(auditor, world.city, { year: 2027 })).rejects.toThrow("`year` is from 2000 to 2026")
    await expect(reports.hours(auditor, world.city, { asOf: "2026-11-23T09:00:01+08:00" })).rejects.toThrow("has not come")
    await expect(reports.hours(auditor, { id: "x" })).rejects.toThrow("organisation")
  })

  test("costs as many statements for fifty people of ten branches as for two of one", async () => {
    const costOf = async (branches: number, each: number) => {
      const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
      for (let at = 0; at < branches; at += 1) {
        const branch = await world.organisation(community)
        for (let person = 0; person < each; person += 1) await account(await world.member(branch), branch, { required: 32, hours: [0, person, 0, 0, 0] })
      }
      const other = await world.staff("AUDITOR", world.city)
      return (await stack.costOf(() => reports.hours(other, community, { year: 2025, first: 50 }))).statements
    }
    expect(await costOf(10, 5)).toBe(await costOf(1, 2))
  })
})

describe("compliance by organisation", () => {
  test("has a line for each right below, with everything under it, and says how many miss the pace", async () => {
    const { community, one, two } = await sample()
    const report = await reports.compliance(auditor, community, { year: 2025 })
    const place = (at: Place) => ({ id: at.id, name: at.name, kind: "BRANCH", hasChildren: false })
    expect(report?.rows).toEqual([
      { organisation: place(one), denominator: 5, compliant: 4, rate: 80, leaders: { denominator: 2, compliant: 2 }, averageHours: 44.2, atRisk: 1 },
      { organisation: place(two), denominator: 2, compliant: 0, rate: 0, leaders: { denominator: 1, compliant: 0 }, averageHours: 30.3, atRisk: 2 },
    ])
    expect(report?.total).toEqual({ denominator: 7, compliant: 4, rate: 57.1, averageHours: 40.2 })
    const street = await reports.compliance(auditor, world.street, { year: 2025 })
    expect(street?.rows.find(({ organisation }) => organisation?.id === community.id)).toMatchObject({
      denominator: 7,
      compliant: 4,
      organisation: { hasChildren: true },
    })
    const alone = await reports.compliance(auditor, one, { year: 2025 })
    expect(alone).toMatchObject({ rows: [{ organisation: { id: one.id }, denominator: 5 }], total: { denominator: 5 } })
  })

  test("counts those at risk on the day exactly, as the list of warnings does", async () => {
    const branch = await world.organisation(world.community)
    // 23 November is day 327 of 365: 32 hours a year ask for 28.67 by then.
    for (const hours of [0, 20, 28, 28.66, 28.67, 29, 32, 40])
      await account(await world.member(branch), branch, { required: 32, hours: [0, hours, 0, 0, 0] }, {}, 2026)
    await account(await world.member(branch), branch, { role: "SECRETARY", required: 56, hours: [60, 0, 0, 0, 0] }, { required_intensive_sessions: 1 }, 2026)
    expect(await reports.compliance(auditor, branch)).toMatchObject({ rows: [{ denominator: 9, compliant: 2, atRisk: 5 }] })
    const warned = await (
      await stack.as(auditor)
    ).request<{ hoursAtRisk: { totalCount: number } }>("query ($id: ID!) { hoursAtRisk(organisation: $id) { totalCount } }", { id: branch.id })
    expect(warned.hoursAtRisk.totalCount).toBe(5)
  })

  test("is for those with a role over the organisation, and costs the same for twenty rows as for two", async () => {
    const branch = await world.organisation(world.community)
    expect(await reports.compliance(await world.staff("AUDITOR", branch), world.community)).toBeNull()
    const costOf = async (rows: number) => {
      const community = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
      for (let at = 0; at < rows; at += 1) {
        const below = await world.organisation(community)
        await account(await world.member(below), below, { required: 32, hours: [0, at, 0, 0, 0] })
      }
      const other = await world.staff("AUDITOR", world.city)
      return (await stack.costOf(() => reports.compliance(other, community, { year: 2025 }))).statements
    }
    expect(await costOf(20)).toBe(await costOf(2))
  })
})
