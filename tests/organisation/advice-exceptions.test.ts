import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const EXCEPTION = "rule documentNumber approvedBy { id } approvedOn validUntil reason"
const ADVICE = `advice { rule base exception { ${EXCEPTION} } }`

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const secretary = await world.staff("SECRETARY", world.street)
const record = acts(stack, "recordAdviceException", `... on AdviceExceptionRecorded { exception { ${EXCEPTION} } }`, secretary)
const adviceOf = async ({ id }: Place) =>
  (await (await stack.as(secretary)).request<{ organisation: { advice: object[] } }>(gql`query ($id: ID!) { organisation(id: $id) { ${ADVICE} } }`, { id }))
    .organisation.advice
const good = { rule: "TOO_FEW_FULL_MEMBERS", documentNumber: " 柳北组〔2026〕8号 ", approvedOn: "2026-03-01", reason: "因工作需要，单独组建" }

test("an approved exception leaves the advice, which says that it is excepted, as long as it holds", async () => {
  const branch = await world.organisation(world.community)
  expect(await adviceOf(branch)).toEqual([{ rule: "TOO_FEW_FULL_MEMBERS", base: "FULL_MEMBERS", exception: null }])
  await record({ ...good, organisation: branch.id, validUntil: "2026-11-22" })
  await record({ ...good, organisation: branch.id, rule: "COMMITTEE_SIZE" })
  expect(await adviceOf(branch)).toEqual([{ rule: "TOO_FEW_FULL_MEMBERS", base: "FULL_MEMBERS", exception: null }])

  const exception = {
    rule: "TOO_FEW_FULL_MEMBERS",
    documentNumber: "柳北组〔2026〕8号",
    approvedBy: { id: world.community.id },
    approvedOn: "2026-03-01",
    validUntil: "2026-11-23",
    reason: "因工作需要，单独组建",
  }
  expect(await record({ ...good, organisation: branch.id, validUntil: "2026-11-23" })).toEqual({ __typename: "AdviceExceptionRecorded", exception })
  expect(await adviceOf(branch)).toMatchObject([{ exception }])
  const newer = { ...good, organisation: branch.id, approvedOn: "2026-04-01", approvedBy: world.district.id }
  await record(newer)
  expect(await adviceOf(branch)).toMatchObject([{ exception: { approvedBy: { id: world.district.id }, validUntil: null } }])
})

test("is refused with all that is wrong, and then nothing is excepted", async () => {
  const branch = await world.organisation(world.community)
  const answer = await record({
    ...good,
    organisation: branch.id,
    approvedBy: branch.id,
    documentNumber: "",
    approvedOn: "2026-11-24",
    validUntil: "2026-01-01",
    reason: " ",
  })
  expect((answer as unknown as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual([
    "approvedBy",
    "documentNumber",
    "approvedOn",
    "validUntil",
    "reason",
  ])
  expect(await adviceOf(branch)).toMatchObject([{ exception: null }])
})

test("is approved by those who decide for the superior: not by the organisation, not by its coordinator, and the root has none", async () => {
  const branch = await world.organisation(world.community)
  const input = { ...good, organisation: branch.id }
  await expectOnlyKeepers(world, record, input, { place: branch, others: ["RECORDER", "AUDITOR", "COORDINATOR", "SECRETARY", "ADMIN"] })
  expect(await record(input, await world.staff("COORDINATOR", world.community))).toMatchObject({ __typename: "NotAllowed" })
  expect(await record({ ...input, organisation: world.city.id }, await world.staff("ADMIN", world.city))).toMatchObject({ __typename: "NotAllowed" })
  expect(await adviceOf(branch)).toMatchObject([{ exception: null }])
  for (const role of ["SECRETARY", "ADMIN"] as const) {
    expect(await record(input, await world.staff(role, world.community))).toMatchObject({ __typename: "AdviceExceptionRecorded" })
  }
})

test("advice with exceptions costs the same for 2 organisations and for 50", async () => {
  const town = await newWorld(url)
  for (let at = 0; at < 50; at += 1) await town.organisation(town.community)
  const client = await stack.as(await town.staff("AUDITOR", town.city))
  const query = gql`query ($first: Int!) { organisations(kind: BRANCH, first: $first) { nodes { ${ADVICE} } } }`
  const costOf = (first: number) => stack.costOf(() => client.request(query, { first }))
  await costOf(2)
  expect(await costOf(50)).toEqual(await costOf(2))
})
