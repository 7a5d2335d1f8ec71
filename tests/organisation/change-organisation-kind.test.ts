import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree, flawsOfTree, wholeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await stack.as(await world.staff("ADMIN", world.city))
const change = (input: object, client = admin) => changeTree(client, "changeOrganisationKind", input)

test("a branch becomes a general branch from a day on, and was a branch before", async () => {
  const { id } = await world.organisation(world.community)
  expect(await change({ organisation: id, kind: "GENERAL_BRANCH", setting: "ENTERPRISE", effectiveOn: "2025-07-01" })).toMatchObject({
    __typename: "OrganisationKindChanged",
    organisation: { kind: "GENERAL_BRANCH" },
    change: { kind: "CHANGE_KIND", parts: [{ before: { kind: "BRANCH" }, after: { kind: "GENERAL_BRANCH" } }] },
  })
  expect(await asOf(admin, id, "2025-06-30", "kind setting asOf")).toEqual({ kind: "BRANCH", setting: "COMMUNITY", asOf: "2025-06-30" })
  expect(await asOf(admin, id, "2025-07-01", "kind setting")).toEqual({ kind: "GENERAL_BRANCH", setting: "ENTERPRISE" })
  expect(await change({ organisation: id, kind: "COMMITTEE" })).toMatchObject({ organisation: { kind: "COMMITTEE" } })
  expect(await asOf(admin, id, null, "kind setting")).toEqual({ kind: "COMMITTEE", setting: "ENTERPRISE" })
  expect(await flawsOfTree(world.client)).toEqual([])
})

test("the list of a day is by the kinds of that day", async () => {
  const own = await newWorld(url)
  const client = await stack.as(await own.staff("ADMIN", own.city))
  const { id } = await own.organisation(own.community)
  await change({ organisation: id, kind: "JOINT_BRANCH", effectiveOn: "2025-07-01" }, client)
  const list = async (kind: string, asOfDay: string | null) => {
    const query = "query ($kind: OrganisationKind, $day: Date) { organisations(kind: $kind, asOf: $day) { totalCount nodes { id } } }"
    return (await client.request<{ organisations: object }>(query, { kind, day: asOfDay })).organisations
  }
  const both = [
    await list("BRANCH", "2025-06-30"),
    await list("JOINT_BRANCH", "2025-06-30"),
    await list("BRANCH", null),
    await list("JOINT_BRANCH", "2025-07-01"),
  ]
  const [one, none] = [
    { totalCount: 1, nodes: [{ id }] },
    { totalCount: 0, nodes: [] },
  ]
  expect(both).toEqual([one, none, none, one])
})

test("what cannot be is refused and changes nothing", async () => {
  const branch = await world.organisation(world.community)
  await world.organisation(branch)
  const before = await wholeTree(world)
  expect(await change({ organisation: branch.id, kind: "BRANCH" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "kind" }] })
  expect(await change({ organisation: branch.id, kind: "PARTY_GROUP" })).toMatchObject({ __typename: "InvalidState", state: "HAS_CHILDREN" })
  expect(await change({ organisation: branch.id, kind: "COMMITTEE", effectiveOn: "1999-12-31" })).toMatchObject({ fields: [{ path: "effectiveOn" }] })
  const coordinator = await stack.as(await world.staff("COORDINATOR", world.city))
  expect(await change({ organisation: branch.id, kind: "COMMITTEE" }, coordinator)).toEqual({ __typename: "NotAllowed" })
  expect(await wholeTree(world)).toBe(before)
})
