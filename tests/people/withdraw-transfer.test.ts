import { type GraphQLClient, gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { booksOf, decide, sent, start } from "../kit/movement.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const WITHDRAW = gql`
  mutation ($input: WithdrawTransferInput!) {
    withdrawTransfer(input: $input) {
      __typename
      ... on TransferWithdrawn {
        transfer {
          id
          state
          viewerCanWithdraw
        }
      }
      ... on InvalidState {
        state
      }
      ... on NotAllowed {
        message
      }
    }
  }
`
const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const [branch, other] = [await world.organisation(world.community), await world.organisation(world.district)]
const [origin, receiver] = [await stack.as(await world.staff("COORDINATOR", branch)), await stack.as(await world.staff("COORDINATOR", other))]
const withdraw = async (client: GraphQLClient, transfer: string, more: object = {}) =>
  (await client.request<{ withdrawTransfer: object }>(WITHDRAW, { input: { transfer, ...more } })).withdrawTransfer

test("a letter that is taken back changes nothing about the person, and the next one may go", async () => {
  const wang = await world.member(branch)
  const before = await booksOf(world, wang)
  const letter = await sent(origin, wang, other)
  const withdrawn = { __typename: "TransferWithdrawn", transfer: { id: letter, state: "WITHDRAWN", viewerCanWithdraw: false } }
  expect(await withdraw(origin, letter, { clientMutationKey: "w" })).toEqual(withdrawn)
  expect(await withdraw(origin, letter, { clientMutationKey: "w" })).toEqual(withdrawn)
  expect(await withdraw(origin, letter)).toEqual({ __typename: "InvalidState", state: "WITHDRAWN" })
  expect(await decide(receiver, letter)).toMatchObject({ __typename: "InvalidState", state: "WITHDRAWN" })
  expect(await booksOf(world, wang)).toEqual(before)
  expect(await start(origin, wang, other)).toMatchObject({ __typename: "TransferStarted" })
})

test("one that was decided on or has expired stays as it is", async () => {
  const wang = await world.member(branch)
  const old = await sent(origin, wang, other, { startedOn: "2026-11-01", validDays: 21 })
  expect(await withdraw(origin, old)).toEqual({ __typename: "InvalidState", state: "EXPIRED" })
  const letter = await sent(origin, wang, other)
  await decide(receiver, letter)
  expect(await withdraw(origin, letter)).toEqual({ __typename: "InvalidState", state: "ACCEPTED" })
})

test("only whoever keeps the origin's books takes it back; all others hear the same", async () => {
  const wang = await world.member(branch)
  const letter = await sent(origin, wang, other)
  const subjects = [
    await world.staff("AUDITOR", branch),
    await world.staff("RECORDER", branch),
    await world.staff("ADMIN", await world.organisation(world.street)),
    wang.subject,
  ]
  const answers = [await withdraw(receiver, letter), await withdraw(origin, "transfer_00000000000000000000000000")]
  for (const subject of subjects) answers.push(await withdraw(await stack.as(subject), letter))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
  expect(await withdraw(await stack.as(await world.staff("SECRETARY", world.street)), letter)).toMatchObject({ __typename: "TransferWithdrawn" })
})
