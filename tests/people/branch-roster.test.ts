import { beforeAll, expect, test } from "vitest"
import { BranchRosterDocument } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

/** A branch of so many members, each with three lessons ahead and hours of the year. */
async function branchOf(people: number) {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const ruleSet = await world.ruleSet()
  const venue = await world.venue(world.community)
  const members = []
  for (let at = 0; at < people; at += 1)
    members.push(await world.member(branch, { name: `党员${at}`, pinyin: `p${String(at).padStart(3, "0")}`, initials: `p${at}` }))
  for (const day of ["2026-11-24", "2026-11-25", "2026-11-26"]) await world.lesson(branch, `${day}T09:00:00+08:00`, { venue, expected: members })
  for (const person of members) await world.hours(person, branch, 2026, ruleSet)
  return { world, branch, members, auditor: await world.staff("AUDITOR", world.street) }
}

test("a page holds each member's branch, next lessons and hours, and the next page goes on", async () => {
  const { branch, members, auditor } = await branchOf(3)
  const client = await stack.as(auditor)

  const first = (await client.request(BranchRosterDocument, { organisation: branch.id, year: 2026, first: 2 })).organisation?.members
  expect(first?.totalCount).toBe(3)
  expect(first?.nodes.map((node) => node.id)).toEqual([members[0]?.id, members[1]?.id])
  expect(first?.nodes[0]?.branch).toEqual({ id: branch.id, name: branch.name })
  expect(first?.nodes[0]?.lessons?.nodes.map((lesson) => [lesson.startsAt, lesson.venue?.name])).toEqual([
    ["2026-11-24T09:00:00+08:00", "一号教室"],
    ["2026-11-25T09:00:00+08:00", "一号教室"],
    ["2026-11-26T09:00:00+08:00", "一号教室"],
  ])
  expect(first?.nodes[0]?.hours).toEqual({ required: 32, credited: 34.5, verdict: "COMPLIANT" })
  expect(first?.pageInfo.hasNextPage).toBe(true)

  const after = first?.pageInfo.endCursor ?? null
  const second = (await client.request(BranchRosterDocument, { organisation: branch.id, year: 2026, first: 2, after })).organisation?.members
  expect(second?.nodes.map((node) => node.id)).toEqual([members[2]?.id])
  expect(second?.pageInfo).toEqual({ hasNextPage: false, endCursor: expect.any(String) })
})

test("a page of 2 and a page of 100 cost the same statements and the same fetches", async () => {
  const { branch, auditor } = await branchOf(100)
  const client = await stack.as(auditor)
  const page = (first: number) => client.request(BranchRosterDocument, { organisation: branch.id, year: 2026, first })
  await page(1)

  const small = await stack.costOf(() => page(2))
  const large = await stack.costOf(async () => expect((await page(100)).organisation?.members?.nodes).toHaveLength(100))

  expect(large).toEqual(small)
  expect(small).toEqual({ statements: 7, fetches: 5, bySubgraph: { organisation: 2, people: 1, courses: 1, attendance: 1 } })
})

test("members are found by part of the name, pinyin and initials, however they are typed", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  await world.member(branch)
  await world.member(branch, { name: "阿依努尔·买买提", pinyin: "ayinuermaimaiti", initials: "aynemmt" })
  await world.member(branch, { name: "张100%伟", pinyin: "zhangwei", initials: "zw" })
  const client = await stack.as(await world.staff("COORDINATOR", branch))
  const found = async (search: string) =>
    (await client.request(BranchRosterDocument, { organisation: branch.id, year: 2026, search })).organisation?.members?.nodes.map((node) => node.name)

  expect(await found("春梅")).toEqual(["王春梅"])
  expect(await found("王 春 梅")).toEqual(["王春梅"])
  expect(await found("wcm")).toEqual(["王春梅"])
  expect(await found("WangChun")).toEqual(["王春梅"])
  expect(await found("努尔•买")).toEqual(["阿依努尔·买买提"])
  expect(await found("%")).toEqual(["张100%伟"])
  expect(await found("_")).toEqual([])
  expect(await found("没有这个人")).toEqual([])
})

test("as of a day, the roster holds those who belonged then, and those who only report in are never among them", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const other = await world.organisation(world.community)
  const moved = await world.member(branch, { name: "李建国", pinyin: "lijianguo", initials: "ljg", joinedOn: "2000-01-01" })
  await world.member(branch, { name: "陈新", pinyin: "chenxin", initials: "cx", joinedOn: "2025-06-01" })
  await world.member(branch, { name: "周在职", pinyin: "zhouzaizhi", initials: "zzz", participation: "IN_SERVICE" })
  await world.member(branch, { name: "吴积极", pinyin: "wujiji", initials: "wjj", stage: "ACTIVIST" })
  await world.client.query("UPDATE people.membership SET to_on = '2026-01-01' WHERE member_id = $1", [moved.uuid])
  await world.insert("people.membership", {
    member_id: moved.uuid,
    organisation_id: other.uuid,
    organisation_path: other.path,
    participation: "DIRECT",
    from_on: "2026-01-01",
  })
  await world.client.query("UPDATE people.member SET branch_id = $2, branch_path = $3 WHERE id = $1", [moved.uuid, other.uuid, other.path])
  const client = await stack.as(await world.staff("AUDITOR", world.community))
  const names = async (organisation: string, asOf: string | null) =>
    (await client.request(BranchRosterDocument, { organisation, year: 2026, asOf })).organisation?.members?.nodes.map((node) => node.name)

  expect(await names(branch.id, null)).toEqual(["陈新"])
  expect(await names(branch.id, "2025-12-31")).toEqual(["陈新", "李建国"])
  expect(await names(branch.id, "2025-05-31")).toEqual(["李建国"])
  expect(await names(branch.id, "2026-01-01")).toEqual(["陈新"])
  expect(await names(other.id, "2026-01-01")).toEqual(["李建国"])
  expect(await names(world.community.id, null)).toEqual(["陈新", "李建国"])
})

test("the count of a roster is the count of its rows, with and without those below, for every choice of stages", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  await world.member(world.community, { name: "甲" })
  await world.member(branch, { name: "乙" })
  await world.member(branch, { name: "丙", stage: "PROBATIONARY" })
  await world.member(branch, { name: "丁", stage: "ACTIVIST" })
  await world.member(branch, { name: "戊", participation: "IN_SERVICE" })
  const client = await stack.as(await world.staff("AUDITOR", world.street))
  const query = `query($id: ID!, $deep: Boolean!, $stages: [Stage!]!, $participation: [Participation!]!) {
    organisation(id: $id) { members(first: 100, includeDescendants: $deep, stages: $stages, participation: $participation) { totalCount nodes { name } } }
  }`
  const count = async (deep: boolean, stages: string[], participation: string[]) => {
    type Answer = { organisation: { members: { totalCount: number; nodes: object[] } } }
    const { organisation } = await client.request<Answer>(query, { id: world.community.id, deep, stages, participation })
    expect(organisation.members.totalCount).toBe(organisation.members.nodes.length)
    return organisation.members.totalCount
  }

  expect(await count(false, ["FULL", "PROBATIONARY"], ["DIRECT"])).toBe(1)
  expect(await count(true, ["FULL", "PROBATIONARY"], ["DIRECT"])).toBe(3)
  expect(await count(true, ["ACTIVIST"], ["DIRECT", "IN_SERVICE"])).toBe(1)
  expect(await count(true, ["FULL"], ["DIRECT", "IN_SERVICE"])).toBe(3)
  expect(await count(true, [], ["DIRECT"])).toBe(0)
})

test("as of a day, everyone stands at the stage reached by then", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const wang = await world.member(branch, { joinedOn: "2020-01-01" })
  await world.client.query(
    "UPDATE people.member SET applied_on = '2018-01-01', activist_on = '2018-07-01', target_on = '2019-07-01', full_on = '2021-01-01' WHERE id = $1",
    [wang.uuid],
  )
  await world.client.query("UPDATE people.membership SET from_on = '2018-01-01' WHERE member_id = $1", [wang.uuid])
  const client = await stack.as(await world.staff("AUDITOR", branch))
  const query = `query($id: ID!, $asOf: Date, $stages: [Stage!]!) { organisation(id: $id) { members(asOf: $asOf, stages: $stages) { totalCount nodes { stage } } } }`
  const stageOn = async (asOf: string) => {
    const stages = ["APPLICANT", "ACTIVIST", "DEVELOPMENT_TARGET", "PROBATIONARY", "FULL"]
    const { organisation } = await client.request<{ organisation: { members: { totalCount: number; nodes: { stage: string }[] } } }>(query, {
      id: branch.id,
      asOf,
      stages,
    })
    expect(organisation.members.totalCount).toBe(organisation.members.nodes.length)
    return organisation.members.nodes[0]?.stage
  }

  expect(await stageOn("2017-12-31")).toBeUndefined()
  expect(await stageOn("2018-01-01")).toBe("APPLICANT")
  expect(await stageOn("2019-06-30")).toBe("ACTIVIST")
  expect(await stageOn("2019-07-01")).toBe("DEVELOPMENT_TARGET")
  expect(await stageOn("2020-12-31")).toBe("PROBATIONARY")
  expect(await stageOn("2021-01-01")).toBe("FULL")
})

test("only who may read the branch reads its roster: a member sees the branch without people, others not even that", async () => {
  const { world, branch, members, auditor } = await branchOf(2)
  const elsewhere = await world.organisation(world.community)
  const roster = async (subject: string) => (await stack.as(subject)).request(BranchRosterDocument, { organisation: branch.id, year: 2026 })

  expect((await roster(auditor)).organisation?.members?.totalCount).toBe(2)
  expect((await roster(await world.staff("RECORDER", branch))).organisation?.members?.totalCount).toBe(2)
  expect(await roster(members[0]?.subject ?? "")).toEqual({ organisation: { id: branch.id, name: branch.name, members: null } })
  expect(await roster(await world.staff("SECRETARY", elsewhere))).toEqual({ organisation: null })
})
