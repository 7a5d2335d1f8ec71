import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { inTreeOrder, reportsIn } from "../kit/reports-read.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const readReport = reportsIn(url)
const report = async (subject: string, at: Place, more: object = {}) => readReport(subject, "LEADERSHIP", { organisation: at.id, ...more })
const POSTS = ["SECRETARY", "ORGANISATION_COMMISSIONER", "PUBLICITY_COMMISSIONER", "DISCIPLINE_COMMISSIONER"]
const BRANCH_TERM = "019aaf00-0000-7000-8000-000000000101"

type Leader = { birthOn: string; education?: string; sex?: string }
async function leaders(at: Place, people: readonly Leader[]): Promise<Person[]> {
  const made: Person[] = []
  for (const { birthOn, education = "20", sex = "MALE" } of people) {
    const person = await world.member(at)
    await world.client.query("UPDATE people.member SET birth_on = $2, education = $3, sex = $4::people.sex WHERE id = $1", [
      person.uuid,
      birthOn,
      education,
      sex,
    ])
    made.push(person)
  }
  return made
}
async function offices(at: Place, people: readonly Person[], since = "2021-05-01", until: string | null = null): Promise<void> {
  for (const [index, person] of people.entries())
    await world.insert("organisation.office", { organisation_id: at.uuid, member_id: person.uuid, post: POSTS[index], since, until })
}
async function elected(at: Place, number: number, on: string, people: readonly Person[], endsOn: string, extendedTo: string | null = null): Promise<void> {
  const extension = extendedTo ? { extended_to: extendedTo, extension_document: "柳组〔2026〕1号" } : {}
  await world.insert("organisation.committee_term", { organisation_id: at.uuid, number, elected_on: on, ends_on: endsOn, rule_id: BRANCH_TERM, ...extension })
  const round = await world.insert("organisation.election_round", { organisation_id: at.uuid, term_number: number, planned_on: on, held_on: on })
  for (const [index, person] of people.entries())
    await world.insert("organisation.election_seat", { round_id: round, member_id: person.uuid, post: POSTS[index] }, false)
}
const director = (at: Place, person: Person | null) =>
  world.insert("organisation.community_director", { organisation_id: at.uuid, member_id: person?.uuid ?? null, name: "主任", since: "2021-06-01" })

/** Two communities: one led by four, elected anew in 2021 and overdue; one by two, extended, whose director is somebody else. */
async function ground() {
  const street = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET", name: "向阳街道" })
  const [one, two] = (await inTreeOrder(world, street, ["向阳社区", "滨河社区"], { kind: "GENERAL_BRANCH", level: "COMMUNITY" })) as [Place, Place]
  const [branch] = (await inTreeOrder(world, one, ["第一党支部"])) as [Place]
  const team = await leaders(one, [
    { birthOn: "1986-11-23" },
    { birthOn: "1981-11-24" },
    { birthOn: "1976-01-01", sex: "FEMALE" },
    { birthOn: "1982-01-01", education: "60" },
  ])
  const before = await leaders(one, [
    { birthOn: "1966-05-01", education: "30" },
    { birthOn: "1964-05-01", education: "70" },
    { birthOn: "1965-05-02", education: "60" },
  ])
  await elected(one, 4, "2016-05-01", before, "2021-05-01")
  await elected(one, 5, "2021-05-01", team.slice(0, 3), "2026-05-01")
  await offices(one, team)
  await offices(one, before.slice(1, 2), "2016-05-01", "2021-05-01")
  await director(one, team[0] as Person)
  const pair = await leaders(two, [{ birthOn: "1970-01-01" }, { birthOn: "1971-01-01" }])
  await elected(two, 3, "2021-11-01", pair, "2026-11-01", "2027-11-01")
  await offices(two, pair, "2021-11-01")
  await director(two, null)
  const cell = await leaders(branch, [{ birthOn: "1990-01-01", sex: "FEMALE" }, { birthOn: "1996-01-01" }, { birthOn: "1996-12-31", education: "40" }])
  await offices(branch, cell)
  return { street, one, two, branch, team, auditor: await world.staff("AUDITOR", street) }
}

test("the report has a line an organisation that is led, and totals of persons, and not averages of averages", async () => {
  const { street, one, two, branch, auditor } = await ground()
  const read = await report(auditor, street)
  // 40, 44, 50 and 44 years old; elected at 34, 39 and 45, where those before were 50, 52 and 50 (a day short of 51).
  expect(read?.lines).toEqual([
    "ROW 向阳社区 4 44.5 -11.3 75 66.7 25 是 - 2021-05-01 2026-05-01 是 - -",
    "ROW 第一党支部 3 31.7 - 66.7 - 33.3 - - - - - - -",
    "TOTAL 小计 向阳社区 7 39 -11.3 71.4 66.7 28.6 - 100 - - - 2 1",
    "ROW 滨河社区 2 - - - - - 否 - 2021-11-01 2027-11-01 否 - -",
    "TOTAL 小计 滨河社区 2 - - - - - - 0 - - - 1 0",
    "TOTAL 合计 向阳街道 9 39 -11.3 71.4 66.7 28.6 - 50 - - - 3 1",
  ])
  expect(read?.keys).toEqual([one.id, branch.id, one.id, two.id, two.id, street.id])
  expect(read?.gaps.map(({ subgraph, message }) => `${subgraph} ${message.slice(0, 6)}`)).toEqual(["people 1个党组织的", "organisation 1个党组织没"])
  expect(read).toMatchObject({ count: 3, report: { title: "2026-11-23领导与换届统计" } })
  for (const { rest, expected } of (await read?.restsAfterPositions()) ?? []) expect(rest).toEqual(expected)
})

test("as of a day before: who led then, how old they were, and which term ran", async () => {
  const { one, auditor } = await ground()
  const then = async (day: string) => (await report(auditor, one, { asOf: new Date(`${day}T12:00:00+08:00`) }))?.lines[0]
  expect(await then("2026-05-01")).toBe("ROW 向阳社区 4 44.3 -11.3 75 66.7 25 是 - 2021-05-01 2026-05-01 否 - -")
  expect(await then("2020-05-01")).toBe("ROW 向阳社区 1 - - - - - - - 2016-05-01 2021-05-01 否 - -")
  const read = await report(auditor, one, { asOf: new Date("2020-05-01T12:00:00+08:00") })
  expect(read?.gaps.at(-1)?.message).toContain("按生效日期列示")
  const again = await report(await world.staff("ADMIN", world.city), one, { asOf: new Date("2020-05-01T12:00:00+08:00") })
  expect(again?.digest).toBe(read?.digest)
})

test("nothing of fewer than three persons is published, whoever asks; and days of birth are not", async () => {
  const { two } = await ground()
  const { rows } = await world.client.query(
    "SELECT part, leaders, ages, age_sum, educations, college, sexes, women FROM people_api.leadership_figures($1::uuid[], '2026-11-23')",
    [[two.uuid]],
  )
  const none = { ages: null, age_sum: null, educations: null, college: null, sexes: null, women: null }
  expect(rows.sort((a, b) => (String(a.part) < String(b.part) ? -1 : 1))).toEqual([
    { part: "ELECTED", leaders: 2, ...none },
    { part: "NOW", leaders: 2, ...none },
  ])
  for (const role of ["courses_app", "organisation_app"]) {
    await world.client.query("BEGIN")
    await world.client.query(`SET LOCAL ROLE ${role}`)
    await expect(world.client.query("SELECT * FROM people_api.leadership_figures($1::uuid[], '2026-11-23')", [[randomUUID()]])).rejects.toThrow(
      "permission denied",
    )
    await world.client.query("ROLLBACK")
  }
})

const QUERY = `query ($organisation: ID!, $asOf: DateTime, $first: Int, $after: String) {
  leadershipReport(organisation: $organisation, asOf: $asOf, first: $first, after: $after) {
    header { title digest ruleSet { id } } gaps { subgraph } totalCount pageInfo { hasNextPage endCursor }
    totals { committees leaders averageAge averageAgeChange collegeShare collegeChangePoints womenShare combinedShare overdue }
    nodes { organisation { id name } leaders averageAge averageAgeChange collegeShare collegeChangePoints womenShare isCombined electedOn endsOn isExtended isOverdue } } }`
type Page = {
  header: { digest: string }
  totalCount: number
  totals: object | null
  pageInfo: { endCursor: string }
  nodes: { organisation: { id: string } }[]
}
const pageOf = async (subject: string, at: Place, more: object = {}) =>
  (await (await stack.as(subject)).request<{ leadershipReport: Page | null }>(QUERY, { organisation: at.id, ...more })).leadershipReport

test("a screen pages through the same rows, with the totals of the whole", async () => {
  const { street, one, two, branch, auditor } = await ground()
  const first = await pageOf(auditor, street, { first: 2 })
  const second = await pageOf(auditor, street, { first: 2, after: first?.pageInfo.endCursor })
  expect(first).toMatchObject({
    header: { title: "2026-11-23领导与换届统计", ruleSet: null, digest: (await report(auditor, street))?.digest },
    totalCount: 3,
    pageInfo: { hasNextPage: true },
    totals: {
      committees: 3,
      leaders: 9,
      averageAge: 39,
      averageAgeChange: -11.3,
      collegeShare: 71.4,
      collegeChangePoints: 66.7,
      womenShare: 28.6,
      combinedShare: 50,
      overdue: 1,
    },
    nodes: [
      {
        organisation: { id: one.id, name: "向阳社区" },
        leaders: 4,
        averageAge: 44.5,
        isCombined: true,
        electedOn: "2021-05-01",
        endsOn: "2026-05-01",
        isExtended: false,
        isOverdue: true,
      },
      { organisation: { id: branch.id }, averageAge: 31.7, isCombined: null, electedOn: null, isExtended: null, isOverdue: null },
    ],
  })
  expect(second).toMatchObject({
    pageInfo: { hasNextPage: false },
    nodes: [{ organisation: { id: two.id }, leaders: 2, averageAge: null, isCombined: false, isExtended: true, isOverdue: false }],
  })
  expect(await pageOf(auditor, await world.organisation(street))).toBeTruthy()
})

test("is for those who read the organisation, and empty of one that nobody leads", async () => {
  const { street, one, branch, team } = await ground()
  for (const role of ["RECORDER", "COORDINATOR", "SECRETARY", "ADMIN"] as const) expect((await pageOf(await world.staff(role, one), one))?.totalCount).toBe(2)
  for (const subject of [(team[0] as Person).subject, await world.staff("ADMIN", branch), await world.staff("AUDITOR", world.community)])
    expect([await pageOf(subject, one), await report(subject, one)]).toEqual([null, null])
  const empty = await world.organisation(street)
  const auditor = await world.staff("AUDITOR", empty)
  expect(await pageOf(auditor, empty)).toMatchObject({ totalCount: 0, nodes: [], totals: null, gaps: [] })
  expect((await report(auditor, empty))?.rows.map(({ kind, cells }) => [kind, cells[1], cells[2], cells.at(-1)])).toEqual([["TOTAL", 0, null, 0]])
})

test("costs as many statements for twenty organisations as for two", async () => {
  const subject = await world.staff("AUDITOR", world.city)
  const costOf = async (count: number) => {
    const street = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET" })
    for (let left = count; left > 0; left -= 1) {
      const branch = await world.organisation(street)
      await offices(branch, await leaders(branch, [{ birthOn: "1980-01-01" }]))
    }
    await pageOf(subject, street)
    return stack.costOf(() => pageOf(subject, street, { first: 100 }))
  }
  expect(await costOf(20)).toEqual(await costOf(2))
})
