import pg from "pg"
import { describe, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { HOLD_TREE } from "../../subgraphs/shared/tree-lock.ts"
import { emptyDatabase } from "../kit/database.ts"
import { pause } from "../kit/program.ts"
import { openStack } from "../kit/stack.ts"
import { asOf, changeTree, flawsOfTree, wholeTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const move = (client: Awaited<ReturnType<typeof stack.as>>, organisation: { id: string }, parent: { id: string }, more: object = {}) =>
  changeTree(client, "moveOrganisation", { organisation: organisation.id, parent: parent.id, ...more })

async function twoStreets() {
  const world = await newWorld(url)
  const other = await world.organisation(world.district, { kind: "WORKING_COMMITTEE", level: "STREET", name: "东街道" })
  const branch = await world.organisation(world.community, { name: "第一党支部" })
  return { world, other, branch, admin: await stack.as(await world.staff("ADMIN", world.city)) }
}

const WAY = "path { id } parent { id } children { nodes { id } } hasChildren"
const wayOf = (...steps: { id: string }[]) => steps.map(({ id }) => ({ id }))

describe("moving an organisation", () => {
  test("takes everything below it along, from the day on, and leaves the days before as they were", async () => {
    const { world, other, branch, admin } = await twoStreets()
    expect(await move(admin, world.community, other, { effectiveOn: "2026-06-15" })).toMatchObject({
      __typename: "OrganisationMoved",
      organisation: { id: world.community.id, parent: { id: other.id } },
      change: { kind: "MOVE", parts: [{ before: { superior: world.street.name }, after: { superior: "东街道" } }] },
    })
    const { city, district, street, community } = world
    expect(await asOf(admin, branch.id, null, "path { id }")).toEqual({ path: wayOf(city, district, other, community, branch) })
    expect(await asOf(admin, branch.id, "2026-06-15", "path { id }")).toEqual({ path: wayOf(city, district, other, community, branch) })
    expect(await asOf(admin, branch.id, "2026-06-14", WAY)).toEqual({
      path: wayOf(city, district, street, community, branch),
      parent: { id: community.id },
      children: { nodes: [] },
      hasChildren: false,
    })
    const childrenOn = (place: { id: string }, day: string | null) => asOf(admin, place.id, day, "hasChildren children { totalCount nodes { id } }")
    expect(await childrenOn(street, "2026-06-14")).toEqual({ hasChildren: true, children: { totalCount: 1, nodes: wayOf(community) } })
    expect(await childrenOn(street, "2026-06-15")).toEqual({ hasChildren: false, children: { totalCount: 0, nodes: [] } })
    expect(await childrenOn(other, "2026-06-15")).toEqual({ hasChildren: true, children: { totalCount: 1, nodes: wayOf(community) } })
    expect(await childrenOn(other, null)).toEqual({ hasChildren: true, children: { totalCount: 1, nodes: wayOf(community) } })
    expect(await flawsOfTree(world.client)).toEqual([])
  })

  test("and the copies of its path that other owners keep", async () => {
    const { world, other, branch, admin } = await twoStreets()
    const person = await world.member(branch)
    const grantee = await world.staff("SECRETARY", branch)
    const stranger = await world.organisation(world.street)
    await world.member(stranger)
    const venue = await world.venue(branch)
    const school = await world.school(world.community)
    const lesson = await world.lesson(branch, "2026-03-01T09:00:00+08:00", { venue, school })
    await world.sheet(lesson, branch, { expected: 1, present: 1, onLeave: 0, absent: 0 })
    await world.hours(person, branch, 2026, await world.ruleSet())

    await move(admin, world.community, other)

    const copies = `
      SELECT 'member' AS copy, branch_path AS path FROM people.member UNION ALL SELECT 'membership', organisation_path FROM people.membership
      UNION ALL SELECT 'tally', organisation_path FROM people.tally UNION ALL SELECT 'name', branch_path FROM people.name_part
      UNION ALL SELECT 'grant', organisation_path FROM people.access_grant UNION ALL SELECT 'venue', organisation_path FROM courses.venue
      UNION ALL SELECT 'school', organisation_path FROM courses.party_school UNION ALL SELECT 'lesson', organiser_path FROM courses.lesson
      UNION ALL SELECT 'sheet', organisation_path FROM attendance.sheet UNION ALL SELECT 'hours', organisation_path FROM attendance.annual_hours`
    const { rows } = await world.client.query<{ copies: string }>(`SELECT string_agg(DISTINCT copy, ' ') AS copies FROM (${copies}) c WHERE path LIKE $1`, [
      `${other.path}%`,
    ])
    expect(rows).toEqual([{ copies: "grant hours lesson member membership name school sheet tally venue" }])
    const behind = await world.client.query(`SELECT copy, path FROM (${copies}) c WHERE path LIKE $1`, [`${world.community.path}%`])
    expect(behind.rows).toEqual([])
    const stayed = await world.client.query(`SELECT DISTINCT copy FROM (${copies}) c WHERE path = $1 ORDER BY 1`, [stranger.path])
    expect(stayed.rows).toEqual([{ copy: "member" }, { copy: "membership" }, { copy: "name" }, { copy: "tally" }])
    const secretary = await stack.as(grantee)
    expect(await asOf(secretary, branch.id, null, "memberCount members { totalCount nodes { id } }")).toEqual({
      memberCount: 1,
      members: { totalCount: 1, nodes: [{ id: person.id }] },
    })
  })

  test("to where its place was taken before gives it a new one", async () => {
    const { world, other, admin } = await twoStreets()
    const client = world.client
    const segment = world.community.path.split(".").at(-2)
    const namesake = await world.organisation(other, { level: "COMMUNITY" })
    await client.query("UPDATE organisation.organisation SET path = $1 WHERE id = $2", [`${other.path}${segment}.`, namesake.uuid])
    await client.query("UPDATE organisation.organisation_version SET path = $1 WHERE organisation_id = $2", [`${other.path}${segment}.`, namesake.uuid])
    expect(await move(admin, world.community, other)).toMatchObject({ __typename: "OrganisationMoved" })
    expect(await flawsOfTree(client)).toEqual([])
  })

  test("there and back again is possible, on the same day too", async () => {
    const { world, other, branch, admin } = await twoStreets()
    await move(admin, world.community, other)
    expect(await move(admin, world.community, world.street)).toMatchObject({ organisation: { parent: { id: world.street.id } } })
    expect(await asOf(admin, branch.id, null, "path { id }")).toEqual({
      path: wayOf(world.city, world.district, world.street, world.community, branch),
    })
    expect(await flawsOfTree(world.client)).toEqual([])
  })
})

describe("a move is refused, and changes nothing,", () => {
  test("where it makes a cycle, does not fit, or is none", async () => {
    const { world, other, branch, admin } = await twoStreets()
    const group = await world.organisation(branch, { kind: "PARTY_GROUP" })
    const deep = await world.organisation(branch)
    const before = await wholeTree(world)
    expect(await move(admin, branch, branch)).toMatchObject({ __typename: "InvalidState", state: "CYCLE" })
    expect(await move(admin, branch, deep)).toMatchObject({ state: "CYCLE" })
    expect(await move(admin, world.community, branch)).toMatchObject({ state: "CYCLE" })
    expect(await move(admin, world.street, other)).toMatchObject({ state: "LEVEL_DOES_NOT_FIT" })
    expect(await move(admin, deep, group)).toMatchObject({ state: "LEVEL_DOES_NOT_FIT" })
    expect(await move(admin, world.city, other)).toMatchObject({ state: "ROOT" })
    expect(await move(admin, world.community, world.street)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "parent" }] })
    expect(await wholeTree(world)).toBe(before)
  })

  test("before anything that moves stood as it does", async () => {
    const { world, other, branch, admin } = await twoStreets()
    await changeTree(admin, "renameOrganisation", { organisation: branch.id, name: "新党支部", effectiveOn: "2026-06-15" })
    const before = await wholeTree(world)
    expect(await move(admin, world.community, other, { effectiveOn: "2026-06-14" })).toMatchObject({ __typename: "InvalidState", state: "CHANGED_SINCE" })
    expect(await wholeTree(world)).toBe(before)
    expect(await move(admin, world.community, other, { effectiveOn: "2026-06-15" })).toMatchObject({ __typename: "OrganisationMoved" })
    expect(await flawsOfTree(world.client)).toEqual([])
  })

  test("for whoever does not administer both superiors", async () => {
    const { world, other } = await twoStreets()
    const before = await wholeTree(world)
    const elsewhere = await newWorld(url)
    const oneSided = [
      await world.staff("ADMIN", world.street),
      await world.staff("ADMIN", other),
      await world.staff("COORDINATOR", world.city),
      await world.staff("SECRETARY", world.district),
      await elsewhere.staff("ADMIN", elsewhere.city),
    ]
    for (const subject of oneSided) expect(await move(await stack.as(subject), world.community, other)).toEqual({ __typename: "NotAllowed" })
    const foreign = await stack.as(await world.staff("ADMIN", world.city))
    expect(await move(foreign, world.community, elsewhere.street)).toEqual({ __typename: "NotAllowed" })
    expect(await wholeTree(world)).toBe(before)
    expect(await move(await stack.as(await world.staff("ADMIN", world.district)), world.community, other)).toMatchObject({ __typename: "OrganisationMoved" })
  })
})

test("of two opposite moves at once one is done, and the tree stays whole", async () => {
  const { world, admin } = await twoStreets()
  for (let round = 0; round < 5; round += 1) {
    const one = await world.organisation(world.community)
    const two = await world.organisation(world.community)
    const answers = await Promise.all([move(admin, one, two), move(admin, two, one)])
    expect(answers.map(({ __typename, state }) => state ?? __typename).sort()).toEqual(["CYCLE", "OrganisationMoved"])
  }
  expect(await flawsOfTree(world.client)).toEqual([])
})

test("a move waits for whoever holds the tree while people are written, and takes them along", async () => {
  const { world, other, branch, admin } = await twoStreets()
  const person = await world.member(world.street)
  const importing = new pg.Client(appUrlsFrom(url, {}).people)
  await importing.connect()
  try {
    await importing.query("BEGIN")
    await importing.query(HOLD_TREE)
    const moving = move(admin, world.community, other)
    await pause(200)
    await importing.query("UPDATE people.member SET branch_id = $1, branch_path = $2 WHERE id = $3", [branch.uuid, branch.path, person.uuid])
    await importing.query("COMMIT")
    expect(await moving).toMatchObject({ __typename: "OrganisationMoved" })
  } finally {
    await importing.end()
  }
  const { rows } = await world.client.query(
    "SELECT o.path = m.branch_path AS follows FROM people.member m JOIN organisation.organisation o ON o.id = m.branch_id WHERE m.id = $1",
    [person.uuid],
  )
  expect(rows).toEqual([{ follows: true }])
})
