import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const RECTIFICATION = "id reason listedOn dueOn acceptedOn result state leader { id } organisation { id } measures { id position text doneOn }"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.city)
const list = acts(stack, "openRectification", `... on RectificationOpened { rectification { ${RECTIFICATION} } } ... on InvalidState { state }`, coordinator)
const finish = acts(stack, "recordMeasure", `... on MeasureRecorded { rectification { ${RECTIFICATION} } } ... on InvalidState { state }`, coordinator)
const accept = acts(
  stack,
  "acceptRectification",
  `... on RectificationAccepted { rectification { ${RECTIFICATION} } } ... on InvalidState { state }`,
  coordinator,
)
type Opened = { rectification: { id: string; measures: { id: string }[] } }
const good = { reason: "长期无书记", listedOn: "2026-03-01", dueOn: "2026-06-01", measures: [" 选派第一书记 ", "补齐班子"] }
const opened = async (at: Place, more: object = {}) => ((await list({ ...good, organisation: at.id, ...more })) as unknown as Opened).rectification
const stored = async () =>
  (
    await world.client
      .query(`SELECT (SELECT count(*) FROM organisation.rectification)::int AS listed, (SELECT count(accepted_on) FROM organisation.rectification)::int AS accepted,
      (SELECT count(done_on) FROM organisation.rectification_measure)::int AS done`)
  ).rows[0]

test("an organisation is listed, measures are done, and the superior accepts", async () => {
  const branch = await world.organisation(world.community)
  const leader = await world.member(world.street)
  const answer = await list({ ...good, organisation: branch.id, leader: leader.id })
  const measures = [
    { id: expect.stringMatching(/^measure_/), position: 1, text: "选派第一书记", doneOn: null },
    { id: expect.stringMatching(/^measure_/), position: 2, text: "补齐班子", doneOn: null },
  ]
  const rectification = {
    id: expect.stringMatching(/^rectification_/),
    reason: "长期无书记",
    listedOn: "2026-03-01",
    dueOn: "2026-06-01",
    acceptedOn: null,
    result: null,
    state: "OVERDUE",
    leader: { id: leader.id },
    organisation: { id: branch.id },
    measures,
  }
  expect(answer).toEqual({ __typename: "RectificationOpened", rectification })
  expect(await list({ ...good, organisation: branch.id })).toMatchObject({ __typename: "InvalidState", state: "LISTED" })

  const { id, measures: made } = (answer as unknown as Opened).rectification
  const measure = made[0]?.id
  expect(await finish({ measure, doneOn: "2026-02-28" })).toMatchObject({ __typename: "InvalidInput" })
  expect(await finish({ measure, doneOn: "2026-04-01" })).toMatchObject({ rectification: { measures: [{ doneOn: "2026-04-01" }, { doneOn: null }] } })
  expect(await finish({ measure, doneOn: "2026-04-01" })).toMatchObject({ __typename: "InvalidState", state: "DONE" })
  expect(await accept({ rectification: id, acceptedOn: "2026-11-24", result: " " })).toMatchObject({ fields: [{ path: "acceptedOn" }, { path: "result" }] })
  expect(await accept({ rectification: id, acceptedOn: "2026-06-30", result: "验收合格" })).toMatchObject({
    rectification: { state: "ACCEPTED", acceptedOn: "2026-06-30", result: "验收合格" },
  })
  expect(await accept({ rectification: id, acceptedOn: "2026-06-30", result: "再次" })).toMatchObject({ __typename: "InvalidState", state: "ACCEPTED" })
  expect(await finish({ measure: made[1]?.id, doneOn: "2026-07-01" })).toMatchObject({ __typename: "InvalidState", state: "DONE" })
  expect(await list({ ...good, organisation: branch.id, listedOn: "2026-10-01", dueOn: "2026-12-31" })).toMatchObject({ rectification: { state: "OPEN" } })
})

test("it is the superior who lists and accepts; the organisation's keepers do the measures", async () => {
  const branch = await world.organisation(world.community)
  const input = { ...good, organisation: branch.id }
  const before = await stored()
  await expectOnlyKeepers(world, list, input, { place: branch, others: ["RECORDER", "AUDITOR", "COORDINATOR", "SECRETARY", "ADMIN"] })
  expect(await list({ ...input, organisation: world.city.id })).toMatchObject({ __typename: "NotAllowed" })
  expect(await list({ ...input, reason: "", leader: "member_00000000000000000000000000" })).toMatchObject({ fields: [{ path: "reason" }, { path: "leader" }] })
  expect(await stored()).toEqual(before)

  const { id, measures } = await opened(branch)
  const open = await stored()
  await expectOnlyKeepers(world, finish, { measure: measures[0]?.id, doneOn: "2026-04-01" }, { place: branch })
  const acceptance = { rectification: id, acceptedOn: "2026-06-30", result: "合格" }
  await expectOnlyKeepers(world, accept, acceptance, { place: branch, others: ["RECORDER", "AUDITOR", "COORDINATOR", "SECRETARY", "ADMIN"] })
  expect(await stored()).toEqual(open)
  expect(await finish({ measure: measures[0]?.id, doneOn: "2026-04-01" }, await world.staff("COORDINATOR", branch))).toMatchObject({
    __typename: "MeasureRecorded",
  })
  expect(await accept(acceptance, await world.staff("SECRETARY", world.community))).toMatchObject({ __typename: "RectificationAccepted" })
})

test("the register of a subtree is read by state, the newest listing first, at the same cost for 2 and for 50", async () => {
  const town = await newWorld(url)
  const keeper = await town.staff("COORDINATOR", town.city)
  const auditor = await town.staff("AUDITOR", town.street)
  const rows = [
    { listed_on: "2026-01-01", due_on: "2026-02-01" },
    { listed_on: "2026-02-01", due_on: "2026-12-01" },
    { listed_on: "2026-03-01", due_on: "2026-04-01", accepted_on: "2026-05-01", result: "合格" },
  ]
  const branches = []
  for (let at = 0; at < 51; at += 1) {
    const branch = await town.organisation(town.community)
    branches.push(branch)
    const rectification = await town.insert("organisation.rectification", { organisation_id: branch.uuid, reason: "涣散", ...rows[at % 3] })
    await town.insert("organisation.rectification_measure", { rectification_id: rectification, position: 1, text: "整改" })
  }
  const REGISTER = gql`query ($id: ID!, $state: RectificationState, $first: Int, $after: String) {
    rectifications(organisation: $id, state: $state, first: $first, after: $after) { totalCount nodes { ${RECTIFICATION} } pageInfo { endCursor } }
  }`
  type Register = { rectifications: { totalCount: number; nodes: { state: string; listedOn: string }[]; pageInfo: { endCursor: string } } | null }
  const register = async (variables: object, subject = auditor) => (await (await stack.as(subject)).request<Register>(REGISTER, variables)).rectifications
  for (const state of ["OPEN", "OVERDUE", "ACCEPTED"]) {
    const page = await register({ id: town.street.id, state, first: 100 })
    expect([page?.totalCount, new Set(page?.nodes.map((node) => node.state))]).toEqual([17, new Set([state])])
  }
  const all = await register({ id: town.street.id, first: 20 })
  expect([all?.totalCount, all?.nodes[0]?.listedOn, all?.nodes[17]?.listedOn]).toEqual([51, "2026-03-01", "2026-02-01"])
  expect((await register({ id: town.street.id, first: 20, after: all?.pageInfo.endCursor }))?.nodes[0]?.listedOn).toBe("2026-02-01")
  expect(await register({ id: town.city.id })).toBeNull()
  expect(await register({ id: town.city.id }, coordinator)).toBeNull()

  const client = await stack.as(keeper)
  const costOf = (first: number) => stack.costOf(() => client.request(REGISTER, { id: town.city.id, first }))
  await costOf(2)
  expect(await costOf(50)).toEqual(await costOf(2))
  const nested = gql`query ($first: Int!) { organisations(kind: BRANCH, first: $first) { nodes { rectifications(first: 2) { totalCount nodes { ${RECTIFICATION} } } } } }`
  const costOfList = (first: number) => stack.costOf(() => client.request(nested, { first }))
  expect(await costOfList(50)).toEqual(await costOfList(2))
})
