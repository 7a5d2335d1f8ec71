import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { parseSealingKey } from "../../subgraphs/shared/sealed.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"
import { giveNumbers } from "../kit/world-numbers.ts"

const CONTACT = gql`
  query ($id: ID!, $purpose: ContactPurpose) {
    member(id: $id) {
      name
      contact(purpose: $purpose) {
        mobile
        nationalId
        isMasked
      }
    }
  }
`
const ROSTER = gql`
  query ($search: String!, $first: Int!) {
    members(search: $search, first: $first) {
      nodes {
        contact(purpose: CONTACT_MEMBER) {
          mobile
        }
      }
    }
  }
`

type Contact = { mobile: string | null; nationalId: string | null; isMasked: boolean }
type Answer = { member: { name: string; contact: Contact | null } | null }

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const wang = await world.member(branch)
const unknown = await world.member(branch, { name: "李无号" })
await giveNumbers(world.client, wang, { mobile: "19900000001", nationalId: "999999196803120045" })

const MASKED = { mobile: "199****0001", nationalId: "999999********0045", isMasked: true }
const FULL = { mobile: "19900000001", nationalId: "999999196803120045", isMasked: false }

const contact = async (subject: string, purpose: string | null = null, id = wang.id) =>
  (await (await stack.as(subject)).request<Answer>(CONTACT, { id, purpose })).member?.contact
const logged = async () =>
  (
    await world.client.query(
      "SELECT a.subject, r.member_id, r.fields, r.purpose FROM people.personal_data_read r JOIN people.account a ON a.id = r.account_id ORDER BY r.id",
    )
  ).rows

describe("contact data", () => {
  test("is masked for everyone who names no purpose, and nothing is logged", async () => {
    for (const role of ["ADMIN", "SECRETARY", "COORDINATOR", "RECORDER", "AUDITOR"] as const)
      expect(await contact(await world.staff(role, world.street))).toEqual(MASKED)
    expect(await contact(wang.subject)).toEqual(MASKED)
    expect(await logged()).toEqual([])
  })

  test.each([
    ["AUDITOR", "CONTACT_MEMBER"],
    ["RECORDER", "RECORD_CORRECTION"],
    ["ADMIN", "OWN_RECORD"],
  ] as const)("stays masked for %s with %s, and nothing is logged", async (role, purpose) => {
    expect(await contact(await world.staff(role, world.street), purpose)).toEqual(MASKED)
    expect(await logged()).toEqual([])
  })

  test("of others does not exist for a member, or for whoever keeps the books elsewhere", async () => {
    const elsewhere = await world.staff("SECRETARY", await world.organisation(world.community))
    expect(await contact(unknown.subject, "CONTACT_MEMBER")).toBeUndefined()
    expect(await contact(elsewhere, "CONTACT_MEMBER")).toBeUndefined()
    expect(await logged()).toEqual([])
  })

  test("is shown in full, and logged with who, whose, what and what for, to those who keep the books and to the person", async () => {
    const subjects = [await world.staff("COORDINATOR", branch), await world.staff("SECRETARY", world.street), await world.staff("ADMIN", world.city)] as const
    const purposes = ["ORGANISATION_TRANSFER", "CONTACT_MEMBER", "RECORD_CORRECTION"] as const
    for (const [at, subject] of subjects.entries()) expect(await contact(subject, purposes[at])).toEqual(FULL)
    expect(await contact(wang.subject, "OWN_RECORD")).toEqual(FULL)
    expect(await contact(wang.subject, "CONTACT_MEMBER")).toEqual(MASKED)
    const whole = { member_id: wang.uuid, fields: ["mobile", "nationalId"] }
    expect(await logged()).toEqual([
      ...subjects.map((subject, at) => ({ subject, ...whole, purpose: purposes[at] })),
      { subject: wang.subject, ...whole, purpose: "OWN_RECORD" },
    ])
    const { rows } = await world.client.query(
      "SELECT role, purpose, operation, organisation_id, subjects, row_count, sensitive_fields FROM attendance.access_log WHERE $1 = ANY(subjects) ORDER BY id",
      [wang.id],
    )
    const line = {
      operation: "query member.contact",
      organisation_id: branch.uuid,
      subjects: [wang.id],
      row_count: 1,
      sensitive_fields: ["mobile", "nationalId"],
    }
    expect(rows).toEqual([
      ...["COORDINATOR", "SECRETARY", "ADMIN"].map((role, at) => ({ role, purpose: purposes[at], ...line })),
      { role: "MEMBER", purpose: "OWN_RECORD", ...line },
    ])
  })

  test("that is unknown is null, and reading nothing is not logged", async () => {
    const before = (await logged()).length
    expect(await contact(await world.staff("ADMIN", world.city), "CONTACT_MEMBER", unknown.id)).toEqual({ mobile: null, nationalId: null, isMasked: false })
    expect(await contact(await world.staff("ADMIN", world.city), null, unknown.id)).toEqual({ mobile: null, nationalId: null, isMasked: true })
    expect(await logged()).toHaveLength(before)
  })
})

describe("when something is wrong", () => {
  test("a number that no key opens is that field's fault; the other number is shown, and it alone is logged", async () => {
    const lost = await world.member(branch, { name: "周失钥" })
    await giveNumbers(world.client, lost, { mobile: "19900000002" }, parseSealingKey("ab".repeat(32)))
    await world.client.query("UPDATE people.member SET national_id_sealed = (SELECT national_id_sealed FROM people.member WHERE id = $2) WHERE id = $1", [
      lost.uuid,
      wang.uuid,
    ])
    const client = await stack.as(await world.staff("ADMIN", branch))
    const { data, errors } = await client
      .rawRequest<Answer>(CONTACT, { id: lost.id, purpose: "CONTACT_MEMBER" })
      .catch((error: { response: never }) => error.response)
    expect(data).toEqual({ member: { name: "周失钥", contact: { ...FULL, mobile: null } } })
    expect(errors).toMatchObject([{ path: ["member", "contact", "mobile"], extensions: { code: "INTERNAL_SERVER_ERROR" } }])
    expect((await logged()).at(-1)).toMatchObject({ member_id: lost.uuid, fields: ["nationalId"] })
  })

  test("nothing is shown in full when it cannot be logged", async () => {
    await world.client.query("REVOKE INSERT ON people.personal_data_read FROM people_app")
    try {
      const client = await stack.as(await world.staff("ADMIN", branch))
      const { data, errors } = await client
        .rawRequest<Answer>(CONTACT, { id: wang.id, purpose: "CONTACT_MEMBER" })
        .catch((error: { response: never }) => error.response)
      expect(data).toEqual({ member: { name: "王春梅", contact: null } })
      expect(errors).toMatchObject([{ path: ["member", "contact"], extensions: { code: "INTERNAL_SERVER_ERROR" } }])
      expect(JSON.stringify({ data, errors })).not.toContain("0001")
    } finally {
      await world.client.query("GRANT INSERT ON people.personal_data_read TO people_app")
    }
  })
})

test("fifty people's numbers are read by one statement and logged by one", async () => {
  const crowd = await newWorld(url)
  const at = await crowd.organisation(crowd.community)
  for (let number = 0; number < 50; number += 1)
    await giveNumbers(crowd.client, await crowd.member(at, { name: `李${number}` }), { mobile: `1990000${String(number).padStart(4, "0")}` })
  const client = await stack.as(await crowd.staff("SECRETARY", at))
  const page = (first: number) => client.request<{ members: { nodes: { contact: Contact }[] } }>(ROSTER, { search: "李", first })
  await page(1)
  const before = (await logged()).length
  const small = await stack.costOf(() => page(2))
  const large = await stack.costOf(async () => expect(new Set((await page(50)).members.nodes.map((node) => node.contact.mobile)).size).toBe(50))
  expect(large).toEqual(small)
  // The size of the place, the page; the numbers, the log.
  expect(small).toMatchObject({ statements: 4, bySubgraph: { people: 1 } })
  expect((await logged()).length).toBe(before + 52)
})
