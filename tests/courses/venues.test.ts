import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
const sibling = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
const branch = await world.organisation(world.community)
const planner = await world.staff("COORDINATOR", world.community)
const above = await world.staff("COORDINATOR", world.street)

const VENUE = `venue { id name kind capacity equipment address isInUse version viewerCanPlan organisation { id } opening { weekday from to }
  closures { id reason startsAt endsAt } sharedWith { priority organisation { id } } }`
const HIT = "lessons { hidden lessons { id } }"
const good = { organisation: world.community.id, name: " 一号教室 ", kind: "CLASSROOM", capacity: 40, equipment: ["投影仪"] }
const shared = { ...good, opening: [{ weekday: 6, from: "08:00", to: "24:00" }], sharing: [{ organisation: sibling.id, priority: 2 }] }
type Venue = { id: string; version: number; sharedWith: object[]; closures: object[] }
let rooms = 0
const add = async (input: object = { ...good, name: `教室${(rooms += 1)}` }, as = above) =>
  (await act(as, "addVenue", input, `... on VenueAdded { ${VENUE} }`))["venue"] as Venue
const read = async (subject: string, id: string) =>
  (
    await (
      await stack.as(subject)
    ).request<{ node: Venue | null }>(`query ($id: ID!) { node(id: $id) { ... on Venue ${VENUE.slice("venue ".length)} } }`, { id })
  ).node
const list = async (subject: string, args = "") =>
  (await (await stack.as(subject)).request<{ venues: { totalCount: number; nodes: { id: string }[] } }>(`{ venues${args} { totalCount nodes { id } } }`)).venues
const ids = async (subject: string, args = "") => (await list(subject, args)).nodes.map(({ id }) => id)

describe("a venue", () => {
  test("is entered with its hours and with whom it is shared, and changed part by part", async () => {
    const venue = await add(shared)
    expect(venue).toEqual({
      id: expect.stringMatching(/^venue_/),
      name: "一号教室",
      kind: "CLASSROOM",
      capacity: 40,
      equipment: ["投影仪"],
      address: null,
      isInUse: true,
      version: 1,
      viewerCanPlan: true,
      organisation: { id: world.community.id },
      opening: [{ weekday: 6, from: "08:00", to: "24:00" }],
      closures: [],
      sharedWith: [{ priority: 2, organisation: { id: sibling.id } }],
    })
    const changed = await act(
      planner,
      "updateVenue",
      { venue: venue.id, version: 1, address: "某路1号", isInUse: false },
      `... on VenueUpdated { ${VENUE} ${HIT} }`,
    )
    // The planner of the community does not see the sibling that it is shared with.
    const expected = { ...venue, address: "某路1号", isInUse: false, version: 2, sharedWith: [{ priority: 2, organisation: null }] }
    expect(changed).toEqual({ __typename: "VenueUpdated", venue: expected, lessons: { hidden: 0, lessons: [] } })
    const stale = await act(planner, "updateVenue", { venue: venue.id, version: 1, name: "二号" }, "... on StaleVersion { currentVersion }")
    expect(stale).toEqual({ __typename: "StaleVersion", currentVersion: 2 })
    expect(await act(planner, "updateVenue", { venue: venue.id, version: 2, address: null, opening: [], sharing: [] })).toMatchObject({
      __typename: "VenueUpdated",
    })
    expect(await read(planner, venue.id)).toEqual({ ...expected, address: null, opening: [], sharedWith: [], version: 3 })
  })

  test("is told apart by its name from the others that its organisation uses, when it is entered and when it is renamed", async () => {
    const [hall, other] = [await add({ ...good, name: "同名厅" }), await add()]
    const before = (await list(above)).totalCount
    const taken = { __typename: "InvalidInput", fields: [{ path: "name" }] }
    expect(await act(planner, "addVenue", { ...good, name: " 同名厅 " })).toMatchObject(taken)
    expect(await act(planner, "updateVenue", { venue: other.id, version: 1, name: "同名厅" })).toMatchObject(taken)
    expect(await list(above)).toMatchObject({ totalCount: before })
    expect(await read(planner, other.id)).toMatchObject({ version: 1 })
    // Its own name is nobody else's; that of a room that was given up is free, and so is another organisation's.
    expect(await act(planner, "updateVenue", { venue: hall.id, version: 1, name: "同名厅", isInUse: false })).toMatchObject({ __typename: "VenueUpdated" })
    await add({ ...good, name: "同名厅" })
    await add({ ...good, name: "同名厅", organisation: sibling.id })
  })

  test("that would be wrong is refused with everything that is wrong, and nothing is kept", async () => {
    const before = (await list(above)).totalCount
    const wrong = {
      ...good,
      name: "\u0007",
      capacity: 0,
      equipment: ["灯", "灯"],
      opening: [{ weekday: 8, from: "9", to: "08:00" }],
      sharing: [{ organisation: branch.id, priority: 10 }],
    }
    expect(((await act(above, "addVenue", wrong))["fields"] as { path: string }[]).map(({ path }) => path)).toEqual([
      "name",
      "capacity",
      "equipment.1",
      "opening.0.weekday",
      "opening.0.from",
      "sharing.0.priority",
    ])
    expect((await list(above)).totalCount).toBe(before)
  })

  test("that shrinks names the published lessons that expect more", async () => {
    const venue = await world.venue(world.community)
    const people = await Promise.all([1, 2, 3].map(() => world.member(branch)))
    const lesson = await world.lesson(world.community, "2026-12-01T14:00:00+08:00", { venue, expected: people })
    await world.lesson(world.community, "2026-12-02T14:00:00+08:00", { venue, expected: people.slice(1) })
    const answer = await act(planner, "updateVenue", { venue: venue.id, version: 1, capacity: 2 }, `... on VenueUpdated { ${HIT} }`)
    expect(answer).toEqual({ __typename: "VenueUpdated", lessons: { hidden: 0, lessons: [{ id: lesson.id }] } })
  })
})

describe("closing a venue", () => {
  test("names the published lessons in that time, half-open, hidden ones counted; reopening takes it back", async () => {
    const venue = await world.venue(world.community)
    const [own, other] = [
      await world.lesson(world.community, "2026-12-01T14:00:00+08:00", { venue }),
      await world.lesson(sibling, "2026-12-01T16:00:00+08:00", { venue }),
    ]
    await world.lesson(world.community, "2026-12-01T12:00:00+08:00", { venue })
    await world.lesson(world.community, "2026-12-01T14:30:00+08:00", { venue, status: "DRAFT" })
    const input = { venue: venue.id, startsAt: "2026-12-01T14:00:00+08:00", endsAt: "2026-12-01T17:00:00+08:00", reason: "维修" }
    const select = `... on VenueClosed { closure { id startsAt endsAt reason } ${HIT} }`
    const closed = await act(planner, "closeVenue", input, select)
    expect(closed).toEqual({
      __typename: "VenueClosed",
      closure: { id: expect.stringMatching(/^closure_/), startsAt: input.startsAt, endsAt: input.endsAt, reason: "维修" },
      lessons: { hidden: 1, lessons: [{ id: own.id }] },
    })
    expect(await act(above, "closeVenue", input, select)).toMatchObject({ lessons: { hidden: 0, lessons: [{ id: own.id }, { id: other.id }] } })
    expect((await read(planner, venue.id))?.closures).toHaveLength(2)
    expect(await act(planner, "reopenVenue", { closure: (closed["closure"] as { id: string }).id })).toMatchObject({ __typename: "VenueReopened" })
    expect((await read(planner, venue.id))?.closures).toHaveLength(1)
    expect(await act(planner, "closeVenue", { ...input, endsAt: input.startsAt })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "endsAt" }] })
  })

  test.each(["RECORDER", "AUDITOR"] as const)("is not for a %s, nor for planners of who shares it", async (role) => {
    const venue = await add({ ...shared, name: `共用${role}` })
    const input = { venue: venue.id, startsAt: "2026-12-01T14:00:00+08:00", endsAt: "2026-12-01T17:00:00+08:00", reason: "维修" }
    for (const subject of [await world.staff(role, world.city), await world.staff("ADMIN", sibling)]) {
      expect(await act(subject, "closeVenue", input)).toMatchObject({ __typename: "NotAllowed" })
      expect(await act(subject, "updateVenue", { venue: venue.id, version: 1, name: "x" })).toMatchObject({ __typename: "NotAllowed" })
    }
    expect(await read(above, venue.id)).toEqual(venue)
  })
})

describe("the directory of venues", () => {
  test("lists those of one's subtrees and superiors, and those shared with them, by organisation and name", async () => {
    const here = await newWorld(url)
    const next = await here.organisation(here.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const [own, street] = [await here.venue(here.community, "甲"), await here.venue(here.street, "乙")]
    const [foreign, lent] = [await here.venue(next, "丙"), await here.venue(next, "丁")]
    await here.insert("courses.venue_sharing", { venue_id: lent.uuid, organisation_id: here.community.uuid, priority: 1 }, false)
    const someone = await here.staff("COORDINATOR", here.community)
    expect(await ids(someone)).toEqual(
      [own, lent, street].sort((a, b) => ["丁", "乙", "甲"].indexOf(nameOf(a)) - ["丁", "乙", "甲"].indexOf(nameOf(b))).map(({ id }) => id),
    )
    function nameOf(thing: { id: string }): string {
      return thing.id === own.id ? "甲" : thing.id === street.id ? "乙" : "丁"
    }
    expect(await ids(someone, `(organisation: "${here.community.id}")`)).toEqual([lent.id, own.id])
    expect(await ids(someone, `(organisation: "${here.community.id}", includeShared: false)`)).toEqual([own.id])
    expect(await ids(someone, `(search: "乙")`)).toEqual([street.id])
    expect(await ids(someone, `(organisation: "${next.id}", includeShared: false)`)).toEqual([lent.id])
    expect(await ids(await here.staff("AUDITOR", here.street))).toHaveLength(4)
    expect((await read(someone, foreign.id))?.id).toBe(foreign.id)
  })

  test("pages without a gap, and costs the same for 2 as for 50", async () => {
    const here = await newWorld(url)
    for (let at = 0; at < 50; at += 1) await here.venue(here.community, `教室${at % 7}`)
    const subject = await here.staff("COORDINATOR", here.community)
    const client = await stack.as(subject)
    type Page = { venues: { nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } }
    const page = (first: number, after: string | null = null) =>
      client.request<Page>(
        `query ($first: Int, $after: String) { venues(first: $first, after: $after) { pageInfo { hasNextPage endCursor }
          nodes { id name version address isInUse opening { from } closures { id } sharedWith { organisation { id } } organisation { id } viewerCanPlan } } }`,
        { first, after },
      )
    const seen: string[] = []
    for (let after: string | null = null; ;) {
      const { venues } = await page(9, after)
      seen.push(...venues.nodes.map(({ id }) => id))
      if (!venues.pageInfo.hasNextPage) break
      after = venues.pageInfo.endCursor
    }
    expect([seen.length, new Set(seen).size]).toEqual([50, 50])
    expect(await stack.costOf(() => page(50))).toEqual(await stack.costOf(() => page(2)))
  })
})
