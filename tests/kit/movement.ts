import type { GraphQLClient } from "graphql-request"
import {
  DecideTransferDocument,
  type DecideTransferMutationVariables,
  StartTransferDocument,
  type StartTransferMutationVariables,
} from "party-school-graph/operations"
import { unique } from "./insert.ts"
import type { Person, Place } from "./things.ts"
import type { World } from "./world.ts"

type StartInput = StartTransferMutationVariables["input"]
type DecideInput = DecideTransferMutationVariables["input"]

/** Send somebody with a letter of its own number; gives what the graph answers. */
export async function start(client: GraphQLClient, member: Person, to: Place | string, more: Partial<StartInput> = {}) {
  const end = typeof to === "string" ? { toName: to } : { toOrganisation: to.id }
  const input = { member: member.id, letterNumber: `介字${unique()}`, ...end, ...more }
  return (await client.request(StartTransferDocument, { input })).startTransfer
}

/** Send somebody and give the letter's id. */
export async function sent(client: GraphQLClient, member: Person, to: Place | string, more: Partial<StartInput> = {}): Promise<string> {
  const answer = await start(client, member, to, more)
  if (answer?.__typename !== "TransferStarted" || !answer.transfer) throw new Error(`not started: ${JSON.stringify(answer)}`)
  return answer.transfer.id
}

export async function decide(client: GraphQLClient, transfer: string, more: Partial<DecideInput> = {}) {
  return (await client.request(DecideTransferDocument, { input: { transfer, decision: "ACCEPT", ...more } })).decideTransfer
}

/** What the books say of where a person belongs: memberships in order, and where the person takes part today. */
export async function booksOf({ client }: World, { uuid }: Person) {
  const { rows: memberships } = await client.query<{ organisation: string; participation: string; from: string; to: string | null }>(
    `SELECT organisation_id AS organisation, participation::text, from_on::text AS "from", to_on::text AS "to" FROM people.membership
     WHERE member_id = $1 ORDER BY from_on, participation`,
    [uuid],
  )
  const { rows } = await client.query<{ branch: string | null; path: string | null; participation: string }>(
    "SELECT branch_id AS branch, branch_path AS path, participation::text FROM people.member WHERE id = $1",
    [uuid],
  )
  return { memberships, today: rows[0] }
}
