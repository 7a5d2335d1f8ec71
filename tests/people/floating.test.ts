import { type GraphQLClient, gql } from "graphql-request"
import { RegisterFloatingDocument, type RegisterFloatingMutationVariables } from "party-school-graph/operations"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { unique } from "../kit/insert.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const CONTACT = gql`
  mutation ($input: RecordFloatingContactInput!) {
    recordFloatingContact(input: $input) {
      __typename
      ... on FloatingContactRecorded {
        record {
          lastContactOn
          nextContactDue
          isOverdue
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
  mutation ($input: EndFloatingInput!) {
    endFloating(input: $input) {
      __typename
      ... on FloatingEnded {
        record {
          until
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
type Input = RegisterFloatingMutationVariables["input"]

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const coordinator = await stack.as(await world.staff("COORDINATOR", world.street))

const register = async (member: { id: string }, more: Partial<Input> = {}, client: GraphQLClient = coordinator) => {
  const input = { member: member.id, direction: "OUT" as const, since: "2026-06-01", mode: "KITE" as const, destination: "广东东莞", ...more }
  return (await client.request(RegisterFloatingDocument, { input })).registerFloating
}
const registered = async (member: Person, more: Partial<Input> = {}) => {
  const answer = await register(member, more)
  if (answer?.__typename !== "FloatingRegistered" || !answer.record) throw new Error(JSON.stringify(answer))
  return answer.record.id
}
const contact = async (record: string, more: object = {}, client: GraphQLClient = coordinator) =>
  (await client.request<{ recordFloatingContact: object }>(CONTACT, { input: { record, contactedOn: "2026-11-20", ...more } })).recordFloatingContact
const end = async (record: string, more: object = {}, client: GraphQLClient = coordinator) =>
  (await client.request<{ endFloating: object }>(END, { input: { record, ...more } })).endFloating
const rowsOf = async ({ uuid }: Person) =>
  (
    await world.client.query(
      "SELECT direction::text, mode::text, since::text, until::text, card_number, last_contact_on::text, next_contact_due_on::text FROM people.floating_record WHERE member_id = $1 ORDER BY id",
      [uuid],
    )
  ).rows

describe("going away", () => {
  test("stands in the books with a contact due in half a year; nothing else about the person changes", async () => {
    const wang = await world.member(branch)
    expect(await register(wang, { mode: "CARD", cardNumber: " 柳流001 ", hostName: "东莞某社区党支部", expectedReturnOn: "2026-12-01" })).toEqual({
      __typename: "FloatingRegistered",
      record: {
        id: expect.stringMatching(/^floating_/),
        direction: "OUT",
        since: "2026-06-01",
        mode: "CARD",
        cardNumber: "柳流001",
        hostName: "东莞某社区党支部",
        nextContactDue: "2026-12-01",
      },
    })
    expect(await rowsOf(wang)).toMatchObject([{ direction: "OUT", until: null, card_number: "柳流001" }])
  })

  test("counts the half year from the last contact that is known", async () => {
    expect(await register(await world.member(branch), { lastContactOn: "2026-08-31" })).toMatchObject({ record: { nextContactDue: "2027-02-28" } })
    expect(await register(await world.member(branch), { lastContactOn: "2026-05-01" })).toMatchObject({ record: { nextContactDue: "2026-12-01" } })
  })

  test("is one stay at a time, sent once or twice at once", async () => {
    const wang = await world.member(branch)
    const answers = await Promise.all([register(wang), register(wang)])
    expect(answers.map((answer) => answer?.__typename).sort()).toEqual(["FloatingRegistered", "InvalidState"])
    const record = (await world.client.query("SELECT count(*)::int AS n FROM people.floating_record WHERE member_id = $1", [wang.uuid])).rows[0].n
    expect(record).toBe(1)
  })

  test("takes a card once", async () => {
    const [one, two, three] = [await world.member(branch), await world.member(branch), await world.member(branch)]
    const card = { mode: "CARD" as const, cardNumber: `卡${unique()}` }
    const answers = await Promise.all([register(one, card), register(two, card)])
    expect(answers.map((answer) => answer?.__typename).sort()).toEqual(["FloatingRegistered", "InvalidInput"])
    expect(await register(three, card)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "cardNumber" }] })
    expect(await rowsOf(three)).toEqual([])
  })

  test("says everything that is wrong at once", async () => {
    const wang = await world.member(branch)
    expect(await register(wang, { mode: "CARD", expectedReturnOn: "2026-12-02", destination: " ", hostName: "a\0" })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "cardNumber" }, { path: "noTransferReason" }, { path: "destination" }, { path: "hostName" }],
    })
    expect(await rowsOf(wang)).toEqual([])
  })

  test("is not for those who belong nowhere here; coming in is for those who float in by the books", async () => {
    const guest = await world.member(branch, { participation: "FLOATING_IN" })
    const wang = await world.member(branch)
    expect(await register(guest)).toMatchObject({ __typename: "InvalidState" })
    expect(await register(wang, { direction: "IN" })).toMatchObject({ __typename: "InvalidState" })
    expect(await register(guest, { direction: "IN" })).toMatchObject({ __typename: "FloatingRegistered" })
    expect([await rowsOf(guest), await rowsOf(wang)]).toMatchObject([[{ direction: "IN" }], []])
  })
})

describe("a contact", () => {
  test("moves the day of the next one", async () => {
    const wang = await world.member(branch)
    const record = await registered(wang, { since: "2025-01-01" })
    expect(await contact(record)).toEqual({
      __typename: "FloatingContactRecorded",
      record: { lastContactOn: "2026-11-20", nextContactDue: "2027-05-20", isOverdue: false },
    })
    expect(await contact(record, { nextContactDue: "2026-12-31" })).toMatchObject({ record: { nextContactDue: "2026-12-31" } })
  })

  test("is not in the future, not before the last, and not after the end", async () => {
    const wang = await world.member(branch)
    const record = await registered(wang)
    await contact(record)
    const before = await rowsOf(wang)
    expect(await contact(record, { contactedOn: "2026-11-24" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "contactedOn" }] })
    expect(await contact(record, { contactedOn: "2026-11-19" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "contactedOn" }] })
    expect(await rowsOf(wang)).toEqual(before)
    for (const until of ["2026-11-24", "2026-05-31"])
      expect(await end(record, { until })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "until" }] })
    expect(await end(record, { until: "2026-11-21" })).toEqual({ __typename: "FloatingEnded", record: { until: "2026-11-21" } })
    expect(await contact(record)).toMatchObject({ __typename: "InvalidState", state: "ENDED" })
    expect(await end(record)).toMatchObject({ __typename: "InvalidState", state: "ENDED" })
    expect(await rowsOf(wang)).toMatchObject([{ until: "2026-11-21", last_contact_on: "2026-11-20" }])
    expect(await register(wang, { since: "2026-11-22" })).toMatchObject({ __typename: "FloatingRegistered" })
  })
})

test("only whoever keeps the books of the branch may do any of it; all others hear the same", async () => {
  const [wang, chen] = [await world.member(branch), await world.member(branch)]
  const record = await registered(wang)
  const before = [await rowsOf(wang), await rowsOf(chen)]
  const subjects = [
    await world.staff("AUDITOR", world.city),
    await world.staff("RECORDER", branch),
    await world.staff("ADMIN", await world.organisation(world.street)),
    wang.subject,
  ]
  for (const subject of subjects) {
    const client = await stack.as(subject)
    expect(await register(chen, {}, client)).toMatchObject({ __typename: "NotAllowed" })
    expect(await contact(record, {}, client)).toEqual({ __typename: "NotAllowed" })
    expect(await end(record, {}, client)).toEqual({ __typename: "NotAllowed" })
  }
  expect(await end("floating_00000000000000000000000000")).toEqual({ __typename: "NotAllowed" })
  expect([await rowsOf(wang), await rowsOf(chen)]).toEqual(before)
})
