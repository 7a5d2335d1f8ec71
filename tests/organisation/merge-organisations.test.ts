import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { endsOfLetter, flawsOfBooks, letterUnderWay, membershipsOf } from "../kit/people-books.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { asOf, changeTree, flawsOfTree, wholeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

async function threeBranches() {
  const world = await newWorld(url)
  const staying = await world.organisation(world.community, { name: "第一党支部" })
  const second = await world.organisation(world.community, { name: "第二党支部" })
  const third = await world.organisation(world.community, { name: "第三党支部" })
  const admin = await stack.as(await world.staff("ADMIN", world.city))
  const merge = (into: Place, absorbed: Place[], more: object = {}, client = admin) =>
    changeTree(client, "mergeOrganisations", { staying: into.id, absorbed: absorbed.map(({ id }) => id), ...more })
  return { world, staying, second, third, admin, merge }
}

describe("merging organisations", () => {
  test("lets people, letters and staff follow, from the day on", async () => {
    const { world, staying, second, third, admin, merge } = await threeBranches()
    const [old, moved, probationary] = [
      await world.member(staying, { name: "老党员" }),
      await world.member(second, { name: "王春梅" }),
      await world.member(third, { name: "李新", stage: "PROBATIONARY" }),
    ]
    const letter = await letterUnderWay(world, moved, second, world.street)
    const incoming = await letterUnderWay(world, old, staying, third)
    await world.insert("people.party_affairs_worker", { organisation_id: second.uuid, organisation_path: second.path, name: "赵干部", hired_on: "2020-01-01" })
    const secretary = await world.staff("SECRETARY", second)
    await world.insert("organisation.office", { organisation_id: second.uuid, member_id: moved.uuid, post: "SECRETARY", since: "2024-03-01" })
    const group = await world.organisation(second, { kind: "PARTY_GROUP", name: "第一党小组" })
    const grouped = await world.member(group, { name: "钱组员" })

    expect(await merge(staying, [second, third], { effectiveOn: "2026-06-15" })).toMatchObject({
      __typename: "OrganisationsMerged",
      organisation: { id: staying.id },
      change: {
        kind: "MERGE",
        parts: [
          { organisation: { id: staying.id }, before: { name: "第一党支部" }, after: { name: "第一党支部" } },
          { organisation: null, before: { name: "第二党支部" }, after: null },
          { organisation: null, before: { name: "第三党支部" }, after: null },
          { organisation: { id: group.id }, before: { superior: "第二党支部" }, after: { superior: "第一党支部" } },
        ],
      },
    })

    expect(await membershipsOf(world, moved)).toEqual(["第二党支部 2010-07-01 2026-06-15", "第一党支部 2026-06-15 …"])
    expect(await membershipsOf(world, probationary)).toEqual(["第三党支部 2010-07-01 2026-06-15", "第一党支部 2026-06-15 …"])
    expect(await membershipsOf(world, old)).toEqual(["第一党支部 2010-07-01 …"])
    expect(await membershipsOf(world, grouped)).toEqual(["第一党小组 2010-07-01 …"])
    expect([await endsOfLetter(world, letter), await endsOfLetter(world, incoming)]).toEqual([
      { from: staying.path, to: world.street.path },
      { from: staying.path, to: staying.path },
    ])
    const { rows } = await world.client.query("SELECT organisation_path FROM people.party_affairs_worker WHERE name = '赵干部'")
    expect(rows).toEqual([{ organisation_path: staying.path }])
    expect(await asOf(await stack.as(secretary), staying.id, null)).toBeNull()

    const members = "memberCount members { totalCount nodes { name } } children { nodes { id } }"
    expect(await asOf(admin, staying.id, null, members)).toEqual({
      memberCount: 4,
      members: { totalCount: 3, nodes: expect.arrayContaining(["老党员", "王春梅", "李新"].map((name) => ({ name }))) },
      children: { nodes: [{ id: group.id }] },
    })
    expect(await asOf(admin, second.id, null)).toBeNull()
    expect(await asOf(admin, second.id, "2026-06-15")).toBeNull()
    expect(await asOf(admin, second.id, "2026-06-14", "name dissolvedOn officers { post } children { nodes { id } } parent { id }")).toEqual({
      name: "第二党支部",
      dissolvedOn: "2026-06-15",
      officers: [{ post: "SECRETARY" }],
      children: { nodes: [{ id: group.id }] },
      parent: { id: world.community.id },
    })
    expect(await flawsOfTree(world.client)).toEqual([])
    expect(await flawsOfBooks(world)).toEqual([])
  })

  test("leaves the books of the absorbed where the one that stays is read, and the roster of a day before as it was: each held its own", async () => {
    const { world, staying, second, merge } = await threeBranches()
    await world.member(staying, { name: "甲" })
    const moved = await world.member(second, { name: "乙" })
    await merge(staying, [second], { effectiveOn: "2026-06-15" })
    const reader = await stack.as(await world.staff("AUDITOR", staying))
    const books = await asOf(reader, staying.id, null, `today: members { totalCount } before: members(asOf: "2026-06-14") { totalCount }`)
    expect(books).toEqual({ today: { totalCount: 2 }, before: { totalCount: 1 } })
    const above = await stack.as(await world.staff("AUDITOR", world.community))
    const absorbed = await asOf(above, second.id, "2026-06-14", `members(asOf: "2026-06-14") { nodes { name } }`)
    expect(absorbed).toEqual({ members: { nodes: [{ name: "乙" }] } })
    const { rows } = await world.client.query("SELECT DISTINCT organisation_path FROM people.membership WHERE member_id = $1", [moved.uuid])
    expect(rows).toEqual([{ organisation_path: staying.path }])
  })

  test("people who came after the day, and who left after it, have no gap and no overlap", async () => {
    const { world, staying, second, merge } = await threeBranches()
    const late = await world.member(second, { name: "后来", joinedOn: "2026-07-01" })
    const left = await world.member(staying, { name: "离开", joinedOn: "2026-08-01" })
    const place = { organisation_id: second.uuid, organisation_path: second.path, participation: "DIRECT" }
    await world.insert("people.membership", { member_id: left.uuid, ...place, from_on: "2015-01-01", to_on: "2026-08-01" })
    await merge(staying, [second], { effectiveOn: "2026-06-15" })
    expect(await membershipsOf(world, late)).toEqual(["第一党支部 2026-07-01 …"])
    expect(await membershipsOf(world, left)).toEqual(["第二党支部 2015-01-01 2026-06-15", "第一党支部 2026-06-15 2026-08-01", "第一党支部 2026-08-01 …"])
    expect(await flawsOfBooks(world)).toEqual([])
  })

  test("a community may absorb one that lies below it, and what lay there before is kept apart", async () => {
    const { world, second, merge } = await threeBranches()
    const [one, two] = [await world.organisation(second), await world.organisation(world.community)]
    const person = await world.member(one)
    await world.member(two)
    const clashing = `${world.community.path}${one.path.split(".").at(-2)}.`
    await world.client.query("UPDATE organisation.organisation SET path = $1 WHERE id = $2", [clashing, two.uuid])
    await world.client.query("UPDATE organisation.organisation_version SET path = $1 WHERE organisation_id = $2", [clashing, two.uuid])
    await world.client.query("SELECT people_api.renew_paths($1, $2)", [two.path, clashing])
    expect(await merge(world.community, [second])).toMatchObject({ __typename: "OrganisationsMerged" })
    expect(await flawsOfTree(world.client)).toEqual([])
    expect(await flawsOfBooks(world)).toEqual([])
    expect(await membershipsOf(world, person)).toHaveLength(1)
  })
})

describe("a merger is refused, and changes nothing,", () => {
  test("where it cannot be", async () => {
    const { world, staying, second, third, merge } = await threeBranches()
    const inner = await world.organisation(second)
    const before = await wholeTree(world)
    expect(await merge(staying, [])).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "absorbed" }] })
    expect(await merge(staying, [second, second, staying])).toMatchObject({ fields: [{ path: "absorbed.1" }, { path: "absorbed.2" }] })
    expect(await merge(staying, [second, inner])).toMatchObject({ fields: [{ path: "absorbed.1" }] })
    expect(await merge(inner, [second])).toMatchObject({ __typename: "InvalidState", state: "CYCLE" })
    expect(await merge(staying, [world.city])).toMatchObject({ state: "ROOT" })
    expect(await merge(third, [world.street])).toMatchObject({ state: "CYCLE" })
    const street = await world.organisation(world.district, { level: "STREET" })
    expect(await merge(second, [street])).toMatchObject({ __typename: "OrganisationsMerged" })
    const other = await world.organisation(world.district, { level: "STREET" })
    await world.organisation(other, { level: "COMMUNITY" })
    const later = await wholeTree(world)
    expect(later).not.toBe(before)
    expect(await merge(staying, [other])).toMatchObject({ state: "LEVEL_DOES_NOT_FIT" })
    expect(await merge(staying, [third], { effectiveOn: "2000-01-01" })).toMatchObject({ fields: [{ path: "effectiveOn" }] })
    const many = Array.from({ length: 21 }, () => third)
    expect(await merge(staying, many)).toMatchObject({
      __typename: "InvalidInput",
      fields: expect.arrayContaining([expect.objectContaining({ path: "absorbed" })]),
    })
    expect(await wholeTree(world)).toBe(later)
  })

  test("where something that is absorbed has changed since the day", async () => {
    const { world, staying, second, admin, merge } = await threeBranches()
    const group = await world.organisation(second, { kind: "PARTY_GROUP" })
    await changeTree(admin, "moveOrganisation", { organisation: group.id, parent: staying.id, effectiveOn: "2026-06-15" })
    const before = await wholeTree(world)
    expect(await merge(staying, [second], { effectiveOn: "2026-06-14" })).toMatchObject({ state: "CHANGED_SINCE" })
    expect(await wholeTree(world)).toBe(before)
  })

  test("for whoever does not administer the superiors of all", async () => {
    const { world, staying, second, merge } = await threeBranches()
    const far = await world.organisation(world.street, { level: "COMMUNITY" })
    const before = await wholeTree(world)
    const outsiders = [await world.staff("COORDINATOR", world.city), await world.staff("SECRETARY", world.city), await world.staff("ADMIN", staying)]
    for (const subject of outsiders) expect(await merge(staying, [second], {}, await stack.as(subject))).toEqual({ __typename: "NotAllowed" })
    const oneSided = await stack.as(await world.staff("ADMIN", world.community))
    expect(await merge(staying, [far], {}, oneSided)).toEqual({ __typename: "NotAllowed" })
    expect(await wholeTree(world)).toBe(before)
    expect(await merge(staying, [second], {}, oneSided)).toMatchObject({ __typename: "OrganisationsMerged" })
  })
})
