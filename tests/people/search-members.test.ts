import { gql } from "graphql-request"
import { FindMembersDocument } from "party-school-graph/operations"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"
import { giveNumbers } from "../kit/world-numbers.ts"

// The contract's FindMembers, with where the list goes on.
const FIND = gql`
  query FindMembers($search: String!, $organisation: ID, $first: Int = 20, $after: String) {
    members(search: $search, organisation: $organisation, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        name
        branch {
          id
          name
        }
        distinguishedBy
      }
    }
  }
`

type Found = {
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: { id: string; name: string; branch: { id: string; name: string } | null; distinguishedBy: string | null }[]
}

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [branch, other] = [await world.organisation(world.community, { name: "一支部" }), await world.organisation(world.community, { name: "二支部" })]
const wang = await world.member(branch)
const applicant = await world.member(other, { name: "王芳", pinyin: "wangfang", initials: "wf", stage: "APPLICANT" })
const uyghur = await world.member(branch, { name: "阿依努尔·买买提", pinyin: "ayinuermaimaiti", initials: "aynemmt" })
const rare = await world.member(branch, { name: "陈𠮷", pinyin: "chenji", initials: "cj" })
const reportsIn = await world.member(other, { name: "Anna Wang", pinyin: "annawang", initials: "aw", participation: "IN_SERVICE" })
await giveNumbers(world.client, wang, { mobile: "19900000001", nationalId: "999999196803120045" })
await giveNumbers(world.client, applicant, { mobile: "19912340001" })

const as = (subject: string) => stack.as(subject)
const auditor = await as(await world.staff("AUDITOR", world.street))
const secretary = await as(await world.staff("SECRETARY", branch))
const find = async (variables: object, client = auditor) => (await client.request<{ members: Found | null }>(FIND, variables)).members
const names = async (search: string, client = auditor) => {
  const found = await find({ search }, client)
  expect(found?.totalCount).toBe(found?.nodes.length)
  return found?.nodes.map(({ name }) => name)
}

describe("a search finds people of all stages", () => {
  test.each([
    ["王", ["王春梅", "王芳"]],
    ["春梅", ["王春梅"]],
    ["王 春 梅", ["王春梅"]],
    ["wcm", ["王春梅"]],
    ["wc", ["王春梅"]],
    ["w", ["王春梅", "王芳", "Anna Wang"]],
    ["Anna W", ["Anna Wang"]],
    ["na wan", ["Anna Wang"]],
    ["wang", ["Anna Wang", "王春梅", "王芳"]],
    ["ＷＡＮＧchun", ["王春梅"]],
    ["努尔•买买", ["阿依努尔·买买提"]],
    ["aynemmt", ["阿依努尔·买买提"]],
    ["ayne", ["阿依努尔·买买提"]],
    ["𠮷", ["陈𠮷"]],
    ["0001", ["王春梅", "王芳"]],
    ["没有这个人", []],
    ["%", []],
  ])("%s", async (search, expected) => {
    expect((await names(search))?.sort()).toEqual([...expected].sort())
  })

  test("by the whole code, in either case", async () => {
    const { rows } = await world.client.query<{ code: string }>("SELECT code FROM people.member WHERE id = $1", [rare.uuid])
    const code = rows[0]?.code ?? ""
    expect(await names(code)).toEqual(["陈𠮷"])
    expect(await names(code.toUpperCase())).toEqual(["陈𠮷"])
    expect(await names(code.slice(0, -1))).toEqual([])
  })

  test("in the order of their pinyin, page by page, with the branch", async () => {
    const first = await find({ search: "a", first: 1 })
    expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ id: reportsIn.id, branch: { id: other.id, name: "二支部" } }] })
    const second = await find({ search: "a", first: 1, after: first?.pageInfo.endCursor })
    expect(second).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false }, nodes: [{ id: uyghur.id }] })
  })

  test("in one organisation and below", async () => {
    expect((await find({ search: "王", organisation: branch.id }))?.nodes.map(({ id }) => id)).toEqual([wang.id])
    expect((await find({ search: "王", organisation: world.community.id }))?.totalCount).toBe(2)
  })
})

describe("a search stays inside what the viewer may read", () => {
  test("a branch's secretary finds the branch's people, a member themself, anybody else nobody", async () => {
    expect(await names("王", secretary)).toEqual(["王春梅"])
    expect(await names("王", await as(wang.subject))).toEqual(["王春梅"])
    expect(await names("王", await as(rare.subject))).toEqual([])
    const elsewhere = await newWorld(url)
    expect(await names("王", await as(await elsewhere.staff("ADMIN", elsewhere.city)))).toEqual([])
  })

  test("an organisation that does not exist for the viewer gives null, as one that does not exist", async () => {
    expect(await find({ search: "王", organisation: other.id }, secretary)).toBeNull()
    expect(await find({ search: "王", organisation: "organisation_00000000000000000000000000" }, secretary)).toBeNull()
    expect(await find({ search: "王", organisation: branch.id }, await as(wang.subject))).toBeNull()
  })

  test("a whole mobile or ID number finds for those alone who may read it", async () => {
    for (const number of ["19900000001", "+86 199-0000-0001", "999999196803120045"]) {
      expect(await names(number, secretary)).toEqual(["王春梅"])
      expect(await names(number, await as(wang.subject))).toEqual(["王春梅"])
      expect(await names(number, auditor)).toEqual([])
      expect(await names(number, await as(await world.staff("RECORDER", world.street)))).toEqual([])
      expect(await names(number, await as(await world.staff("COORDINATOR", other)))).toEqual([])
    }
    expect(await names("19912340001", await as(await world.staff("COORDINATOR", other)))).toEqual(["王芳"])
  })
})

describe("what cannot be searched for", () => {
  const refusal = (variables: object) =>
    find(variables).catch((error: { response: { errors: { message: string; extensions: object }[] } }) => error.response.errors[0])

  test("nothing: the answer says what to type", async () => {
    expect(await refusal({ search: "　" })).toMatchObject({
      message:
        "Argument `search` is empty. Type a part of a name, the beginning of its pinyin or initials, a personal code, or the last four digits of a mobile.",
      extensions: { code: "BAD_USER_INPUT" },
    })
  })

  test.each([
    { search: "王".repeat(65) },
    { search: "王\u0007" },
    { search: "王", organisation: "x" },
    { search: "王", first: 101 },
    { search: "王", after: "x" },
  ])("%j", async (bad) => {
    expect(await refusal(bad)).toMatchObject({ extensions: { code: "BAD_USER_INPUT" } })
  })
})

test("a page of 2 costs the same as one of 50, labels and branches included", async () => {
  const crowd = await newWorld(url)
  const at = await crowd.organisation(crowd.community)
  for (let number = 0; number < 50; number += 1) await crowd.member(at, { name: `李${number % 5}`, pinyin: `li${number}`, initials: "l" })
  const viewer = await as(await crowd.staff("AUDITOR", crowd.city))
  await find({ search: "李" }, viewer)
  const small = await stack.costOf(() => find({ search: "李", first: 2 }, viewer))
  const large = await stack.costOf(async () => expect((await find({ search: "李", first: 50 }, viewer))?.nodes).toHaveLength(50))
  expect(large).toEqual(small)
  // The size of the place, the page, the count, the namesakes; the branches.
  expect(small).toEqual({ statements: 5, fetches: 2, bySubgraph: { people: 1, organisation: 1 } })
})

test("what is looked through and what is read off the indexes finds the same people", async () => {
  const large = await newWorld(url)
  const at = await large.organisation(large.community)
  const people = [
    ["王春梅", "wangchunmei", "wcm"],
    ["王伟", "wangwei", "ww"],
    ["春伟梅", "chunweimei", "cwm"],
    ["Wang Wei", "wangwei", "ww"],
    ["欧阳春梅", "ouyangchunmei", "oycm"],
    ["阿卜杜热合曼江·阿卜杜拉", "abudurehemanjiangabudula", "abdrhmjabdl"],
    ["É Œuvre", "eoeuvre", "eo"],
  ] as const
  for (const [name, pinyin, initials] of people) await large.member(at, { name, pinyin, initials })
  const viewer = await as(await large.staff("ADMIN", large.city))
  const searches = [
    "王",
    "春梅",
    "春",
    "w",
    "ww",
    "wc",
    "wei",
    "wang",
    "wangw",
    "o",
    "oy",
    "oyc",
    "欧阳春梅",
    "欧阳春",
    "abdrhmjab",
    "abdrhmjx",
    "卜杜热合曼",
    "é",
    "a",
    "abu",
    "梅王",
    "ang",
  ]
  const finds = async () => {
    const all: Record<string, string[]> = {}
    for (const search of searches) {
      const found = await find({ search, first: 3 }, viewer)
      const rest = found?.pageInfo.endCursor ? await find({ search, first: 100, after: found.pageInfo.endCursor }, viewer) : null
      all[search] = [...(found?.nodes ?? []), ...(rest?.nodes ?? [])].map(({ id }) => id)
      expect(all[search]).toHaveLength(found?.totalCount ?? -1)
    }
    return all
  }
  const narrow = await finds()
  expect(narrow["w"]).toHaveLength(3)
  expect(narrow["卜杜热合曼"]).toHaveLength(1)
  // The tally says that very many take part here.
  await large.client.query("UPDATE people.tally SET people = 1000000 WHERE organisation_id = $1", [at.uuid])
  expect(await finds()).toEqual(narrow)
})

test("the contract's own operation runs as it is", async () => {
  const { members } = await secretary.request(FindMembersDocument, { search: "wcm", organisation: branch.id })
  expect(members).toEqual({ totalCount: 1, nodes: [{ id: wang.id, name: "王春梅", branch: { id: branch.id, name: "一支部" }, distinguishedBy: null }] })
})
