import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const ROUND = `termNumber plannedOn heldOn eligible present ballots turnout quorum { isReached } organisation { id } seats { post member { id name } }`

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.street)
const recordElection = acts(stack, "recordElection", `... on ElectionRecorded { election { id ${ROUND} } } ... on InvalidState { state }`, coordinator)

const BOOKS = gql`query ($id: ID!, $first: Int = 20, $after: String) { organisation(id: $id) {
  term { number electedOn }
  officers { post since member { id } }
  elections(first: $first, after: $after) { totalCount nodes { ${ROUND} } pageInfo { endCursor } }
} }`
type Books = {
  organisation: {
    term: { number: number; electedOn: string } | null
    officers: { post: string; since: string; member: { id: string } | null }[]
    elections: { totalCount: number; nodes: { termNumber: number }[]; pageInfo: { endCursor: string } }
  }
}
const booksOf = async (place: Place, subject = coordinator, page: object = {}) =>
  (await (await stack.as(subject)).request<Books>(BOOKS, { id: place.id, ...page })).organisation

async function committee() {
  const branch = await world.organisation(world.community)
  return { branch, old: await world.member(branch), chosen: await world.member(branch, { name: "李建国" }), third: await world.member(branch) }
}

describe("an election", () => {
  test("is planned, then held: it opens the term, closes the one before, and those elected take office", async () => {
    const { branch, old, chosen, third } = await committee()
    const office = { organisation_id: branch.uuid, since: "2021-05-20" }
    await world.insert("organisation.office", { ...office, member_id: old.uuid, post: "SECRETARY" })
    await world.insert("organisation.office", { ...office, member_id: third.uuid, post: "COMMITTEE_MEMBER" })
    await recordElection({ organisation: branch.id, termNumber: 1, heldOn: "2021-05-20" })

    const planned = await recordElection({ organisation: branch.id, termNumber: 2, plannedOn: "2026-05-01" })
    expect(planned).toMatchObject({ election: { plannedOn: "2026-05-01", heldOn: null, turnout: null, quorum: null, seats: [] } })
    expect((await booksOf(branch)).term).toEqual({ number: 1, electedOn: "2021-05-20" })

    const seats = [
      { member: chosen.id, post: "SECRETARY" },
      { member: third.id, post: "COMMITTEE_MEMBER" },
    ]
    const input = { organisation: branch.id, termNumber: 2, heldOn: "2026-05-20", eligible: 30, present: 29, ballots: 28, seats, appointElected: true }
    const held = await recordElection({ ...input, clientMutationKey: "held" })
    const round = {
      termNumber: 2,
      plannedOn: "2026-05-01",
      heldOn: "2026-05-20",
      eligible: 30,
      present: 29,
      ballots: 28,
      turnout: 96.7,
      quorum: { isReached: true },
      organisation: { id: branch.id },
      seats: [
        { post: "SECRETARY", member: { id: chosen.id, name: "李建国" } },
        { post: "COMMITTEE_MEMBER", member: { id: third.id, name: third.name } },
      ],
    }
    expect(held).toEqual({ __typename: "ElectionRecorded", election: { id: (planned["election"] as { id: string }).id, ...round } })
    expect(await recordElection({ ...input, clientMutationKey: "held" })).toEqual(held)
    const books = await booksOf(branch)
    expect(books.term).toEqual({ number: 2, electedOn: "2026-05-20" })
    expect(books.officers).toEqual([
      { post: "SECRETARY", since: "2026-05-20", member: { id: chosen.id } },
      { post: "COMMITTEE_MEMBER", since: "2021-05-20", member: { id: third.id } },
    ])
    expect(books.elections).toMatchObject({ totalCount: 2, nodes: [round, { termNumber: 1 }] })
    expect(
      (await world.client.query("SELECT closed_on::text FROM organisation.committee_term WHERE organisation_id = $1 ORDER BY number", [branch.uuid])).rows,
    ).toEqual([{ closed_on: "2026-05-20" }, { closed_on: null }])
  })

  test("to which too few came is recorded, and said to be so", async () => {
    const { branch } = await committee()
    const answer = await recordElection({ organisation: branch.id, termNumber: 1, heldOn: "2026-05-20", eligible: 30, present: 24, ballots: 24 })
    expect(answer).toMatchObject({ election: { turnout: 80, quorum: { isReached: false } } })
  })

  test("is refused when it is held already, older than the term that runs, or when officers came later; nothing is written", async () => {
    const { branch, old, chosen } = await committee()
    const hold = (termNumber: number, heldOn: string, more: object = {}) => recordElection({ organisation: branch.id, termNumber, heldOn, ...more })
    await hold(2, "2024-05-20")
    const before = await booksOf(branch)
    expect(await hold(2, "2024-05-20")).toMatchObject({ __typename: "InvalidState", state: "HELD" })
    expect(await hold(1, "2025-05-20")).toMatchObject({ state: "TERM_EXISTS" })
    expect(await hold(3, "2024-05-20")).toMatchObject({ state: "LATER_TERM" })
    await world.insert("organisation.office", { organisation_id: branch.uuid, member_id: old.uuid, post: "SECRETARY", since: "2026-06-01" })
    const seats = [{ member: chosen.id, post: "SECRETARY" }]
    expect(await hold(3, "2026-05-20", { seats, appointElected: true })).toMatchObject({ state: "OFFICERS_SINCE" })
    expect((await booksOf(branch)).elections).toEqual(before.elections)
    expect((await booksOf(branch)).term).toEqual(before.term)
  })

  test("is refused with all that is wrong: people who are hidden, absent or no full members", async () => {
    const { branch } = await committee()
    const elsewhere = await newWorld(url)
    const stranger = await elsewhere.member(await elsewhere.organisation(elsewhere.community))
    const probationer = await world.member(branch, { stage: "PROBATIONARY" })
    const seats = [stranger.id, probationer.id, "member_00000000000000000000000000"].map((member) => ({ member, post: "COMMITTEE_MEMBER" }))
    const answer = await recordElection({ organisation: branch.id, termNumber: 1, heldOn: "2026-05-20", eligible: 10, present: 11, seats })
    expect(answer).toMatchObject({
      __typename: "InvalidInput",
      fields: [
        { path: "present" },
        { path: "seats.0.member" },
        { path: "seats.1.member", message: expect.stringContaining("full members") },
        { path: "seats.2.member" },
      ],
    })
    const [first, , last] = (answer as unknown as { fields: { path: string; message: string }[] }).fields.slice(1)
    expect(first?.message).toBe(last?.message)
    expect((await booksOf(branch)).elections.totalCount).toBe(0)
  })

  test("is for those who keep the records of the place, and read by its readers", async () => {
    const { branch } = await committee()
    const input = { organisation: branch.id, termNumber: 1, heldOn: "2026-05-20" }
    await expectOnlyKeepers(world, recordElection, input, { place: branch })
    expect((await booksOf(branch)).elections.totalCount).toBe(0)
    await recordElection(input)
    expect((await booksOf(branch, await world.staff("AUDITOR", world.city))).elections.totalCount).toBe(1)
    expect((await booksOf(branch, (await world.member(branch)).subject)).elections).toMatchObject({ totalCount: 0, nodes: [] })
  })

  test("sent ten times at once is held once", async () => {
    const { branch } = await committee()
    const answers = await Promise.all(Array.from({ length: 10 }, () => recordElection({ organisation: branch.id, termNumber: 1, heldOn: "2026-05-20" })))
    expect(answers.filter(({ __typename }) => __typename === "ElectionRecorded")).toHaveLength(1)
    expect(answers.filter(({ state }) => state === "HELD")).toHaveLength(9)
  })
})

test("elections are read page by page, the newest first, and cost the same for 2 organisations and for 50", async () => {
  const { branch } = await committee()
  for (const [at, heldOn] of ["2012-01-01", "2016-01-01", "2021-01-01"].entries()) await recordElection({ organisation: branch.id, termNumber: at + 1, heldOn })
  const first = await booksOf(branch, coordinator, { first: 2 })
  expect(first.elections.nodes.map(({ termNumber }) => termNumber)).toEqual([3, 2])
  const rest = await booksOf(branch, coordinator, { first: 2, after: first.elections.pageInfo.endCursor })
  expect(rest.elections.nodes.map(({ termNumber }) => termNumber)).toEqual([1])

  const town = await newWorld(url)
  for (let at = 0; at < 50; at += 1) {
    const own = await town.organisation(town.community)
    const round = await town.insert("organisation.election_round", { organisation_id: own.uuid, term_number: 1, held_on: "2024-01-01" })
    await town.insert("organisation.election_seat", { round_id: round, member_id: (await town.member(own)).uuid, post: "SECRETARY" }, false)
  }
  const client = await stack.as(await town.staff("AUDITOR", town.city))
  const nested = gql`query ($first: Int!) { organisations(kind: BRANCH, first: $first) { nodes { term { number } elections(first: 3) { totalCount nodes { ${ROUND} } } } } }`
  const costOf = (most: number) => stack.costOf(() => client.request(nested, { first: most }))
  await costOf(2)
  expect(await costOf(50)).toEqual(await costOf(2))
})
