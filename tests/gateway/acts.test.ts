import { ClientError, gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const wang = await world.member(await world.organisation(world.community))
const client = await stack.as(await world.staff("COORDINATOR", world.city))
const input = { member: wang.id, kind: "SKILL", title: "电工", issuer: "某技工学校", issuedOn: "2020-01-01" }
const held = async () => (await world.client.query("SELECT FROM people.certificate")).rowCount

const acts = (count: number) => gql`
  mutation ($input: RecordCertificateInput!) {
    ${Array.from({ length: count - 1 }, (_, at) => `a${at}: recordCertificate(input: $input) { __typename }`).join(" ")}
    ...Last
  }
  fragment Last on Mutation { last: recordCertificate(input: $input) { __typename } }
`

test("one request does five acts, one after the other, and not six, by whatever way they are written", async () => {
  expect(Object.keys(await client.request<object>(acts(5), { input }))).toHaveLength(5)
  expect(await held()).toBe(5)

  const refusal = await client.request(acts(6), { input }).catch((error: unknown) => error)
  expect((refusal as ClientError).response.errors?.[0]).toMatchObject({ message: expect.stringContaining("5 acts"), extensions: { code: "QUERY_TOO_COMPLEX" } })
  expect(await held()).toBe(5)
})
