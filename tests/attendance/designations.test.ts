import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const secretary = await world.staff("SECRETARY", branch)
await hoursIn(world).rules()

const SELECT =
  "... on InvalidState { state } ... on MemberDesignated { designation { id kind fromYear toYear reason documentNumber recordedBy evidence { id } } member { id designations { kind } hours(year: 2026) { role required verdict } } }"
const designate = (subject: string, person: Person, change: object = {}) =>
  act(
    subject,
    "designateMember",
    { member: person.id, kind: "CADRE", fromYear: 2026, reason: " 乡科级干部 ", documentNumber: "区组发〔2026〕5号", ...change },
    SELECT,
  )
const stored = async (person: Person) =>
  (await world.client.query("SELECT kind::text, from_year, to_year FROM attendance.designation WHERE member_id = $1", [person.uuid])).rows

describe("a designation", () => {
  test("has somebody judged as a cadre, and the year that runs at once", async () => {
    const wang = await world.member(branch)
    expect(await designate(secretary, wang)).toMatchObject({
      __typename: "MemberDesignated",
      designation: { kind: "CADRE", fromYear: 2026, toYear: null, reason: "乡科级干部", documentNumber: "区组发〔2026〕5号", evidence: [] },
      member: { id: wang.id, designations: [{ kind: "CADRE" }], hours: { role: "CADRE", required: 90, verdict: "IN_PROGRESS" } },
    })
    const { rows } = await world.client.query("SELECT kind::text, reason FROM attendance.act WHERE member_id = $1", [wang.uuid])
    expect(rows).toEqual([{ kind: "DESIGNATED", reason: "乡科级干部" }])
  })

  test("as exempt goes before all others, and owes nothing", async () => {
    const wang = await world.member(branch)
    await designate(secretary, wang)
    expect(await designate(secretary, wang, { kind: "EXEMPT", reason: "长期病休", toYear: 2026 })).toMatchObject({
      member: { hours: { role: "EXEMPT", required: 0, verdict: "NOT_REQUIRED" } },
    })
    expect(await stored(wang)).toHaveLength(2)
  })

  test("is refused for years that are over, twice for one year, and without a reason; nothing changes", async () => {
    const wang = await world.member(branch)
    await designate(secretary, wang, { fromYear: 2027, toYear: 2028 })
    for (const [change, refusal] of [
      [{ fromYear: 2025 }, { __typename: "InvalidInput", fields: [{ path: "fromYear" }] }],
      [
        { fromYear: 2029, toYear: 2028 },
        { __typename: "InvalidInput", fields: [{ path: "toYear" }] },
      ],
      [{ reason: " " }, { __typename: "InvalidInput", fields: [{ path: "reason" }] }],
      [
        { fromYear: 2030, evidence: ["scan_00000000000000000000000000"] },
        { __typename: "InvalidInput", fields: [{ path: "evidence.0" }] },
      ],
      [{ fromYear: 2026 }, { __typename: "InvalidState", state: "DESIGNATED" }],
      [{ fromYear: 2028 }, { __typename: "InvalidState", state: "DESIGNATED" }],
    ])
      expect(await designate(secretary, wang, change as object)).toMatchObject(refusal as object)
    expect(await stored(wang)).toEqual([{ kind: "CADRE", from_year: 2027, to_year: 2028 }])
    expect(await designate(secretary, wang, { fromYear: 2029 })).toMatchObject({ __typename: "MemberDesignated" })
  })

  test("is for those who govern the person's branch, and read by those who may read the person", async () => {
    const wang = await world.member(branch)
    const colleague = await world.member(branch)
    const others = [
      wang.subject,
      await world.staff("COORDINATOR", world.city),
      await world.staff("AUDITOR", branch),
      await world.staff("ADMIN", await world.organisation(world.community)),
    ]
    for (const subject of others) expect(await designate(subject, wang)).toMatchObject({ __typename: "NotAllowed" })
    expect(await stored(wang)).toEqual([])
    await designate(secretary, wang)
    const read = async (subject: string) =>
      (
        await (
          await stack.as(subject)
        ).request<{ member: { designations: object[] } | null }>("query ($id: ID!) { member(id: $id) { designations { kind reason } } }", { id: wang.id })
      ).member
    expect(await read(wang.subject)).toEqual({ designations: [{ kind: "CADRE", reason: "乡科级干部" }] })
    expect(await read(await world.staff("AUDITOR", world.district))).toEqual({ designations: [{ kind: "CADRE", reason: "乡科级干部" }] })
    expect((await read(colleague.subject))?.designations ?? []).toEqual([])
  })
})
