import { gql } from "graphql-request"
import { beforeAll, expect, test } from "vitest"
import { CityFiguresDocument, OrganisationTreeDocument } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

test("a node of the tree shows its way, its children, their members, officers and advice", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community, { name: "第一党支部" })
  const empty = await world.organisation(world.community, { name: "第二党支部" })
  await world.organisation(branch, { kind: "PARTY_GROUP" })
  const secretary = await world.member(branch)
  for (let at = 0; at < 50; at += 1) await world.member(branch, { name: `党员${at}` })
  await world.member(branch, { stage: "ACTIVIST" })
  await world.insert("organisation.office", { organisation_id: branch.uuid, member_id: secretary.uuid, post: "SECRETARY", since: "2024-03-01" })
  await world.insert("organisation.office", {
    organisation_id: branch.uuid,
    member_id: secretary.uuid,
    post: "DEPUTY_SECRETARY",
    since: "2020-03-01",
    until: "2024-03-01",
  })
  await world.insert("organisation.community_director", { organisation_id: branch.uuid, member_id: secretary.uuid, name: "王春梅", since: "2024-05-01" })
  const auditor = await stack.as(await world.staff("AUDITOR", world.district))

  const { organisation } = await auditor.request(OrganisationTreeDocument, { id: world.community.id })

  expect(organisation?.path.map((step) => step.id)).toEqual([world.city.id, world.district.id, world.street.id, world.community.id])
  expect(organisation?.children.totalCount).toBe(2)
  const child = (id: string) => organisation?.children.nodes.find((node) => node.id === id)
  expect(child(branch.id)).toEqual({
    id: branch.id,
    name: "第一党支部",
    kind: "BRANCH",
    level: "BRANCH",
    hasChildren: true,
    memberCount: 51,
    officers: [{ post: "SECRETARY", member: { id: secretary.id, name: "王春梅" }, since: "2024-03-01", isCombinedWithDirector: true }],
    advice: [
      { rule: "MORE_THAN_50_MEMBERS", message: "51 members: more than 50, so a general branch is suggested, with the superior's approval." },
      { rule: "COMMITTEE_SIZE", message: "51 full members and 1 officer: a committee of 3 to 5, at most 7, is suggested." },
    ],
  })
  expect(child(empty.id)).toMatchObject({ hasChildren: false, memberCount: 0, officers: [], advice: [{ rule: "TOO_FEW_FULL_MEMBERS" }] })
})

test("a level of 2 and a level of 100 children cost the same", async () => {
  const small = await newWorld(url)
  const large = await newWorld(url)
  for (let at = 0; at < 2; at += 1) await small.organisation(small.community)
  for (let at = 0; at < 100; at += 1) await large.organisation(large.community)
  const costOf = async (world: typeof small) => {
    const client = await stack.as(await world.staff("AUDITOR", world.city))
    await client.request(OrganisationTreeDocument, { id: world.street.id })
    return stack.costOf(() => client.request(OrganisationTreeDocument, { id: world.community.id }))
  }

  expect(await costOf(large)).toEqual(await costOf(small))
})

const NESTED = gql`
  query Nested($first: Int!) {
    organisations(first: $first, kind: BRANCH) {
      nodes {
        id
        statistics {
          members
          partyAffairsWorkers
          partySchools
          trainingClasses
          trainingPersonTimes
          communityOrganisations {
            total
          }
        }
        children(first: 3) {
          totalCount
          nodes {
            id
          }
        }
        members(first: 2) {
          totalCount
          nodes {
            id
          }
        }
        trainingClasses(first: 2) {
          totalCount
          nodes {
            id
          }
        }
        partySchool {
          id
        }
      }
    }
  }
`

test("lists within a list cost the same for 2 rows and for 50", async () => {
  const world = await newWorld(url)
  for (let at = 0; at < 50; at += 1) await world.member(await world.organisation(world.community))
  const client = await stack.as(await world.staff("AUDITOR", world.city))
  await client.request(NESTED, { first: 2 })

  const small = await stack.costOf(() => client.request(NESTED, { first: 2 }))
  expect(await stack.costOf(() => client.request(NESTED, { first: 50 }))).toEqual(small)
})

test("the city's figures count organisations, members and schools once each", async () => {
  const world = await newWorld(url)
  const second = await world.organisation(world.street, { kind: "BRANCH", level: "COMMUNITY" })
  await world.organisation(world.street, { kind: "COMMITTEE", level: "COMMUNITY" })
  const branch = await world.organisation(world.community)
  await world.member(branch)
  await world.member(second, { stage: "PROBATIONARY" })
  await world.member(second, { stage: "ACTIVIST" })
  await world.member(second, { participation: "IN_SERVICE" })
  await world.school(world.community, { isDemonstration: true })
  await world.school(second)

  const { organisations } = await (await stack.as(await world.staff("AUDITOR", world.city))).request(CityFiguresDocument)

  expect(organisations?.nodes).toEqual([
    {
      id: world.city.id,
      name: world.city.name,
      statistics: {
        asOf: "2026-11-23",
        communityOrganisations: { committees: 1, generalBranches: 1, branches: 1, total: 3 },
        members: 2,
        partySchools: 2,
        demonstrationSchools: 1,
      },
    },
  ])
})

test("an officer whose branch lies elsewhere is a post without a person", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const elsewhere = await world.member(await world.organisation(await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })))
  await world.insert("organisation.office", { organisation_id: branch.uuid, member_id: elsewhere.uuid, post: "SECRETARY", since: "2024-03-01" })
  const officersFor = async (subject: string) => {
    const { organisation } = await (await stack.as(subject)).request(OrganisationTreeDocument, { id: world.community.id })
    return organisation?.children.nodes[0]?.officers
  }

  expect(await officersFor(await world.staff("RECORDER", world.community))).toEqual([
    { post: "SECRETARY", member: null, since: "2024-03-01", isCombinedWithDirector: false },
  ])
  expect(await officersFor(await world.staff("AUDITOR", world.city))).toMatchObject([{ member: { id: elsewhere.id, name: "王春梅" } }])
})

test("figures of a place that is only on the viewer's way up are nobody's business", async () => {
  const world = await newWorld(url)
  const { organisations } = await (await stack.as(await world.staff("AUDITOR", world.street))).request(CityFiguresDocument)
  expect(organisations?.nodes).toEqual([{ id: world.city.id, name: world.city.name, statistics: null }])
})

const LIST = gql`
  query List($first: Int, $after: String, $kind: OrganisationKind) {
    organisations(first: $first, after: $after, kind: $kind) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
      }
    }
  }
`
type List = { organisations: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { id: string }[] } }

test("the list walks the tree in order, page by page, and holds only the viewer's part and the way up", async () => {
  const world = await newWorld(url)
  const branches = []
  for (let at = 0; at < 5; at += 1) branches.push(await world.organisation(world.community))
  const other = await world.organisation(world.city, { level: "DISTRICT", kind: "COMMITTEE" })
  const client = await stack.as(await world.staff("COORDINATOR", world.community))
  const seen: string[] = []
  let after: string | null = null
  do {
    const { organisations }: List = await client.request<List>(LIST, { first: 2, after })
    expect(organisations.totalCount).toBe(9)
    seen.push(...organisations.nodes.map((node) => node.id))
    after = organisations.pageInfo.hasNextPage ? organisations.pageInfo.endCursor : null
  } while (after)

  const ordered = [...branches].sort((one, two) => (one.path < two.path ? -1 : 1)).map((branch) => branch.id)
  expect(seen).toEqual([world.city.id, world.district.id, world.street.id, world.community.id, ...ordered])
  expect(seen).not.toContain(other.id)
  const { organisations } = await client.request<List>(LIST, { kind: "WORKING_COMMITTEE" })
  expect(organisations.nodes).toEqual([{ id: world.street.id }])
})
