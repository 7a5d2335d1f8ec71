import fc from "fast-check"
import { afterAll, expect, test } from "vitest"
import { appUrlsFrom } from "../../prisma/setup.ts"
import { createContextFactory } from "../../subgraphs/organisation/context.ts"
import { changeOrganisationKind } from "../../subgraphs/organisation/use-cases/change-organisation-kind.ts"
import { dissolveOrganisation } from "../../subgraphs/organisation/use-cases/dissolve-organisation.ts"
import { foundOrganisation } from "../../subgraphs/organisation/use-cases/found-organisation.ts"
import { mergeOrganisations } from "../../subgraphs/organisation/use-cases/merge-organisations.ts"
import { moveOrganisation } from "../../subgraphs/organisation/use-cases/move-organisation.ts"
import { renameOrganisation } from "../../subgraphs/organisation/use-cases/rename-organisation.ts"
import { splitOrganisation } from "../../subgraphs/organisation/use-cases/split-organisation.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { newId } from "../../subgraphs/shared/typeid.ts"
import type { Viewer } from "../../subgraphs/shared/viewer.ts"
import { emptyDatabase } from "../kit/database.ts"
import { flawsOfBooks } from "../kit/people-books.ts"
import { NOW } from "../kit/stack.ts"
import type { Person } from "../kit/things.ts"
import { flawsOfTree } from "../kit/tree-changes.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const database = openDatabase(appUrlsFrom(url, {}).organisation, { name: "tests", connections: 4, onError: () => {} })
afterAll(() => database.close())
const contextOf = createContextFactory({ database, timeZone: "Asia/Shanghai", now: () => NOW })

const KINDS = ["FOUND", "RENAME", "CHANGE_KIND", "MOVE", "MERGE", "SPLIT", "DISSOLVE"] as const

/** Numbers stand for the organisations of the tree, those that came with the events and those that are no more included. */
const event = fc.record({
  kind: fc.constantFrom(...KINDS),
  one: fc.nat(30),
  other: fc.nat(30),
  third: fc.nat(30),
  effectiveOn: fc.constantFrom("2026-03-01", "2026-06-15", "2026-06-16", "2026-09-01", "2026-11-23"),
})
type Event = typeof event extends fc.Arbitrary<infer Value> ? Value : never

async function smallTree() {
  const world = await newWorld(url)
  const second = await world.organisation(world.district, { level: "STREET" })
  const places = [world.city, world.district, world.street, world.community, second]
  for (const community of [world.community, await world.organisation(second, { level: "COMMUNITY" })]) {
    for (let at = 0; at < 2; at += 1) places.push(await world.organisation(community))
  }
  const people: Person[] = []
  for (const place of places.slice(5)) people.push(await world.member(place))
  // Nobody takes part in these: they can be dissolved.
  for (let at = 0; at < 4; at += 1) places.push(await world.organisation(world.community))
  const viewer: Viewer = {
    accountId: newId("account"),
    name: "管理员",
    memberId: null,
    homePath: null,
    grants: [{ role: "ADMIN", organisationId: world.city.id, path: world.city.path }],
  }
  return { world, ids: places.map(({ id }) => id), people, viewer }
}

function act(context: ReturnType<typeof contextOf>, { kind, one, other, third, effectiveOn }: Event, ids: readonly string[], people: readonly Person[]) {
  const [organisationId = "", parentId = "", absorbed = ""] = [one, other, third].map((at) => ids[at % ids.length])
  const decision = { effectiveOn, documentNumber: "市组发〔2026〕7号" }
  const names = { name: `组织${one}-${other}-${third}` }
  switch (kind) {
    case "FOUND":
      return foundOrganisation(context, {
        ...decision,
        ...names,
        parentId,
        kind: "BRANCH",
        level: third % 2 ? "BRANCH" : "COMMUNITY",
        setting: "COMMUNITY",
        foundedOn: effectiveOn,
      })
    case "RENAME":
      return renameOrganisation(context, { ...decision, ...names, organisationId })
    case "CHANGE_KIND":
      return changeOrganisationKind(context, { ...decision, organisationId, kind: third % 2 ? "GENERAL_BRANCH" : "PARTY_GROUP" })
    case "MOVE":
      return moveOrganisation(context, { ...decision, organisationId, parentId })
    case "MERGE":
      return mergeOrganisations(context, { ...decision, stayingId: organisationId, absorbedIds: [...new Set([parentId, absorbed])] })
    case "SPLIT":
      return splitOrganisation(context, { ...decision, ...names, organisationId, memberIds: third % 2 ? [people[third % people.length]?.id ?? ""] : [] })
    case "DISSOLVE":
      return dissolveOrganisation(context, { ...decision, organisationId })
  }
}

test("whatever is decided in whatever order, every day has a tree, versions cover what stood, and people are where they belong", async () => {
  const counted = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 8, maxLength: 16 }), async (events) => {
      const { world, ids, people, viewer } = await smallTree()
      for (const each of events) {
        const result = await act(contextOf(viewer), each, ids, people)
        if (!result.ok) continue
        counted.set(each.kind, (counted.get(each.kind) ?? 0) + 1)
        const id = result.value.organisation?.id
        if (id && !ids.includes(id)) ids.push(id)
      }
      expect(await flawsOfTree(world.client)).toEqual([])
      expect(await flawsOfBooks(world)).toEqual([])
      await world.client.end()
    }),
    { numRuns: 50 },
  )
  expect([...counted.keys()].sort()).toEqual([...KINDS].sort())
}, 60_000)
