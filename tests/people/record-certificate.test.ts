import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const RECORD = gql`
  mutation ($input: RecordCertificateInput!) {
    recordCertificate(input: $input) {
      __typename
      ... on CertificateRecorded {
        certificate {
          id
          kind
          title
          issuedOn
        }
      }
      ... on InvalidInput {
        fields {
          path
          message
        }
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
const branch = await world.organisation(world.community)
const wang = await world.member(branch)
const coordinator = await stack.as(await world.staff("COORDINATOR", world.street))
const good = { member: wang.id, kind: "SOCIAL_WORKER", title: "助理社会工作师", issuer: "人力资源社会保障部门", issuedOn: "2024-06-01" }
const held = async () =>
  (await world.client.query("SELECT title FROM people.certificate WHERE member_id = $1 ORDER BY id", [wang.uuid])).rows.map(({ title }) => title)

type Answer = { recordCertificate: { __typename: string; certificate?: { id: string } } }
const record = async (input: object, client = coordinator) => (await client.request<Answer>(RECORD, { input })).recordCertificate

describe("recording a certificate", () => {
  test("puts it in the books once, however often it is sent under one key", async () => {
    const first = await record({ ...good, clientMutationKey: "k1" })
    expect(first).toEqual({
      __typename: "CertificateRecorded",
      certificate: { id: expect.stringMatching(/^certificate_/), kind: "SOCIAL_WORKER", title: "助理社会工作师", issuedOn: "2024-06-01" },
    })
    const repeats = await Promise.all([1, 2, 3].map(() => record({ ...good, clientMutationKey: "k1" })))
    expect(repeats).toEqual([first, first, first])
    expect(await held()).toEqual(["助理社会工作师"])
  })

  test("under a new key sent ten times at once is done once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => record({ ...good, title: "社会工作师", clientMutationKey: "k2" })))
    expect(new Set(answers.map(({ certificate }) => certificate?.id)).size).toBe(1)
    expect(await held()).toEqual(["助理社会工作师", "社会工作师"])
  })

  test("a key that stands for another request is refused", async () => {
    expect(await record({ ...good, title: "另一证书", clientMutationKey: "k1" })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "clientMutationKey", message: expect.stringContaining("another request") }],
    })
    expect(await held()).toHaveLength(2)
  })

  test("everything that is wrong is said at once, and nothing is recorded", async () => {
    const answer = await record({ ...good, title: " ", issuedOn: "2027-01-01", validUntil: "2026-01-01" })
    expect(answer).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "title" }, { path: "issuedOn" }, { path: "validUntil" }] })
    expect(await held()).toHaveLength(2)
  })

  test.each(["RECORDER", "AUDITOR"] as const)("%s may not", async (role) => {
    expect(await record(good, await stack.as(await world.staff(role, world.street)))).toMatchObject({ __typename: "NotAllowed" })
    expect(await held()).toHaveLength(2)
  })

  test("nor may whoever keeps the books elsewhere, the member, or anybody for somebody who does not exist: all hear the same", async () => {
    const elsewhere = await stack.as(await world.staff("COORDINATOR", await world.organisation(world.community)))
    const answers = await Promise.all([
      record(good, elsewhere),
      record(good, await stack.as(wang.subject)),
      record({ ...good, member: "member_00000000000000000000000000" }),
    ])
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await held()).toHaveLength(2)
  })
})
