import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const OVERDUE = gql`
  query ($organisation: ID!, $asOf: Date, $first: Int, $after: String) {
    floatingOverdue(organisation: $organisation, asOf: $asOf, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        nextContactDue
        isOverdue
        member {
          name
        }
      }
    }
  }
`
const LIST = gql`
  query ($id: ID!, $direction: FloatingDirection, $first: Int, $after: String) {
    organisation(id: $id) {
      floating(direction: $direction, first: $first, after: $after) {
        totalCount
        pageInfo {
          endCursor
        }
        nodes {
          direction
          since
          member {
            name
          }
        }
      }
    }
  }
`
type Overdue = { floatingOverdue: { totalCount: number; pageInfo: { endCursor: string }; nodes: { member: { name: string } }[] } | null }
type List = { organisation: { floating: { totalCount: number; pageInfo: { endCursor: string }; nodes: { since: string }[] } | null } }

const url = await emptyDatabase()
const stack = await openStack(url)

describe("lists", () => {
  /** Two branches of one community: stays whose next contact was due on these days, newest stays first in the branch. */
  async function floatingPeople() {
    const small = await newWorld(url)
    const [one, two] = [await small.organisation(small.community), await small.organisation(small.community)]
    const stay = async (place: typeof one, name: string, since: string, due: string | null, more: object = {}) => {
      const person = await small.member(place, { name })
      const row = { direction: "OUT", mode: "KITE", destination: "广东", since, next_contact_due_on: due, ...more }
      await small.insert("people.floating_record", { member_id: person.uuid, ...row })
      return person
    }
    await stay(one, "甲", "2026-03-01", "2026-11-22")
    await stay(two, "乙", "2026-04-01", "2026-09-01")
    await stay(one, "丙", "2026-05-01", "2026-11-23")
    await stay(two, "丁", "2026-06-01", null)
    await stay(one, "戊", "2026-01-01", "2026-02-01", { until: "2026-10-01" })
    await stay(one, "己", "2026-07-01", "2026-10-01", { direction: "IN" })
    return { small, one, two, reader: await stack.as(await small.staff("AUDITOR", small.street)) }
  }

  test("of who is overdue: the longest first, by pages, as of a day, within what the viewer may read", async () => {
    const { small, one, two, reader } = await floatingPeople()
    const names = async (variables: object) => (await reader.request<Overdue>(OVERDUE, variables)).floatingOverdue
    const all = await names({ organisation: small.community.id })
    expect(all).toMatchObject({
      totalCount: 3,
      nodes: [
        { nextContactDue: "2026-09-01", isOverdue: true, member: { name: "乙" } },
        { nextContactDue: "2026-10-01", isOverdue: true, member: { name: "己" } },
        { nextContactDue: "2026-11-22", isOverdue: true, member: { name: "甲" } },
      ],
    })
    const first = await names({ organisation: small.community.id, first: 2 })
    const rest = await names({ organisation: small.community.id, first: 2, after: first?.pageInfo.endCursor })
    expect(rest).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false }, nodes: [{ member: { name: "甲" } }] })
    expect((await names({ organisation: small.community.id, asOf: "2026-11-24" }))?.totalCount).toBe(4)
    expect((await names({ organisation: two.id }))?.nodes).toMatchObject([{ member: { name: "乙" } }])

    const local = await stack.as(await small.staff("RECORDER", one))
    expect(await local.request(OVERDUE, { organisation: small.community.id })).toEqual({ floatingOverdue: null })
    expect((await local.request<Overdue>(OVERDUE, { organisation: one.id })).floatingOverdue?.totalCount).toBe(2)
    const member = await stack.as((await small.member(one)).subject)
    expect(await member.request(OVERDUE, { organisation: one.id })).toEqual({ floatingOverdue: null })
    await expect(reader.request(OVERDUE, { organisation: "x" })).rejects.toThrow(/organisation_…/)
  })

  test("of an organisation: the stays that go on below it, the latest first, by direction", async () => {
    const { small, one, reader } = await floatingPeople()
    const list = async (variables: object) => (await reader.request<List>(LIST, variables)).organisation.floating
    expect((await list({ id: small.community.id }))?.nodes.map((node) => node.since)).toEqual([
      "2026-07-01",
      "2026-06-01",
      "2026-05-01",
      "2026-04-01",
      "2026-03-01",
    ])
    expect(await list({ id: one.id, direction: "OUT" })).toMatchObject({ totalCount: 2, nodes: [{ since: "2026-05-01" }, { since: "2026-03-01" }] })
    const first = await list({ id: small.community.id, first: 3 })
    expect((await list({ id: small.community.id, first: 3, after: first?.pageInfo.endCursor }))?.nodes.map((node) => node.since)).toEqual([
      "2026-04-01",
      "2026-03-01",
    ])
    const member = await stack.as((await small.member(one)).subject)
    expect((await member.request<List>(LIST, { id: one.id })).organisation).toEqual({ floating: null })
  })

  test("cost as much for 50 as for 2", async () => {
    const small = await newWorld(url)
    const place = await small.organisation(small.community)
    for (let at = 0; at < 50; at += 1) {
      const person = await small.member(place)
      const row = { direction: "OUT", mode: "KITE", destination: "广东", since: "2026-01-01", next_contact_due_on: "2026-07-01" }
      await small.insert("people.floating_record", { member_id: person.uuid, ...row })
    }
    const reader = await stack.as(await small.staff("AUDITOR", small.street))
    const page = (first: number) => reader.request<Overdue>(OVERDUE, { organisation: place.id, first })
    await page(1)
    const few = await stack.costOf(() => page(2))
    await page(1)
    const many = await stack.costOf(async () => expect((await page(50)).floatingOverdue?.nodes).toHaveLength(50))
    expect(many).toEqual(few)
    expect(few).toEqual({ statements: 4, fetches: 1, bySubgraph: { people: 1 } })
  })
})
