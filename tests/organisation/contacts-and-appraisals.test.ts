import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const CONTACT = "id level since until note leader { id }"
const APPRAISAL = "year heldOn organisation { id } results { grade comments secretary { id } organisation { id } }"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.city)
const paths = (answer: object) => (answer as { fields: { path: string }[] }).fields.map(({ path }) => path)
const ask = async <Answer>(query: string, { id }: Place, subject: string) =>
  (await (await stack.as(subject)).request<{ organisation: Answer }>(gql`query ($id: ID!) { organisation(id: $id) { ${query} } }`, { id })).organisation
const count = async (table: string) => (await world.client.query(`SELECT count(*)::int AS n FROM organisation.${table}`)).rows[0].n

describe("contacts", () => {
  const assign = acts(stack, "assignContact", `... on ContactAssigned { contact { ${CONTACT} } } ... on InvalidState { state }`, coordinator)
  const end = acts(stack, "endContactAssignment", `... on ContactAssignmentEnded { contact { ${CONTACT} } } ... on InvalidState { state }`, coordinator)
  const contactsOf = async (at: Place, subject = coordinator) => (await ask<{ contacts: object[] }>(`contacts { ${CONTACT} }`, at, subject)).contacts

  test("are assigned and end; whoever may not read the leader sees the contact without the person", async () => {
    const branch = await world.organisation(world.community)
    const leader = await world.member(world.district)
    const input = { organisation: branch.id, leader: leader.id, level: "DISTRICT", since: "2026-01-01", note: " 每季度一次 " }
    const answer = await assign(input)
    const contact = {
      id: expect.stringMatching(/^assignment_/),
      level: "DISTRICT",
      since: "2026-01-01",
      until: null,
      note: "每季度一次",
      leader: { id: leader.id },
    }
    expect(answer).toEqual({ __typename: "ContactAssigned", contact })
    expect(await assign(input)).toMatchObject({ __typename: "InvalidState", state: "ASSIGNED" })
    expect(await contactsOf(branch)).toEqual([contact])
    expect(await contactsOf(branch, await world.staff("RECORDER", branch))).toEqual([{ ...contact, leader: null }])
    expect(await contactsOf(branch, (await world.member(branch)).subject)).toEqual([])

    const { id: assignment } = answer["contact"] as { id: string }
    expect(paths(await end({ assignment, until: "2026-01-01" }))).toEqual(["until"])
    expect(await end({ assignment, until: "2026-11-23" })).toMatchObject({ contact: { until: "2026-11-23" } })
    expect(await end({ assignment, until: "2026-11-23" })).toMatchObject({ __typename: "InvalidState", state: "ENDED" })
    expect(await contactsOf(branch)).toEqual([])
  })

  test("are twenty at most, of leaders whom the viewer reads, recorded by keepers", async () => {
    const branch = await world.organisation(world.community)
    const leader = await world.member(branch)
    const input = { organisation: branch.id, leader: leader.id, level: "STREET", since: "2026-01-01" }
    for (let at = 0; at < 20; at += 1) {
      const other = await world.member(branch)
      await world.insert("organisation.contact_assignment", { organisation_id: branch.uuid, leader_id: other.uuid, level: "STREET", since: "2026-01-01" })
    }
    const before = await count("contact_assignment")
    expect(await assign(input)).toMatchObject({ __typename: "InvalidState", state: "FULL" })
    expect(paths(await assign({ ...input, leader: "member_00000000000000000000000000", since: "2026-11-24", note: "长".repeat(2001) }))).toEqual([
      "leader",
      "since",
      "note",
    ])
    await expectOnlyKeepers(world, assign, input, { place: branch })
    const { rows } = await world.client.query("SELECT id FROM organisation.contact_assignment LIMIT 1")
    expect(rows).toHaveLength(1)
    expect(await count("contact_assignment")).toBe(before)
  })
})

describe("appraisals", () => {
  const record = acts(stack, "recordAppraisal", `... on AppraisalRecorded { appraisal { ${APPRAISAL} } } ... on InvalidState { state }`, coordinator)
  const appraisalsOf = async (at: Place, subject = coordinator) =>
    (await ask<{ appraisals: { totalCount: number; nodes: object[] } }>(`appraisals { totalCount nodes { ${APPRAISAL} } }`, at, subject)).appraisals

  async function led(parent: Place) {
    const place = await world.organisation(parent)
    const [old, now] = [await world.member(place), await world.member(place)]
    const office = { organisation_id: place.uuid, post: "SECRETARY" }
    await world.insert("organisation.office", { ...office, member_id: old.uuid, since: "2020-01-01", until: "2026-01-01" })
    await world.insert("organisation.office", { ...office, member_id: now.uuid, since: "2026-01-01" })
    return { place, old, now }
  }

  test("judge whoever was secretary on the day, once a year, in as many calls as it takes", async () => {
    const street = await world.organisation(world.district)
    const [first, second] = [await led(street), await led(street)]
    const call = (year: number, heldOn: string, ...results: object[]) => record({ organisation: street.id, year, heldOn, results })
    expect(await call(2025, "2025-12-20", { organisation: first.place.id, grade: "GOOD", comments: " 抓党建有成效 " })).toEqual({
      __typename: "AppraisalRecorded",
      appraisal: {
        year: 2025,
        heldOn: "2025-12-20",
        organisation: { id: street.id },
        results: [{ grade: "GOOD", comments: "抓党建有成效", secretary: { id: first.old.id }, organisation: { id: first.place.id } }],
      },
    })
    const good = { organisation: second.place.id, grade: "FAIR" }
    expect(await call(2025, "2025-12-21", good)).toMatchObject({ __typename: "InvalidState", state: "HELD" })
    expect(paths(await call(2025, "2025-12-20", good, { organisation: first.place.id, grade: "POOR" }))).toEqual(["results.1.organisation"])
    expect(await count("appraisal_result")).toBe(1)
    expect(await call(2025, "2025-12-20", good)).toMatchObject({ appraisal: { results: [{}, {}] } })
    await call(2026, "2026-11-20", { organisation: first.place.id, grade: "ORDINARY" })
    expect(await appraisalsOf(street)).toMatchObject({ totalCount: 2, nodes: [{ year: 2026, results: [{ secretary: { id: first.now.id } }] }, { year: 2025 }] })
  })

  test("are of organisations below that had a secretary, and everything wrong is said at once", async () => {
    const street = await world.organisation(world.district)
    const { place } = await led(street)
    const empty = await world.organisation(street)
    const before = await count("appraisal_result")
    const call = (year: number, heldOn: string, ...organisations: Place[]) =>
      record({ organisation: street.id, year, heldOn, results: organisations.map(({ id }) => ({ organisation: id, grade: "GOOD" })) })
    expect(paths(await call(2026, "2026-11-20", street, world.community))).toEqual(["results.0.organisation", "results.1.organisation"])
    expect(paths(await call(2026, "2026-11-20", place, empty))).toEqual(["results.1.organisation"])
    expect(paths(await call(2024, "2026-11-24", place, place))).toEqual(["heldOn", "year", "results.1.organisation"])
    expect(paths(await call(2026, "2026-11-20"))).toEqual(["results"])
    await expectOnlyKeepers(
      world,
      record,
      { organisation: street.id, year: 2026, heldOn: "2026-11-20", results: [{ organisation: place.id, grade: "GOOD" }] },
      { place: street },
    )
    expect(await count("appraisal_result")).toBe(before)
    expect((await appraisalsOf(street)).totalCount).toBe(0)
  })

  test("and contacts cost the same for 2 organisations and for 50", async () => {
    const town = await newWorld(url)
    for (let at = 0; at < 50; at += 1) {
      const branch = await town.organisation(town.community)
      const person = await town.member(branch)
      await town.insert("organisation.contact_assignment", { organisation_id: branch.uuid, leader_id: person.uuid, level: "STREET", since: "2026-01-01" })
      const round = await town.insert("organisation.appraisal_round", { organisation_id: branch.uuid, year: 2025, held_on: "2025-12-20" })
      await town.insert("organisation.appraisal_result", { round_id: round, organisation_id: branch.uuid, secretary_id: person.uuid, grade: "GOOD" }, false)
    }
    const auditor = await town.staff("AUDITOR", town.city)
    expect(await appraisalsOf(town.community, (await town.member(town.community)).subject)).toEqual({ totalCount: 0, nodes: [] })
    const client = await stack.as(auditor)
    const nested = gql`query ($first: Int!) { organisations(kind: BRANCH, first: $first) { nodes { contacts { ${CONTACT} } appraisals(first: 3) { totalCount nodes { ${APPRAISAL} } } } } }`
    const costOf = (first: number) => stack.costOf(() => client.request(nested, { first }))
    await costOf(2)
    expect(await costOf(50)).toEqual(await costOf(2))
  })
})
