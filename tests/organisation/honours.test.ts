import { gql } from "graphql-request"
import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { acts, expectOnlyKeepers } from "../kit/records.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const HONOUR = "id kind title level issuer batch grantedOn revokedOn documentNumber organisation { id }"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const coordinator = await world.staff("COORDINATOR", world.city)
const award = acts(stack, "awardHonour", `... on HonourAwarded { honour { ${HONOUR} } }`, coordinator)
const revoke = acts(stack, "revokeHonour", "... on HonourRevoked { honour { revokedOn } } ... on InvalidState { state }", coordinator)
const LIST = gql`
  query ($id: ID!, $first: Int, $after: String, $includeDescendants: Boolean, $kind: HonourKind, $level: HonourLevel, $batch: Int) {
    organisation(id: $id) {
      honours(first: $first, after: $after, includeDescendants: $includeDescendants, kind: $kind, level: $level, batch: $batch) {
        totalCount
        nodes { ${HONOUR} }
        pageInfo { endCursor }
      }
    }
  }
`
type Honours = { organisation: { honours: { totalCount: number; nodes: { title: string }[]; pageInfo: { endCursor: string } } } }
const honours = async ({ id }: Place, more: object = {}, subject = coordinator) =>
  (await (await stack.as(subject)).request<Honours>(LIST, { id, ...more })).organisation.honours
const titles = async (at: Place, more: object = {}, subject = coordinator) => (await honours(at, more, subject)).nodes.map(({ title }) => title)
const stored = async () => (await world.client.query("SELECT count(*)::int AS n, count(revoked_on)::int AS revoked FROM organisation.honour")).rows[0]
const good = { kind: "DEMONSTRATION_SITE", title: "党建规范化示范社区", level: "CITY", issuer: "市委组织部", batch: 2, grantedOn: "2026-06-30" }

test("honours are given, filtered, counted with those below, and revoked", async () => {
  const branch = await world.organisation(world.community)
  const answer = await award({ ...good, organisation: world.community.id, documentNumber: "柳组〔2026〕3号" })
  const honour = {
    ...good,
    id: expect.stringMatching(/^honour_/),
    revokedOn: null,
    documentNumber: "柳组〔2026〕3号",
    organisation: { id: world.community.id },
  }
  expect(answer).toEqual({ __typename: "HonourAwarded", honour })
  await award({ ...good, organisation: branch.id, kind: "HONOUR", title: "先进党支部", level: "PROVINCE", batch: null, grantedOn: "2026-07-01" })
  await award({ ...good, organisation: world.community.id, title: "第一批", batch: 1, grantedOn: "2025-06-30" })

  expect(await titles(world.community)).toEqual([good.title, "第一批"])
  expect(await titles(world.city)).toEqual([])
  const below = { includeDescendants: true }
  expect(await titles(world.city, below)).toEqual(["先进党支部", good.title, "第一批"])
  expect(await titles(world.city, { ...below, batch: 2 })).toEqual([good.title])
  expect(await titles(world.city, { ...below, level: "PROVINCE" })).toEqual(["先进党支部"])
  expect(await titles(world.city, { ...below, kind: "DEMONSTRATION_SITE" })).toEqual([good.title, "第一批"])
  const page = await honours(world.city, { ...below, first: 2 })
  expect(page.totalCount).toBe(3)
  expect(await titles(world.city, { ...below, first: 2, after: page.pageInfo.endCursor })).toEqual(["第一批"])

  const { id } = answer["honour"] as { id: string }
  expect(await revoke({ honour: id, revokedOn: "2026-06-29" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "revokedOn" }] })
  expect(await revoke({ honour: id, revokedOn: "2026-11-24" })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "revokedOn" }] })
  expect(await titles(world.community)).toEqual([good.title, "第一批"])
  expect(await revoke({ honour: id, revokedOn: "2026-11-23" })).toEqual({ __typename: "HonourRevoked", honour: { revokedOn: "2026-11-23" } })
  expect(await revoke({ honour: id, revokedOn: "2026-11-23" })).toMatchObject({ __typename: "InvalidState", state: "REVOKED" })
  expect(await titles(world.community)).toEqual(["第一批"])
})

test("everything wrong is said at once, and nothing is written", async () => {
  const before = await stored()
  const answer = await award({
    ...good,
    organisation: world.community.id,
    title: " ",
    issuer: "章\u0007",
    batch: 0,
    grantedOn: "2026-11-24",
    documentNumber: "长".repeat(65),
  })
  expect((answer as unknown as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual([
    "title",
    "issuer",
    "batch",
    "grantedOn",
    "documentNumber",
  ])
  expect(await stored()).toEqual(before)
})

test("keepers write, readers read, members and strangers see none", async () => {
  const branch = await world.organisation(world.community)
  const before = await stored()
  await expectOnlyKeepers(world, award, { ...good, organisation: branch.id }, { place: branch })
  expect(await stored()).toEqual(before)
  const { honour } = (await award({ ...good, organisation: branch.id })) as unknown as { honour: { id: string } }
  await expectOnlyKeepers(world, revoke, { honour: honour.id, revokedOn: "2026-11-01" }, { place: branch })
  expect(await revoke({ honour: "honour_00000000000000000000000000", revokedOn: "2026-11-01" })).toMatchObject({ __typename: "NotAllowed" })
  expect(await titles(branch, {}, await world.staff("AUDITOR", world.city))).toEqual([good.title])
  expect(await titles(branch, {}, (await world.member(branch)).subject)).toEqual([])
})

test("honours cost the same for 2 organisations and for 50, with those below too", async () => {
  const town = await newWorld(url)
  for (let at = 0; at < 50; at += 1) {
    const branch = await town.organisation(town.community)
    const row = { organisation_id: branch.uuid, kind: "HONOUR", title: "先进", level: "CITY", issuer: "市委", granted_on: "2025-01-01" }
    await town.insert("organisation.honour", row)
  }
  const client = await stack.as(await town.staff("AUDITOR", town.city))
  const nested = gql`query ($first: Int!) { organisations(kind: BRANCH, first: $first) { nodes {
    own: honours(first: 3) { totalCount nodes { ${HONOUR} } } below: honours(first: 3, includeDescendants: true) { totalCount nodes { ${HONOUR} } }
  } } }`
  const costOf = (first: number) => stack.costOf(() => client.request(nested, { first }))
  await costOf(2)
  expect(await costOf(50)).toEqual(await costOf(2))
})
