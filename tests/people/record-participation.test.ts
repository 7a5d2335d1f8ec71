import { type GraphQLClient, gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { booksOf } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const RECORD = gql`
  mutation ($input: RecordParticipationInput!) {
    recordParticipation(input: $input) {
      __typename
      ... on ParticipationRecorded {
        member {
          memberships {
            id
            participation
            from
            to
            organisation {
              name
            }
          }
        }
      }
      ... on InvalidInput {
        fields {
          path
        }
      }
      ... on InvalidState {
        state
      }
    }
  }
`
const END = gql`
  mutation ($input: EndParticipationInput!) {
    endParticipation(input: $input) {
      __typename
      ... on ParticipationEnded {
        member {
          id
        }
      }
      ... on InvalidInput {
        fields {
          path
        }
      }
      ... on InvalidState {
        state
      }
    }
  }
`
const MEMBERSHIPS = gql`
  query ($id: ID!, $asOf: Date) {
    member(id: $id) {
      memberships(asOf: $asOf) {
        id
        participation
      }
    }
  }
`
type Row = { id: string; participation: string }
type Answer = { __typename: string; member?: { memberships: Row[] } | null }

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [branch, home] = [await world.organisation(world.community), await world.organisation(world.district, { name: "住地支部" })]
const coordinator = await stack.as(await world.staff("COORDINATOR", branch))

const record = async (member: { id: string }, more: object = {}, client: GraphQLClient = coordinator) => {
  const input = { member: member.id, organisation: home.id, participation: "IN_SERVICE", from: "2026-11-01", ...more }
  return (await client.request<{ recordParticipation: Answer }>(RECORD, { input })).recordParticipation
}
const end = async (membership: string, more: object = {}, client: GraphQLClient = coordinator) =>
  (await client.request<{ endParticipation: Answer }>(END, { input: { membership, ...more } })).endParticipation
const reportedIn = async (): Promise<[Person, string]> => {
  const wang = await world.member(branch)
  const row = (await record(wang)).member?.memberships.find(({ participation }) => participation === "IN_SERVICE")
  return [wang, row?.id ?? ""]
}

describe("reporting in somewhere else", () => {
  test("stands beside the direct membership, which stays", async () => {
    const wang = await world.member(branch)
    const answer = await record(wang)
    expect(answer.member?.memberships).toEqual([
      { id: expect.stringMatching(/^membership_/), participation: "IN_SERVICE", from: "2026-11-01", to: null, organisation: { name: "住地支部" } },
      { id: expect.any(String), participation: "DIRECT", from: "2010-07-01", to: null, organisation: { name: branch.name } },
    ])
    expect((await booksOf(world, wang)).today).toEqual({ branch: branch.uuid, path: branch.path, participation: "DIRECT" })
  })

  test("of one who belongs nowhere here: the place reported in to last is theirs", async () => {
    const staff = await stack.as(await world.staff("SECRETARY", world.city))
    const zhou = await world.member(branch, { participation: "IN_SERVICE" })
    await record(zhou, { participation: "FLOATING_IN" }, staff)
    expect((await booksOf(world, zhou)).today).toEqual({ branch: home.uuid, path: home.path, participation: "FLOATING_IN" })
    const { member } = await staff.request<{ member: { memberships: Row[] } }>(MEMBERSHIPS, { id: zhou.id })
    const last = member.memberships.find(({ participation }) => participation === "FLOATING_IN")
    await end(last?.id ?? "", { to: "2026-11-20" }, staff)
    expect((await booksOf(world, zhou)).today).toEqual({ branch: branch.uuid, path: branch.path, participation: "IN_SERVICE" })
  })

  test("cannot be direct, in the future, nowhere, or twice in one place", async () => {
    const wang = await world.member(branch)
    const before = await booksOf(world, wang)
    expect(await record(wang, { participation: "DIRECT", from: "2026-11-24", organisation: "organisation_00000000000000000000000000" })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "organisation" }, { path: "participation" }, { path: "from" }],
    })
    expect(await record(wang, { organisation: branch.id })).toMatchObject({ __typename: "InvalidState", state: "TAKES_PART" })
    expect(await booksOf(world, wang)).toEqual(before)
    const answers = await Promise.all([record(wang), record(wang)])
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(["InvalidState", "ParticipationRecorded"])
  })
})

describe("ending it", () => {
  test("closes it on the day; the history and the past keep it", async () => {
    const [wang, membership] = await reportedIn()
    expect(await end(membership, { to: "2026-11-20" })).toEqual({ __typename: "ParticipationEnded", member: { id: wang.id } })
    expect((await booksOf(world, wang)).memberships.at(-1)).toMatchObject({ organisation: home.uuid, from: "2026-11-01", to: "2026-11-20" })
    const on = async (asOf: string | null) =>
      (await coordinator.request<{ member: { memberships: Row[] } }>(MEMBERSHIPS, { id: wang.id, asOf })).member.memberships.map((row) => row.participation)
    expect([await on(null), await on("2026-11-19"), await on("2026-11-20"), await on("2010-06-30")]).toEqual([
      ["IN_SERVICE", "DIRECT"],
      ["IN_SERVICE", "DIRECT"],
      ["DIRECT"],
      [],
    ])
    expect(await end(membership)).toMatchObject({ __typename: "InvalidState", state: "ENDED" })
  })

  test("is for the host too, and not in the future or before it began", async () => {
    const [, membership] = await reportedIn()
    for (const to of ["2026-11-24", "2026-10-31"]) expect(await end(membership, { to })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "to" }] })
    const host = await stack.as(await world.staff("COORDINATOR", home))
    expect(await end(membership, {}, host)).toEqual({ __typename: "ParticipationEnded", member: null })
  })

  test("does not end where somebody belongs", async () => {
    const wang = await world.member(branch)
    const { member } = await coordinator.request<{ member: { memberships: Row[] } }>(MEMBERSHIPS, { id: wang.id })
    expect(await end(member.memberships[0]?.id ?? "")).toMatchObject({ __typename: "InvalidState", state: "DIRECT" })
    expect((await booksOf(world, wang)).memberships).toMatchObject([{ to: null }])
  })
})

test("only whoever keeps the books may do either; all others hear the same", async () => {
  const [wang, membership] = await reportedIn()
  const before = await booksOf(world, wang)
  const subjects = [
    await world.staff("AUDITOR", world.city),
    await world.staff("RECORDER", branch),
    await world.staff("ADMIN", await world.organisation(world.street)),
    wang.subject,
  ]
  const clients = await Promise.all(subjects.map((subject) => stack.as(subject)))
  const elsewhere = await world.organisation(world.community)
  const recorded = await Promise.all(clients.map((client) => record(wang, { organisation: elsewhere.id }, client)))
  recorded.push(await record({ id: "member_00000000000000000000000000" }))
  const ended = await Promise.all(clients.map((client) => end(membership, {}, client)))
  ended.push(await end("membership_00000000000000000000000000"))
  expect(new Set([...recorded, ...ended].map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify({ __typename: "NotAllowed" })]))
  expect(await booksOf(world, wang)).toEqual(before)
})
