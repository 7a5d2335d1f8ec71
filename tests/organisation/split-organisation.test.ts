import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { endsOfLetter, flawsOfBooks, letterUnderWay, membershipsOf } from "../kit/people-books.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree, flawsOfTree, wholeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

async function oneBranch() {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community, { name: "第一党支部" })
  const people = [
    await world.member(branch, { name: "甲" }),
    await world.member(branch, { name: "乙", stage: "ACTIVIST" }),
    await world.member(branch, { name: "丙" }),
  ] as const
  const admin = await stack.as(await world.staff("ADMIN", world.city))
  const split = (input: object, client = admin) =>
    changeTree(client, "splitOrganisation", { organisation: branch.id, name: "第二党支部", members: [], ...input })
  return { world, branch, people, admin, split }
}

test("a new organisation stands beside it, with the people named from the day on", async () => {
  const { world, branch, people, admin, split } = await oneBranch()
  const [one, two, three] = people
  const [following, staying] = [await letterUnderWay(world, one, branch, world.street), await letterUnderWay(world, three, branch, world.street)]
  const answer = await split({ members: [one.id, two.id], shortName: "二支部", effectiveOn: "2026-06-15" })
  expect(answer).toMatchObject({
    __typename: "OrganisationSplit",
    organisation: { name: "第二党支部", kind: "BRANCH", parent: { id: world.community.id } },
    change: {
      kind: "SPLIT",
      parts: [
        { organisation: { id: branch.id }, before: { name: "第一党支部" }, after: { name: "第一党支部" } },
        { before: null, after: { name: "第二党支部", superior: world.community.name } },
      ],
    },
  })
  const id = answer.organisation?.id ?? ""
  const members = "level setting foundedOn memberCount members { nodes { id } }"
  expect(await asOf(admin, id, null, members)).toEqual({
    level: "BRANCH",
    setting: "COMMUNITY",
    foundedOn: "2026-06-15",
    memberCount: 1,
    members: { nodes: [{ id: one.id }] },
  })
  expect(await asOf(admin, branch.id, null, "memberCount members { nodes { id } }")).toEqual({ memberCount: 1, members: { nodes: [{ id: three.id }] } })
  expect(await asOf(admin, branch.id, null, `members(asOf: "2026-06-14") { totalCount }`)).toEqual({ members: { totalCount: 2 } })
  expect(await membershipsOf(world, one)).toEqual(["第一党支部 2010-07-01 2026-06-15", "第二党支部 2026-06-15 …"])
  expect(await membershipsOf(world, three)).toEqual(["第一党支部 2010-07-01 …"])
  expect((await endsOfLetter(world, following)).from).not.toBe(branch.path)
  expect(await endsOfLetter(world, staying)).toEqual({ from: branch.path, to: world.street.path })
  expect(await asOf(admin, id, "2026-06-14")).toBeNull()
  expect(await flawsOfTree(world.client)).toEqual([])
  expect(await flawsOfBooks(world)).toEqual([])
})

test("kind and setting of the new one may differ, and nobody needs to move", async () => {
  const { split } = await oneBranch()
  expect(await split({ kind: "JOINT_BRANCH", setting: "ENTERPRISE" })).toMatchObject({ organisation: { kind: "JOINT_BRANCH" } })
})

test("people who do not take part there, and what cannot be, are refused and nothing changes", async () => {
  const { world, people, split } = await oneBranch()
  const stranger = await world.member(world.community)
  const before = await wholeTree(world)
  expect(await split({ members: [people[0].id, stranger.id] })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "members.1" }] })
  expect(await split({ members: [people[0].id, people[0].id] })).toMatchObject({ fields: [{ path: "members.1" }] })
  expect(await split({ name: "", effectiveOn: "2027-01-01" })).toMatchObject({ fields: [{ path: "name" }, { path: "effectiveOn" }] })
  expect(await split({ effectiveOn: "1999-01-01" })).toMatchObject({ fields: [{ path: "effectiveOn" }, { path: "effectiveOn" }] })
  expect(await split({ organisation: world.city.id })).toMatchObject({ __typename: "InvalidState", state: "ROOT" })
  await expect(split({ members: [world.city.id] })).rejects.toThrow(/input\.members\.0/)
  for (const role of ["COORDINATOR", "SECRETARY", "AUDITOR", "RECORDER"] as const) {
    expect(await split({ members: [people[0].id] }, await stack.as(await world.staff(role, world.city)))).toEqual({ __typename: "NotAllowed" })
  }
  expect(await split({}, await stack.as(people[0].subject))).toEqual({ __typename: "NotAllowed" })
  expect(await wholeTree(world)).toBe(before)
})
