import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const TERM = `term { number electedOn endsOn closedOn years nextElectionDueOn isOverdue extension { to documentNumber } rule { years article status document { title } } }`

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.street)
const secretary = await world.staff("SECRETARY", world.street)
const recordTerm = acts(stack, "recordTerm", `... on TermRecorded { ${TERM} } ... on InvalidState { state }`, coordinator)
const extendTerm = acts(stack, "extendTerm", `... on TermExtended { ${TERM} } ... on InvalidState { state }`, secretary)
const termOf = async (place: Place, subject = coordinator) =>
  (
    await (
      await stack.as(subject)
    ).request<{ organisation: { term: unknown } | null }>(gql`query ($id: ID!) { organisation(id: $id) { ${TERM} } }`, { id: place.id })
  ).organisation?.term
const booked = async () => (await world.client.query("SELECT count(*)::int AS n FROM organisation.committee_term")).rows[0].n

describe("recording a term", () => {
  test("gives it the end of its rule: a community branch sits five years", async () => {
    const branch = await world.organisation(world.community)
    const answer = await recordTerm({ organisation: branch.id, number: 3, electedOn: "2021-05-20" })
    const term = {
      number: 3,
      electedOn: "2021-05-20",
      endsOn: "2026-05-20",
      closedOn: null,
      years: 5,
      nextElectionDueOn: "2026-05-20",
      isOverdue: true,
      extension: null,
      rule: { years: 5, article: "第六章", status: "NATIONAL", document: { title: "中国共产党支部工作条例（试行）" } },
    }
    expect(answer).toEqual({ __typename: "TermRecorded", term })
    expect(await termOf(branch)).toEqual(term)
    expect(await recordTerm({ organisation: branch.id, number: 2, electedOn: "2018-09-01", closedOn: "2021-05-20" })).toMatchObject({
      term: { years: 3, endsOn: "2021-09-01", isOverdue: false, rule: { status: "ASSUMED", document: { title: "中国共产党章程" } } },
    })
    expect(await termOf(branch)).toEqual(term)
  })

  test("follows what the organisation was on the day of its election", async () => {
    const place = await world.organisation(world.community, { kind: "GENERAL_BRANCH" })
    await world.client.query(
      "UPDATE organisation.organisation_version SET kind = 'BRANCH', setting = 'ENTERPRISE', valid_to = '2022-01-01' WHERE organisation_id = $1",
      [place.uuid],
    )
    expect(await recordTerm({ organisation: place.id, number: 1, electedOn: "2019-03-01" })).toMatchObject({
      term: { years: 3, rule: { article: "第六章" } },
    })
  })

  test("refuses a number that is taken, days out of order, a future, and kinds without a term; nothing is written", async () => {
    const branch = await world.organisation(world.community)
    await recordTerm({ organisation: branch.id, number: 1, electedOn: "2020-01-01" })
    const before = await booked()
    const refused = async (input: object) => recordTerm({ organisation: branch.id, ...input })
    expect(await refused({ number: 1, electedOn: "2020-01-01" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "number" }] })
    expect(await refused({ number: 2, electedOn: "2019-01-01" })).toMatchObject({ fields: [{ path: "electedOn" }] })
    expect(await refused({ number: 2, electedOn: "2026-11-24" })).toMatchObject({ fields: [{ path: "electedOn" }] })
    expect(await refused({ number: 0, electedOn: "2024-01-01" })).toMatchObject({ fields: [{ path: "number" }] })
    const group = await world.organisation(branch, { kind: "PARTY_GROUP" })
    expect(await recordTerm({ organisation: group.id, number: 1, electedOn: "2020-01-01" })).toMatchObject({
      __typename: "InvalidState",
      state: "NO_TERM_RULE",
    })
    expect(await booked()).toBe(before)
  })

  test("is for those who keep the records of the place", async () => {
    const branch = await world.organisation(world.community)
    const before = await booked()
    await expectOnlyKeepers(world, recordTerm, { organisation: branch.id, number: 1, electedOn: "2020-01-01" }, { place: branch })
    expect(await booked()).toBe(before)
    await expect(recordTerm({ organisation: "member_1", number: 1, electedOn: "2020-01-01" })).rejects.toThrow("input.organisation")
  })
})

describe("extending a term", () => {
  test("moves the next election, once, by a year at most", async () => {
    const branch = await world.organisation(world.community)
    const extend = (to: string, as?: string) => extendTerm({ organisation: branch.id, to, documentNumber: " 柳北组〔2026〕7号 " }, as)
    expect(await extend("2027-01-01")).toMatchObject({ __typename: "InvalidState", state: "NO_TERM" })
    await recordTerm({ organisation: branch.id, number: 1, electedOn: "2021-05-20" })
    expect(await extend("2027-05-21")).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "to", message: expect.stringContaining("2027-05-20") }] })
    expect(await extendTerm({ organisation: branch.id, to: "2027-01-01", documentNumber: " " })).toMatchObject({ fields: [{ path: "documentNumber" }] })
    expect(await termOf(branch)).toMatchObject({ extension: null, isOverdue: true })
    expect(await extend("2027-05-20")).toMatchObject({
      term: { endsOn: "2026-05-20", nextElectionDueOn: "2027-05-20", isOverdue: false, extension: { to: "2027-05-20", documentNumber: "柳北组〔2026〕7号" } },
    })
    expect(await extend("2027-05-20")).toMatchObject({ __typename: "InvalidState", state: "EXTENDED" })
  })

  test("is for the superior's secretary or administrator, not for the committee itself", async () => {
    const branch = await world.organisation(world.community)
    await recordTerm({ organisation: branch.id, number: 1, electedOn: "2021-05-20" })
    const input = { organisation: branch.id, to: "2027-01-01", documentNumber: "1号" }
    await expectOnlyKeepers(world, extendTerm, input, { place: branch, others: ["RECORDER", "AUDITOR", "SECRETARY", "ADMIN", "COORDINATOR"] })
    expect(await extendTerm(input, await world.staff("COORDINATOR", world.community))).toMatchObject({ __typename: "NotAllowed" })
    expect(await termOf(branch)).toMatchObject({ extension: null })
    expect(await extendTerm(input, await world.staff("SECRETARY", world.community))).toMatchObject({ __typename: "TermExtended" })
  })
})

test("a term is for those who read the place: a member sees the organisation without it", async () => {
  const branch = await world.organisation(world.community)
  await recordTerm({ organisation: branch.id, number: 1, electedOn: "2021-05-20" })
  expect(await termOf(branch, await world.staff("RECORDER", branch))).toMatchObject({ number: 1 })
  expect(await termOf(branch, (await world.member(branch)).subject)).toBeNull()
})

describe("elections that are due", () => {
  const DUE = gql`
    query Due($organisation: ID!, $to: Date, $first: Int, $after: String) {
      electionsDue(organisation: $organisation, to: $to, first: $first, after: $after) {
        totalCount
        nodes {
          id
          term {
            nextElectionDueOn
            years
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `
  type Due = {
    electionsDue: {
      totalCount: number
      nodes: { id: string; term: { nextElectionDueOn: string } }[]
      pageInfo: { endCursor: string; hasNextPage: boolean }
    } | null
  }
  const due = async (variables: object, subject: string) => (await (await stack.as(subject)).request<Due>(DUE, variables)).electionsDue

  test("come the longest overdue first, page by page, within the subtree; closed and extended terms are not due", async () => {
    const town = await newWorld(url)
    const keeper = await town.staff("COORDINATOR", town.city)
    const elected = async (place: Place, electedOn: string) => recordTerm({ organisation: place.id, number: 1, electedOn }, keeper)
    const branch = () => town.organisation(town.community)
    const [first, second, dueToday, later, extended] = [await branch(), await branch(), await branch(), await branch(), await branch()]
    await elected(second, "2020-06-01")
    await elected(first, "2019-06-01")
    await elected(dueToday, "2021-11-23")
    await elected(later, "2021-11-24")
    await elected(extended, "2020-01-01")
    await town.client.query("UPDATE organisation.committee_term SET extended_to = '2027-01-01', extension_document = 'x' WHERE organisation_id = $1", [
      extended.uuid,
    ])
    const ids = (page: Due["electionsDue"]) => page?.nodes.map(({ id }) => id)

    expect(ids(await due({ organisation: town.city.id }, keeper))).toEqual([first.id, second.id, dueToday.id])
    const page = await due({ organisation: town.community.id, first: 2 }, keeper)
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true }, nodes: [{ term: { nextElectionDueOn: "2024-06-01" } }, {}] })
    expect(ids(await due({ organisation: town.community.id, first: 2, after: page?.pageInfo.endCursor }, keeper))).toEqual([dueToday.id])
    expect(ids(await due({ organisation: town.city.id, to: "2026-11-24" }, keeper))).toEqual([first.id, second.id, dueToday.id, later.id])
    expect(ids(await due({ organisation: first.id }, keeper))).toEqual([first.id])
    expect(await due({ organisation: town.city.id }, coordinator)).toBeNull()
    expect(await due({ organisation: town.community.id }, (await town.member(first)).subject)).toBeNull()
  })

  test("cost the same for 2 and for 50", async () => {
    const town = await newWorld(url)
    const keeper = await town.staff("COORDINATOR", town.city)
    for (let at = 0; at < 50; at += 1) {
      const branch = await town.organisation(town.community)
      await town.insert("organisation.committee_term", {
        organisation_id: branch.uuid,
        number: 1,
        elected_on: "2019-01-01",
        ends_on: "2024-01-01",
        rule_id: "019aaf00-0000-7000-8000-000000000101",
      })
    }
    const client = await stack.as(keeper)
    const costOf = (first: number) => stack.costOf(() => client.request(DUE, { organisation: town.city.id, first }))
    await costOf(2)
    expect(await costOf(50)).toEqual(await costOf(2))
  })
})
