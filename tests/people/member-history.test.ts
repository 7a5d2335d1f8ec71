import { gql } from "graphql-request"
import { MemberHistoryDocument } from "party-school-graph/operations"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { decide, sent } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

/** Two branches that do not see each other, with their coordinators. */
async function twoSides() {
  const world = await newWorld(url)
  const [home, away] = [await world.organisation(world.community, { name: "元宝支部" }), await world.organisation(world.district, { name: "河畔支部" })]
  const [origin, receiver] = [await stack.as(await world.staff("COORDINATOR", home)), await stack.as(await world.staff("COORDINATOR", away))]
  return { world, home, away, origin, receiver }
}

describe("a person's history", () => {
  test("is read as the contract asks it, by the receiver, by the person, and not by the origin once they have gone", async () => {
    const { world, home, away, origin, receiver } = await twoSides()
    const wang = await world.member(home)
    const id = await sent(origin, wang, away, { startedOn: "2026-11-20" })
    await decide(receiver, id)
    const history = {
      member: {
        id: wang.id,
        name: "王春梅",
        stages: ["APPLICANT", "PROBATIONARY", "FULL"].map((stage) => ({ stage, since: "2010-07-01" })),
        memberships: [
          { organisation: { id: away.id, name: "河畔支部" }, participation: "DIRECT", from: "2026-11-23", to: null },
          { organisation: { id: home.id, name: "元宝支部" }, participation: "DIRECT", from: "2010-07-01", to: "2026-11-23" },
        ],
        transfers: {
          nodes: [
            {
              id,
              state: "ACCEPTED",
              from: { id: home.id, name: "元宝支部" },
              to: { id: away.id, name: "河畔支部" },
              startedOn: "2026-11-20",
              receivedOn: "2026-11-23",
            },
          ],
        },
        floating: [],
        contact: { mobile: null, nationalId: null },
      },
    }
    expect(await receiver.request(MemberHistoryDocument, { id: wang.id })).toEqual(history)
    expect(await (await stack.as(wang.subject)).request(MemberHistoryDocument, { id: wang.id })).toEqual(history)
    expect(await origin.request(MemberHistoryDocument, { id: wang.id })).toEqual({ member: null })
  })

  test("costs as much for a roster of 50 as for one of 2", async () => {
    const { world, home, away, origin } = await twoSides()
    for (let at = 0; at < 50; at += 1) {
      const person = await world.member(home)
      await sent(origin, person, away)
      await world.insert("people.floating_record", { member_id: person.uuid, direction: "OUT", mode: "KITE", since: "2026-01-01", destination: "广东" })
    }
    const roster = gql`
      query ($id: ID!, $first: Int) {
        organisation(id: $id) {
          members(first: $first) {
            nodes {
              stages {
                stage
              }
              probation {
                until
              }
              memberships {
                organisation {
                  name
                }
              }
              transfers(first: 3) {
                totalCount
                nodes {
                  to {
                    name
                  }
                }
              }
              floating {
                destination
              }
            }
          }
        }
      }
    `
    const page = (first: number) => origin.request<{ organisation: { members: { nodes: { floating: object[] }[] } } }>(roster, { id: home.id, first })
    await page(1)
    const small = await stack.costOf(() => page(2))
    await page(1)
    const large = await stack.costOf(async () => {
      const { nodes } = (await page(50)).organisation.members
      expect(nodes.filter(({ floating }) => floating.length === 1)).toHaveLength(50)
    })
    expect(large).toEqual(small)
    expect(small.bySubgraph).toEqual({ organisation: 1, people: 1 })
    expect(small.statements).toBe(8)
  })
})

test("a receiving organisation is found anywhere in the city by a part of its name, with its superiors; by those who keep books", async () => {
  const { world, home, origin } = await twoSides()
  const [gone, near] = [
    await world.organisation(world.community, { name: "独有名字旧支部" }),
    await world.organisation(world.street, { name: "独有名字一支部" }),
  ]
  await world.organisation(world.district, { name: "独有名字二支部" })
  await world.client.query("UPDATE organisation.organisation SET dissolved_on = '2026-01-01' WHERE id = $1", [gone.uuid])
  const query = gql`
    query ($search: String!, $first: Int, $after: String) {
      transferDestinations(search: $search, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          within
          organisation {
            id
            name
          }
        }
      }
    }
  `
  type Found = { transferDestinations: { totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: object[] } | null }
  const first = (await origin.request<Found>(query, { search: " 独有名字", first: 1 })).transferDestinations
  expect(first).toEqual({
    totalCount: 2,
    pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    nodes: [{ organisation: { id: near.id, name: "独有名字一支部" }, within: [world.street.name, world.district.name, world.city.name] }],
  })
  const second = (await origin.request<Found>(query, { search: "独有名字", first: 1, after: first?.pageInfo.endCursor })).transferDestinations
  expect(second).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: false }, nodes: [{ organisation: { name: "独有名字二支部" } }] })
  for (const subject of [await world.staff("AUDITOR", world.city), await world.staff("RECORDER", home), (await world.member(home)).subject])
    expect(await (await stack.as(subject)).request(query, { search: "独有名字" })).toEqual({ transferDestinations: null })
  for (const search of ["", " ", "字".repeat(65), "a\0"]) await expect(origin.request(query, { search })).rejects.toThrow(/search/)
})
