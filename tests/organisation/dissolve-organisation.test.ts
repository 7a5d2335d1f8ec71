import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { endsOfLetter, flawsOfBooks, letterUnderWay } from "../kit/people-books.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree, flawsOfTree, wholeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const admin = await stack.as(await world.staff("ADMIN", world.city))
const dissolve = (organisation: { id: string }, more: object = {}, client = admin) =>
  changeTree(client, "dissolveOrganisation", { organisation: organisation.id, ...more })

test("what is dissolved can be read of the days before, and of no other", async () => {
  const branch = await world.organisation(world.community, { name: "第九党支部" })
  const elsewhere = await world.member(world.street)
  const letter = await letterUnderWay(world, elsewhere, world.street, branch)
  await world.insert("organisation.office", { organisation_id: branch.uuid, member_id: elsewhere.uuid, post: "SECRETARY", since: "2024-03-01" })
  const secretary = await world.staff("SECRETARY", branch)

  expect(await dissolve(branch, { effectiveOn: "2026-06-15", reason: "人员调出" })).toMatchObject({
    __typename: "OrganisationDissolved",
    organisation: { id: branch.id, asOf: "2026-06-14", dissolvedOn: "2026-06-15", parent: { id: world.community.id } },
    change: { kind: "DISSOLVE", reason: "人员调出", parts: [{ organisation: null, before: { name: "第九党支部" }, after: null }] },
  })

  expect(await asOf(admin, branch.id, null)).toBeNull()
  expect(await asOf(admin, branch.id, "2026-06-15")).toBeNull()
  expect(await asOf(admin, branch.id, "1999-12-31")).toBeNull()
  const fields = "asOf dissolvedOn officers { post since } changes { nodes { kind effectiveOn } } advice { rule }"
  expect(await asOf(admin, branch.id, "2026-06-14", fields)).toEqual({
    asOf: "2026-06-14",
    dissolvedOn: "2026-06-15",
    officers: [{ post: "SECRETARY", since: "2024-03-01" }],
    changes: { nodes: [{ kind: "DISSOLVE", effectiveOn: "2026-06-15" }] },
    advice: [],
  })
  const { node } = await admin.request<{ node: object | null }>("query ($id: ID!) { node(id: $id) { id } }", { id: branch.id })
  expect(node).toBeNull()
  expect(await asOf(await stack.as(secretary), branch.id, "2026-06-14")).toBeNull()
  expect((await endsOfLetter(world, letter)).to).toBe(world.community.path)
  expect(await flawsOfTree(world.client)).toEqual([])
  expect(await flawsOfBooks(world)).toEqual([])
})

test("with something below it or somebody in it, it stays as it is", async () => {
  const parent = await world.organisation(world.community)
  const child = await world.organisation(parent)
  const full = await world.organisation(world.community)
  await world.member(full, { stage: "APPLICANT" })
  const before = await wholeTree(world)
  expect(await dissolve(parent)).toMatchObject({ __typename: "InvalidState", state: "HAS_CHILDREN" })
  expect(await dissolve(full)).toMatchObject({ __typename: "InvalidState", state: "HAS_PEOPLE" })
  expect(await dissolve(world.city)).toMatchObject({ state: "ROOT" })
  expect(await dissolve(child, { effectiveOn: "2000-01-01" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "effectiveOn" }] })
  expect(await wholeTree(world)).toBe(before)
  await dissolve(child, { effectiveOn: "2026-06-15" })
  expect(await dissolve(parent, { effectiveOn: "2026-06-14" })).toMatchObject({ state: "CHANGED_SINCE" })
  expect(await dissolve(parent, { effectiveOn: "2026-06-15" })).toMatchObject({ __typename: "OrganisationDissolved" })
  expect(await dissolve(parent)).toEqual({ __typename: "NotAllowed" })
  expect(await flawsOfTree(world.client)).toEqual([])
})

test("is for administrators of the superior alone", async () => {
  const branch = await world.organisation(world.community)
  const before = await wholeTree(world)
  const outsiders = [
    await world.staff("COORDINATOR", world.city),
    await world.staff("SECRETARY", world.community),
    await world.staff("AUDITOR", world.city),
    await world.staff("ADMIN", branch),
  ]
  for (const subject of outsiders) expect(await dissolve(branch, {}, await stack.as(subject))).toEqual({ __typename: "NotAllowed" })
  expect(await wholeTree(world)).toBe(before)
  expect(await dissolve(branch, {}, await stack.as(await world.staff("ADMIN", world.community)))).toMatchObject({ __typename: "OrganisationDissolved" })
})
