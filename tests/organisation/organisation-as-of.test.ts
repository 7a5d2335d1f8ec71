import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

/** A branch that moved from one street's community to another's on 15 June, and its old and new readers. */
async function movedBranch() {
  const world = await newWorld(url)
  const admin = await stack.as(await world.staff("ADMIN", world.city))
  const newStreet = await world.organisation(world.district, { level: "STREET", name: "东街道" })
  const newCommunity = await world.organisation(newStreet, { level: "COMMUNITY", name: "东社区" })
  const branch = await world.organisation(world.community, { name: "第一党支部" })
  const member = await world.member(branch)
  await changeTree(admin, "moveOrganisation", { organisation: branch.id, parent: newCommunity.id, effectiveOn: "2026-06-15" })
  return { world, admin, newStreet, newCommunity, branch, member }
}

describe("as of a day, an organisation is seen", () => {
  test("by those who read the place where it stood, and by those who read the place where it stands", async () => {
    const { world, newStreet, branch, member } = await movedBranch()
    const oldReader = await stack.as(await world.staff("AUDITOR", world.street))
    const newReader = await stack.as(await world.staff("AUDITOR", newStreet))
    const stranger = await stack.as(await (await newWorld(url)).staff("AUDITOR", (await newWorld(url)).city))
    const own = await stack.as(member.subject)
    const seen = async (client: typeof own, day: string | null) => (await asOf(client, branch.id, day)) !== null
    expect([await seen(oldReader, "2026-06-14"), await seen(oldReader, "2026-06-15"), await seen(oldReader, null)]).toEqual([true, false, false])
    expect([await seen(newReader, "2026-06-14"), await seen(newReader, "2026-06-15"), await seen(newReader, null)]).toEqual([true, true, true])
    expect([await seen(stranger, "2026-06-14"), await seen(stranger, null)]).toEqual([false, false])
    expect([await seen(own, "2026-06-14"), await seen(own, null)]).toEqual([true, true])
  })

  test("with its way of that day by whoever belongs there, who saw that way then", async () => {
    const { world, branch, member } = await movedBranch()
    const own = await stack.as(member.subject)
    expect(await asOf(own, branch.id, "2026-06-14", "path { id asOf } parent { id }")).toEqual({
      path: [world.city, world.district, world.street, world.community, branch].map(({ id }) => ({ id, asOf: "2026-06-14" })),
      parent: { id: world.community.id },
    })
  })

  test("not on a day to come, and by an id of another kind never", async () => {
    const { world, admin } = await movedBranch()
    await expect(asOf(admin, world.city.id, "2026-11-24")).rejects.toThrow(/asOf.*future/)
    await expect(admin.request('{ organisations(asOf: "2026-11-24") { totalCount } }')).rejects.toThrow(/asOf.*future/)
    await expect(asOf(admin, "member_01k", "2026-11-22")).rejects.toThrow(/organisation_/)
    expect(await asOf(admin, world.city.id, "2026-11-23", "asOf dissolvedOn")).toEqual({ asOf: null, dissolvedOn: null })
  })
})

test("officers are those of the day", async () => {
  const { world, admin, branch, member } = await movedBranch()
  const post = { organisation_id: branch.uuid, member_id: member.uuid, post: "SECRETARY" }
  await world.insert("organisation.office", { ...post, since: "2020-03-01", until: "2024-03-01" })
  await world.insert("organisation.office", { ...post, since: "2024-03-01" })
  const since = (day: string | null) => asOf(admin, branch.id, day, "officers { since member { id } }")
  expect(await since("2024-02-29")).toEqual({ officers: [{ since: "2020-03-01", member: { id: member.id } }] })
  expect(await since("2024-03-01")).toEqual({ officers: [{ since: "2024-03-01", member: { id: member.id } }] })
  expect(await since("2019-12-31")).toEqual({ officers: [] })
})

const LIST = gql`
  query List($first: Int, $after: String, $day: Date, $level: OrganisationLevel) {
    organisations(first: $first, after: $after, asOf: $day, level: $level) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        asOf
      }
    }
  }
`
type List = {
  organisations: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { id: string; asOf: string | null }[] }
}

test("the list of a day is walked page by page in the order of that day, and holds what stood or stands in the viewer's part", async () => {
  const { world, newStreet, newCommunity, branch } = await movedBranch()
  const walk = async (subject: string, day: string | null) => {
    const client = await stack.as(subject)
    const seen: string[] = []
    let after: string | null = null
    let total = 0
    do {
      const { organisations }: List = await client.request<List>(LIST, { first: 2, after, day })
      total = organisations.totalCount
      seen.push(...organisations.nodes.map(({ id }) => id))
      expect(organisations.nodes.every((node) => node.asOf === day)).toBe(true)
      after = organisations.pageInfo.hasNextPage ? organisations.pageInfo.endCursor : null
    } while (after)
    expect(seen).toHaveLength(total)
    return new Set(seen)
  }
  const ids = (...places: { id: string }[]) => new Set(places.map(({ id }) => id))
  const { city, district, street, community } = world
  const oldReader = await world.staff("AUDITOR", street)
  const newReader = await world.staff("AUDITOR", newStreet)
  expect(await walk(oldReader, "2026-06-14")).toEqual(ids(city, district, street, community, branch))
  expect(await walk(oldReader, null)).toEqual(ids(city, district, street, community))
  expect(await walk(newReader, "2026-06-14")).toEqual(ids(city, district, newStreet, newCommunity, branch))
  expect(await walk(newReader, "2026-06-15")).toEqual(ids(city, district, newStreet, newCommunity, branch))
  expect(await walk(await world.staff("AUDITOR", city), "2026-06-14")).toEqual(ids(city, district, street, community, newStreet, newCommunity, branch))
  const { organisations } = await (await stack.as(oldReader)).request<List>(LIST, { day: "2026-06-14", level: "BRANCH" })
  expect(organisations).toMatchObject({ totalCount: 1, nodes: [{ id: branch.id }] })
})

test("asked of a day, 2 rows cost the same as 50", async () => {
  const world = await newWorld(url)
  for (let at = 0; at < 50; at += 1) await world.organisation(world.community)
  const client = await stack.as(await world.staff("ADMIN", world.city))
  const query = gql`
    query Nested($first: Int!) {
      organisations(first: $first, level: BRANCH, asOf: "2026-06-14") {
        nodes {
          parent {
            id
          }
          path {
            id
          }
          hasChildren
          officers {
            post
          }
          children(first: 2) {
            totalCount
            nodes {
              id
            }
          }
          changes(first: 2) {
            totalCount
            nodes {
              id
              parts {
                organisation {
                  id
                }
                before {
                  parent {
                    id
                  }
                }
              }
            }
          }
        }
      }
    }
  `
  const { organisations } = await client.request<List>(LIST, { first: 51, level: "BRANCH" })
  for (const { id } of organisations.nodes) await changeTree(client, "renameOrganisation", { organisation: id, name: `新${id}`, effectiveOn: "2026-11-01" })
  const ask = (first: number) => client.request(query, { first })
  await ask(2)
  const small = await stack.costOf(() => ask(2))
  expect(await stack.costOf(() => ask(50))).toEqual(small)
})
