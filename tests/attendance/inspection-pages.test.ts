import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { inspectionsIn } from "../kit/inspections.ts"
import { openStack } from "../kit/stack.ts"
import type { Place } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const inspections = inspectionsIn(world)

type Found = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; nodes: { id: string }[] }
const DOCUMENT = `query ($id: ID!, $after: String, $first: Int, $state: FindingState) {
  inspection(organisation: $id, from: "2026-01-01", to: "2026-11-23", first: $first, after: $after, state: $state) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id } } }`
const pageOf = async (subject: string, at: Place, more: object = {}) =>
  (await (await stack.as(subject)).request<{ inspection: Found | null }>(DOCUMENT, { id: at.id, first: 2, ...more })).inspection

async function ground(lessons: number) {
  const at = await world.organisation(world.community)
  const people = [await world.member(at)]
  const odd = (day: number) => inspections.held(at, `2026-06-${String(day).padStart(2, "0")}T09:00:00+08:00`, { people, at, host: null })
  for (let day = 1; day <= lessons; day += 1) await odd(day)
  return { at, odd, auditor: await world.staff("AUDITOR", at) }
}

test("pages are of the books of the first one: none is lost and none comes twice, whatever is recorded meanwhile", async () => {
  const { at, odd, auditor } = await ground(3)
  const whole = await pageOf(auditor, at, { first: 100 })
  expect(whole).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: false } })
  const ids: string[] = []
  let page = await pageOf(auditor, at)
  for (let number = 0; ; number += 1) {
    ids.push(...(page?.nodes ?? []).map(({ id }) => id))
    expect(page?.totalCount).toBe(6)
    if (!page?.pageInfo.hasNextPage) break
    await odd(10 + number)
    page = await pageOf(auditor, at, { after: page.pageInfo.endCursor })
  }
  expect(ids).toEqual(whole?.nodes.map(({ id }) => id))
  expect((await pageOf(auditor, at))?.totalCount).toBe(10)
})

test("what follows the first page costs a page", async () => {
  const { at, auditor } = await ground(3)
  const { pageInfo } = (await pageOf(auditor, at)) ?? {}
  const whole = await stack.costOf(() => pageOf(auditor, at))
  const after = await stack.costOf(() => pageOf(auditor, at, { after: pageInfo?.endCursor }))
  expect(whole.statements - after.statements).toBeGreaterThanOrEqual(12)
})

test("whoever may not read the organisation gets nothing by somebody else's cursor", async () => {
  const { at, auditor } = await ground(2)
  const { pageInfo } = (await pageOf(auditor, at)) ?? {}
  const elsewhere = await world.organisation(world.community)
  expect(await pageOf(await world.staff("ADMIN", elsewhere), at, { after: pageInfo?.endCursor })).toBeNull()
  expect(await pageOf(await world.staff("ADMIN", elsewhere), elsewhere, { after: pageInfo?.endCursor })).toMatchObject({ totalCount: 0, nodes: [] })
})
