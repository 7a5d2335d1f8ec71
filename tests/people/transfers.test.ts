import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { decide, sent } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

const LETTERS = gql`
  query ($id: ID!, $direction: TransferDirection!, $state: TransferState, $first: Int, $after: String) {
    organisation(id: $id) {
      transfers(direction: $direction, state: $state, first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          state
          memberName
          viewerCanDecide
          viewerCanWithdraw
          member {
            id
          }
          from {
            id
            name
          }
          to {
            id
            name
          }
        }
      }
    }
  }
`
const ONE = gql`
  query ($id: ID!) {
    transfer(id: $id) {
      id
      state
      letterNumber
      memberName
      startedOn
      validUntil
      duesPaidTo
      receivedOn
      receiptOn
      refusedReason
      remark
      fromName
      toName
      to {
        id
        name
      }
    }
  }
`
/** What the owner of places says of the same place. */
const MORE_OF_IT = gql`
  query ($id: ID!, $place: ID!) {
    transfer(id: $id) {
      to {
        name
        shortName
      }
    }
    organisation(id: $place) {
      name
    }
    node(id: $place) {
      ... on Organisation {
        name
      }
    }
  }
`
type Letter = { id: string; state: string; member: { id: string } | null; viewerCanDecide: boolean; viewerCanWithdraw: boolean }
type Page = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Letter[] }
type Lists = { organisation: { transfers: Page | null } | null }

/** Two branches that do not see each other, with their coordinators. */
async function twoSides() {
  const world = await newWorld(url)
  const [home, away] = [await world.organisation(world.community, { name: "元宝支部" }), await world.organisation(world.district, { name: "河畔支部" })]
  const [origin, receiver] = [await stack.as(await world.staff("COORDINATOR", home)), await stack.as(await world.staff("COORDINATOR", away))]
  return { world, home, away, origin, receiver }
}

describe("a letter", () => {
  test("is for both sides, by name, and for the person; nobody else hears of it", async () => {
    const { world, home, away, origin, receiver } = await twoSides()
    const wang = await world.member(home)
    const id = await sent(origin, wang, away, { letterNumber: "柳001", duesPaidTo: "2026-10", remark: "请接收" })
    const whole = {
      transfer: {
        id,
        state: "STARTED",
        letterNumber: "柳001",
        memberName: "王春梅",
        startedOn: "2026-11-23",
        validUntil: "2026-12-23",
        duesPaidTo: "2026-10",
        receivedOn: null,
        receiptOn: null,
        refusedReason: null,
        remark: "请接收",
        fromName: "元宝支部",
        toName: "河畔支部",
        to: { id: away.id, name: "河畔支部" },
      },
    }
    for (const client of [origin, receiver, await stack.as(wang.subject), await stack.as(await world.staff("AUDITOR", world.city))])
      expect(await client.request(ONE, { id })).toEqual(whole)
    const others = [await world.staff("ADMIN", await world.organisation(world.community)), (await world.member(home)).subject]
    for (const subject of others) expect(await (await stack.as(subject)).request(ONE, { id })).toEqual({ transfer: null })
    await expect(origin.request(ONE, { id: wang.id })).rejects.toThrow(/transfer_…/)
  })

  test("shows the other side's name through itself and nowhere else", async () => {
    const { world, home, away, origin } = await twoSides()
    const id = await sent(origin, await world.member(home), away)
    expect(await origin.request(MORE_OF_IT, { id, place: away.id })).toEqual({ transfer: { to: null }, organisation: null, node: null })
    const nameOnly = await stack.costOf(() => origin.request(ONE, { id }))
    expect(nameOnly.bySubgraph).toEqual({ people: 1 })
  })

  test("past its last day reads as expired, and nobody can decide on it", async () => {
    const { world, home, away, origin, receiver } = await twoSides()
    const letter = await sent(origin, await world.member(home), away, { startedOn: "2026-11-01", validDays: 21 })
    const fresh = await sent(origin, await world.member(home), away, { startedOn: "2026-11-01", validDays: 22 })
    const of = async (state: string) => (await receiver.request<Lists>(LETTERS, { id: away.id, direction: "IN", state })).organisation?.transfers?.nodes
    expect(await of("EXPIRED")).toMatchObject([{ id: letter, state: "EXPIRED", viewerCanDecide: false, viewerCanWithdraw: false }])
    expect(await of("STARTED")).toMatchObject([{ id: fresh, state: "STARTED", viewerCanDecide: true, viewerCanWithdraw: false }])
  })
})

describe("an organisation's letters", () => {
  test("are those of its subtree, by direction; the origin keeps the history after the person has gone", async () => {
    const { world, home, away, origin, receiver } = await twoSides()
    const wang = await world.member(home)
    const id = await sent(origin, wang, away)
    const street = await stack.as(await world.staff("COORDINATOR", world.street))
    const out = async (client = origin, place = home) => (await client.request<Lists>(LETTERS, { id: place.id, direction: "OUT" })).organisation?.transfers
    const into = async (client = receiver, place = away) => (await client.request<Lists>(LETTERS, { id: place.id, direction: "IN" })).organisation?.transfers

    expect(await out()).toMatchObject({
      totalCount: 1,
      nodes: [{ id, viewerCanDecide: false, viewerCanWithdraw: true, member: { id: wang.id }, memberName: "王春梅" }],
    })
    expect(await out(street, world.street)).toMatchObject({ totalCount: 1, nodes: [{ id, viewerCanWithdraw: true }] })
    expect(await into()).toMatchObject({ totalCount: 1, nodes: [{ id, viewerCanDecide: true, viewerCanWithdraw: false, member: null, memberName: "王春梅" }] })
    expect(await into(origin, home)).toMatchObject({ totalCount: 0, nodes: [] })
    expect(await into(origin, away)).toBeUndefined()
    const member = await stack.as(wang.subject)
    expect((await member.request<Lists>(LETTERS, { id: home.id, direction: "OUT" })).organisation).toEqual({ transfers: null })

    await decide(receiver, id)
    expect(await out()).toMatchObject({ totalCount: 1, nodes: [{ id, state: "ACCEPTED", member: null, memberName: "王春梅", viewerCanWithdraw: false }] })
    expect(await into()).toMatchObject({ totalCount: 1, nodes: [{ id, state: "ACCEPTED", member: { id: wang.id }, viewerCanDecide: false }] })
  })

  test("come in pages, the newest first", async () => {
    const { world, home, away, origin } = await twoSides()
    const days = ["2026-11-03", "2026-11-05", "2026-11-05", "2026-11-04"]
    const ids: string[] = []
    for (const startedOn of days) ids.push(await sent(origin, await world.member(home), away, { startedOn }))
    const page = async (after: string | null) => {
      const found = (await origin.request<Lists>(LETTERS, { id: home.id, direction: "OUT", first: 2, after })).organisation?.transfers
      if (!found) throw new Error("no page")
      return found
    }
    const first = await page(null)
    const second = await page(first.pageInfo.endCursor)
    expect([first.totalCount, first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([4, true, false])
    expect([...first.nodes, ...second.nodes].map((node) => node.id)).toEqual([ids[2], ids[1], ids[3], ids[0]])
    await expect(page("Zm9v")).rejects.toThrow(/cursor/)
  })

  test("cost as much for 50 as for 2", async () => {
    const { world, home, away, origin, receiver } = await twoSides()
    for (let at = 0; at < 50; at += 1) await sent(origin, await world.member(home), away)
    const page = (first: number) => receiver.request<Lists>(LETTERS, { id: away.id, direction: "IN", first })
    await page(1)
    const small = await stack.costOf(() => page(2))
    await page(1)
    const large = await stack.costOf(async () => expect((await page(50)).organisation?.transfers?.nodes).toHaveLength(50))
    expect(large).toEqual(small)
    expect(small.bySubgraph).toEqual({ organisation: 1, people: 1 })
    expect(small.statements).toBe(5)
  })
})
