import { gql } from "graphql-request"
import { afterAll, describe, expect, test } from "vitest"
import { BranchRosterDocument } from "party-school-graph/operations"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { openLog } from "../../subgraphs/shared/log.ts"
import { openPeople } from "../../subgraphs/people/subgraph.ts"
import { emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { mergeOrganisation, moveOrganisation } from "../kit/world-history.ts"
import { newWorld } from "../kit/world.ts"

const COUNT = gql`
  query ($id: ID!, $asOf: Date) {
    organisation(id: $id) {
      memberCount(asOf: $asOf)
    }
  }
`

/** An organisation as of a day, and beside it what `asOf` of a field says instead. */
const SHOWN = gql`
  query ($id: ID!, $asOf: Date) {
    organisation(id: $id, asOf: $asOf) {
      memberCount
      today: memberCount(asOf: "2026-11-23")
      members(includeDescendants: true) {
        totalCount
        nodes {
          name
        }
      }
      statistics {
        members
      }
      branches: children {
        nodes {
          memberCount
        }
      }
    }
  }
`

type Shown = {
  organisation: {
    memberCount: number
    today: number
    members: { totalCount: number; nodes: { name: string }[] }
    statistics: { members: number }
    branches: { nodes: { memberCount: number }[] }
  } | null
}

const url = await emptyDatabase()
const stack = await openStack(url)

/** Two communities of one street; a branch moved from the first to the second on 1 June 2026, another was merged away on 1 July. */
async function changedTree() {
  const world = await newWorld(url)
  const [first, second] = [world.community, await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })]
  const [staying, moving, ending] = [await world.organisation(first), await world.organisation(first), await world.organisation(first)]
  await world.member(staying, { name: "甲", pinyin: "jia", initials: "j" })
  await world.member(moving, { name: "乙", pinyin: "yi", initials: "y" })
  await world.member(ending, { name: "丙", pinyin: "bing", initials: "b" })
  const moved = await moveOrganisation(world.client, moving, second, "2026-06-01")
  await mergeOrganisation(world.client, ending, moved, "2026-07-01")
  return { world, first, second, staying, moved, ending, auditor: await world.staff("AUDITOR", world.city) }
}

const roster = async (subject: string, organisation: string, asOf: string | null, search: string | null = null) => {
  const found = (await (await stack.as(subject)).request(BranchRosterDocument, { organisation, year: 2026, asOf, search })).organisation?.members
  if (found) expect(found.totalCount).toBe(found.nodes.length)
  return found?.nodes.map(({ name }) => name) ?? null
}
const count = async (subject: string, id: string, asOf: string | null) =>
  (await (await stack.as(subject)).request<{ organisation: { memberCount: number | null } | null }>(COUNT, { id, asOf })).organisation?.memberCount

describe("a roster as of a day", () => {
  test("follows the tree of that day: a branch counts where it stood then", async () => {
    const { world, first, second, moved, auditor } = await changedTree()
    const on = async (asOf: string | null) => [
      await roster(auditor, first.id, asOf),
      await roster(auditor, second.id, asOf),
      await roster(auditor, moved.id, asOf),
    ]
    expect(await on(null)).toEqual([["甲"], ["丙", "乙"], ["丙", "乙"]])
    expect(await on("2026-11-23")).toEqual(await on(null))
    expect(await on("2026-05-31")).toEqual([["丙", "甲", "乙"], [], ["乙"]])
    expect(await on("2026-06-01")).toEqual([["丙", "甲"], ["乙"], ["乙"]])
    expect(await on("2026-07-01")).toEqual([["甲"], ["丙", "乙"], ["丙", "乙"]])
    expect(await on("1999-12-31")).toEqual([[], [], []])
    for (const asOf of [null, "2026-05-31", "2026-06-01", "2026-07-01", "1999-12-31"]) {
      const [ofFirst, ofSecond] = await on(asOf)
      expect(await Promise.all([first, second, world.city].map(({ id }) => count(auditor, id, asOf)))).toEqual([
        ofFirst?.length,
        ofSecond?.length,
        asOf === "1999-12-31" ? 0 : 3,
      ])
    }
  })

  test("is that of the organisation's own day, where it is shown as of one", async () => {
    const { first, second, auditor, ending } = await changedTree()
    const client = await stack.as(auditor)
    const seen = async (id: string, asOf: string | null) => {
      const { organisation } = await client.request<Shown>(SHOWN, { id, asOf })
      if (!organisation) return null
      const { memberCount, members, statistics } = organisation
      expect([memberCount, members.totalCount]).toEqual([statistics.members, statistics.members])
      expect(organisation.branches.nodes.reduce((sum, branch) => sum + branch.memberCount, 0)).toBe(memberCount)
      return [organisation.today, ...members.nodes.map(({ name }) => name)]
    }
    expect(await seen(first.id, null)).toEqual([1, "甲"])
    expect(await seen(first.id, "2026-05-31")).toEqual([1, "丙", "甲", "乙"])
    expect(await seen(second.id, "2026-06-01")).toEqual([2, "乙"])
    expect((await client.request<Shown>(SHOWN, { id: ending.id, asOf: "2026-06-30" })).organisation).toMatchObject({ memberCount: 1, today: 0 })
  })

  test("counts whoever belonged, also those who have left the viewer's part since, as the statistics do", async () => {
    const { world, first, staying } = await changedTree()
    const auditor = await world.staff("AUDITOR", first)
    const before = (await (await stack.as(auditor)).request<Shown>(SHOWN, { id: first.id, asOf: "2026-05-31" })).organisation
    expect([before?.memberCount, before?.statistics.members, before?.members.totalCount]).toEqual([3, 3, 1])
    expect(await count(auditor, first.id, "2026-05-31")).toBe(3)
    expect(await count(auditor, staying.id, "2026-05-31")).toBe(1)
  })

  test("is searched like any other", async () => {
    const { first, auditor } = await changedTree()
    expect(await roster(auditor, first.id, "2026-05-31", "y")).toEqual(["乙"])
    expect(await roster(auditor, first.id, "2026-05-31", "丙")).toEqual(["丙"])
    expect(await roster(auditor, first.id, null, "丙")).toEqual([])
  })

  test("holds people whom the viewer may read today, in places that the viewer may read today or could then", async () => {
    const { world, first, second, moved } = await changedTree()
    const [ofFirst, ofSecond] = [await world.staff("SECRETARY", first), await world.staff("SECRETARY", second)]
    expect(await roster(ofFirst, first.id, "2026-05-31")).toEqual(["甲"])
    expect(await roster(ofSecond, moved.id, "2026-05-31")).toEqual(["乙"])
    expect(await roster(ofSecond, second.id, "2026-05-31")).toEqual([])
    expect(await count(ofSecond, first.id, "2026-05-31")).toBeUndefined()
  })

  test("of a day to come is refused, and so is the count", async () => {
    const { first, auditor } = await changedTree()
    for (const ask of [roster, count])
      await expect(ask(auditor, first.id, "2026-11-24")).rejects.toThrow(
        "Argument `asOf` must not lie in the future: today is 2026-11-23, but it is 2026-11-24.",
      )
  })
})

describe("an organisation that is no more", () => {
  const people = openPeople({
    databaseUrl: appUrlsFrom(url, {}).people,
    connections: 2,
    timeZone: "Asia/Shanghai",
    log: openLog("tests", "silent"),
    now: () => NOW,
  })
  afterAll(() => people.close())
  const ask = async (subject: string, places: readonly Place[], asOf: string | null) => {
    const representations = places.map(({ id }) => ({ __typename: "Organisation", id }))
    const query = `query($representations: [_Any!]!, $asOf: Date) { _entities(representations: $representations) { ... on Organisation {
      memberCount(asOf: $asOf) members(asOf: $asOf, includeDescendants: true) { totalCount nodes { name } } } } }`
    const { data, errors } = await people.answer({ query, variables: { representations, asOf } }, subject)
    expect(errors).toBeUndefined()
    type Answer = { memberCount: number | null; members: { totalCount: number; nodes: { name: string }[] } | null }
    const answers = (data?.["_entities"] ?? []) as Answer[]
    return answers.map((place) => ({
      count: place.memberCount,
      names: place.members?.nodes.map(({ name }) => name) ?? null,
    }))
  }

  test("has its people on the days before its end, and nobody afterwards", async () => {
    const { world, ending, first, second } = await changedTree()
    const auditor = await world.staff("AUDITOR", world.city)
    expect(await ask(auditor, [ending], "2026-06-30")).toEqual([{ count: 1, names: ["丙"] }])
    expect(await ask(auditor, [ending], "2026-07-01")).toEqual([{ count: 0, names: [] }])
    expect(await ask(auditor, [ending], null)).toEqual([{ count: null, names: null }])
    // Its books are read where it was last, and so is how many they held; its person is read where they are now.
    expect(await ask(await world.staff("AUDITOR", first), [ending], "2026-06-30")).toEqual([{ count: 1, names: [] }])
    expect(await ask(await world.staff("AUDITOR", second), [ending], "2026-06-30")).toEqual([{ count: null, names: null }])
  })

  test("costs nothing more: two places cost the statements of fifty", async () => {
    const world = await newWorld(url)
    const places: Place[] = []
    for (let at = 0; at < 50; at += 1) {
      places.push(await world.organisation(world.community))
      await world.member(places[at] as Place)
    }
    const auditor = await world.staff("AUDITOR", world.city)
    await ask(auditor, places.slice(0, 1), "2026-06-30")
    const small = await stack.costOf(() => ask(auditor, places.slice(0, 2), "2026-06-30"))
    const large = await stack.costOf(async () => expect(await ask(auditor, places, "2026-06-30")).toEqual(places.map(() => ({ count: 1, names: ["王春梅"] }))))
    expect(large).toEqual(small)
    // The places; the rosters; their counts; and the headcounts, which hold people whom the viewer reads no more too.
    expect(small.statements).toBe(4)
  })
})
