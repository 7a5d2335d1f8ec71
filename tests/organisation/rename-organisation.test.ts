import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree, flawsOfTree, wholeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await stack.as(await world.staff("ADMIN", world.city))
const rename = (input: object, client = admin) => changeTree(client, "renameOrganisation", input)

test("a name of the middle of the year is seen from its day on, and the old one before", async () => {
  const { id } = await world.organisation(world.community, { name: "第一党支部" })
  expect(await rename({ organisation: id, name: " 先锋党支部 ", shortName: "先锋", effectiveOn: "2026-06-15" })).toMatchObject({
    __typename: "OrganisationRenamed",
    organisation: { id, name: "先锋党支部" },
    change: { kind: "RENAME", effectiveOn: "2026-06-15", parts: [{ before: { name: "第一党支部" }, after: { name: "先锋党支部" } }] },
  })
  const nameOn = async (day: string | null) => (await asOf<{ name: string }>(admin, id, day, "name shortName"))?.name
  expect([await nameOn("2026-06-14"), await nameOn("2026-06-15"), await nameOn(null)]).toEqual(["第一党支部", "先锋党支部", "先锋党支部"])
  const community = await asOf<{ children: { nodes: { name: string }[] } }>(admin, world.community.id, "2026-06-14", "children { nodes { name } }")
  expect(community?.children.nodes).toEqual([{ name: "第一党支部" }])
})

test("two names of one day: the second one holds, and both decisions are kept", async () => {
  const { id, name } = await world.organisation(world.community)
  for (const next of ["甲党支部", "乙党支部"]) await rename({ organisation: id, name: next, effectiveOn: "2026-06-15" })
  const shown = await asOf(admin, id, "2026-06-15", "name changes { totalCount nodes { parts { before { name } after { name } } } }")
  expect(shown).toEqual({
    name: "乙党支部",
    changes: {
      totalCount: 2,
      nodes: [{ parts: [{ before: { name: "甲党支部" }, after: { name: "乙党支部" } }] }, { parts: [{ before: { name }, after: { name: "甲党支部" } }] }],
    },
  })
  expect(await asOf(admin, id, "2026-06-14", "name")).toEqual({ name })
  expect(await flawsOfTree(world.client)).toEqual([])
})

test("the root can be renamed by its own administrators", async () => {
  expect(await rename({ organisation: world.city.id, name: "中共某市委员会" })).toMatchObject({ organisation: { name: "中共某市委员会" } })
})

test("a name that it has, and a day before the last change, are refused and change nothing", async () => {
  const { id, name } = await world.organisation(world.community)
  await rename({ organisation: id, name: "新党支部", effectiveOn: "2026-06-15" })
  const before = await wholeTree(world)
  expect(await rename({ organisation: id, name: "新党支部" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "name" }] })
  expect(await rename({ organisation: id, name, effectiveOn: "2026-06-14" })).toMatchObject({ fields: [{ path: "effectiveOn" }] })
  expect(await rename({ organisation: id, name, effectiveOn: "2026-11-24" })).toMatchObject({ fields: [{ path: "effectiveOn" }] })
  expect(await wholeTree(world)).toBe(before)
})

test("is for administrators of the superior alone", async () => {
  const { id } = await world.organisation(world.community)
  const before = await wholeTree(world)
  const outsiders = [
    await world.staff("COORDINATOR", world.city),
    await world.staff("SECRETARY", world.city),
    await world.staff("AUDITOR", world.city),
    await world.staff("RECORDER", world.city),
  ]
  for (const subject of outsiders) expect(await rename({ organisation: id, name: "新" }, await stack.as(subject))).toEqual({ __typename: "NotAllowed" })
  const own = await stack.as(await world.staff("ADMIN", world.street))
  expect(await rename({ organisation: world.street.id, name: "新" }, own)).toEqual({ __typename: "NotAllowed" })
  expect(await wholeTree(world)).toBe(before)
  expect(await rename({ organisation: id, name: "新" }, own)).toMatchObject({ __typename: "OrganisationRenamed" })
})
