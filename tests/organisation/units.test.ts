import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { type World, newWorld } from "../kit/world.ts"

const UNIT = "id name kind creditCode since until organisation { id } cover { by { id } since } instructor { id }"
const COVERAGE = "coverage { kind units covered share withInstructor visitedThisMonth }"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.street)
const record = acts(stack, "recordUnit", `... on UnitRecorded { unit { ${UNIT} } } ... on InvalidState { state }`, coordinator)
const cover = acts(stack, "coverUnit", `... on UnitCovered { unit { ${UNIT} } }`, coordinator)
const visit = acts(stack, "recordVisit", "... on VisitRecorded { unit { id } }", coordinator)
type Books = { organisation: { units: { totalCount: number; nodes: { name: string }[] }; coverage: object[] } }
const booksOf = async ({ id }: Place, subject = coordinator) =>
  (
    await (
      await stack.as(subject)
    ).request<Books>(gql`query ($id: ID!) { organisation(id: $id) { units { totalCount nodes { ${UNIT} } } ${COVERAGE} } }`, { id })
  ).organisation
const stored = async (of: World = world) =>
  (
    await of.client.query(
      "SELECT (SELECT count(*) FROM organisation.unit)::int AS units, (SELECT count(covered_by_id) FROM organisation.unit)::int AS covered, (SELECT count(*) FROM organisation.unit_visit)::int AS visits",
    )
  ).rows[0]
const nothing = { units: 0, covered: 0, share: null, withInstructor: 0, visitedThisMonth: 0 }
const good = { name: "某商贸公司", kind: "ENTERPRISE", since: "2024-01-01" }
const recorded = async (organisation: Place, more: object = {}) =>
  ((await record({ ...good, organisation: organisation.id, ...more })) as unknown as { unit: { id: string } }).unit.id

test("units are recorded, covered, instructed and visited, and the subtree says how far", async () => {
  const branch = await world.organisation(world.community)
  expect((await booksOf(world.community)).coverage).toEqual([
    { kind: "ENTERPRISE", ...nothing },
    { kind: "SOCIAL_ORGANISATION", ...nothing },
  ])
  const answer = await record({ ...good, organisation: world.community.id, creditCode: " 91350100m000100y43 " })
  const unit = {
    ...good,
    id: expect.stringMatching(/^unit_/),
    creditCode: "91350100M000100Y43",
    until: null,
    organisation: { id: world.community.id },
    cover: null,
    instructor: null,
  }
  expect(answer).toEqual({ __typename: "UnitRecorded", unit })
  const { id } = answer["unit"] as { id: string }
  await recorded(branch, { name: "另一公司" })
  await recorded(branch, { name: "第三公司", since: "2023-01-01" })
  await recorded(branch, { name: "某协会", kind: "SOCIAL_ORGANISATION" })

  const instructor = await world.member(branch)
  expect(await cover({ unit: id, instructor: instructor.id })).toMatchObject({ unit: { cover: null, instructor: { id: instructor.id } } })
  expect(await cover({ unit: id, organisation: branch.id, since: "2025-01-01" })).toMatchObject({
    unit: { cover: { by: { id: branch.id }, since: "2025-01-01" }, instructor: { id: instructor.id } },
  })
  await visit({ unit: id, visitedOn: "2026-10-31", halfDays: 1 })
  expect((await booksOf(world.community)).coverage[0]).toMatchObject({ visitedThisMonth: 0 })
  await visit({ unit: id, visitedOn: "2026-11-01", halfDays: 1, note: "指导组建" })
  await visit({ unit: id, visitedOn: "2026-11-20", halfDays: 2 })
  const books = await booksOf(world.community)
  expect(books.coverage).toEqual([
    { kind: "ENTERPRISE", units: 3, covered: 1, share: 33.3, withInstructor: 1, visitedThisMonth: 1 },
    { kind: "SOCIAL_ORGANISATION", ...nothing, units: 1, share: 0 },
  ])
  expect(books.units.nodes.map(({ name }) => name)).toEqual([good.name])
  expect((await booksOf(branch)).units.nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(["某协会", "另一公司"]))
  expect((await booksOf(branch)).units.nodes.at(-1)?.name).toBe("第三公司")
})

test("a credit code is one, and one unit's", async () => {
  const before = await stored()
  expect(await record({ ...good, organisation: world.community.id, creditCode: "91350100M000100Y44" })).toMatchObject({ fields: [{ path: "creditCode" }] })
  expect(await record({ ...good, organisation: world.community.id, creditCode: "91350100M000100Y43" })).toMatchObject({
    __typename: "InvalidState",
    state: "KNOWN",
  })
  expect(await stored()).toEqual(before)
})

test("everything wrong is said at once, and nothing is written", async () => {
  const unit = await recorded(world.community)
  const before = await stored()
  const paths = (answer: object) => (answer as { fields: { path: string }[] }).fields.map(({ path }) => path)
  expect(paths(await record({ ...good, organisation: world.community.id, name: "", since: "2026-11-24" }))).toEqual(["name", "since"])
  expect(paths(await cover({ unit }))).toEqual(["organisation"])
  expect(paths(await cover({ unit, organisation: "organisation_00000000000000000000000000", instructor: "member_00000000000000000000000000" }))).toEqual([
    "organisation",
    "since",
    "instructor",
  ])
  expect(paths(await cover({ unit, organisation: world.community.id, since: "2023-12-31" }))).toEqual(["since"])
  expect(paths(await visit({ unit, visitedOn: "2026-11-24", halfDays: 0, note: "a\u0000" }))).toEqual(["visitedOn", "halfDays", "note"])
  expect(await stored()).toEqual(before)
})

test("keepers write, readers read, members see none", async () => {
  const branch = await world.organisation(world.community)
  await expectOnlyKeepers(world, record, { ...good, organisation: branch.id }, { place: branch })
  const unit = await recorded(branch)
  const before = await stored()
  await expectOnlyKeepers(world, cover, { unit, organisation: branch.id, since: "2025-01-01" }, { place: branch })
  await expectOnlyKeepers(world, visit, { unit, visitedOn: "2026-11-01", halfDays: 1 }, { place: branch })
  expect(await stored()).toEqual(before)
  expect((await booksOf(branch, await world.staff("AUDITOR", world.city))).units.totalCount).toBe(1)
  expect(await booksOf(branch, (await world.member(branch)).subject)).toEqual({ units: { totalCount: 0, nodes: [] }, coverage: [] })
})

test("units and coverage cost the same for 2 organisations and for 50", async () => {
  const town = await newWorld(url)
  for (let at = 0; at < 50; at += 1) {
    const branch = await town.organisation(town.community)
    const person = await town.member(branch)
    const covered = { covered_by_id: branch.uuid, covered_since: "2025-01-01", instructor_id: person.uuid }
    await town.insert("organisation.unit", { organisation_id: branch.uuid, name: "某公司", kind: "ENTERPRISE", since: "2024-01-01", ...covered })
  }
  const client = await stack.as(await town.staff("AUDITOR", town.city))
  const nested = gql`query ($first: Int!) { organisations(kind: BRANCH, first: $first) { nodes { units(first: 3) { totalCount nodes { ${UNIT} } } ${COVERAGE} } } }`
  const costOf = (first: number) => stack.costOf(() => client.request(nested, { first }))
  await costOf(2)
  expect(await costOf(50)).toEqual(await costOf(2))
})
