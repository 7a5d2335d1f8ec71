import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { printedReports } from "../kit/printed-reports.ts"
import { registersIn } from "../kit/registers.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const registers = registersIn(world)
const print = printedReports(url)
const auditor = await world.staff("AUDITOR", world.city)

const QUERY = `query ($id: ID!, $year: Int, $from: Date, $to: Date, $asOf: DateTime, $first: Int, $after: String) {
  venueUse(organisation: $id, year: $year, from: $from, to: $to, asOf: $asOf, first: $first, after: $after) {
    header { organisation { id } title digest } gaps { subgraph message } totalCount pageInfo { hasNextPage endCursor }
    totals { venues lessons hours openHours rate clashes personTimes seatRate }
    nodes { venue { id name capacity } lessons hours openHours rate shares { organisation { id name } hours } clashes personTimes seatRate } } }`
type Row = { venue: { id: string } | null; shares: { organisation: { id: string; name: string } | null; hours: number }[]; [field: string]: unknown }
type Use = {
  header: { digest: string; [field: string]: unknown }
  gaps: { message: string }[]
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string }
  totals: Record<string, number | null>
  nodes: Row[]
}
/** A week from Monday to Sunday. */
const WEEK = { from: "2025-03-10", to: "2025-03-16" }
const read = async (subject: string, at: Place, more: object = WEEK) =>
  (await (await stack.as(subject)).request<{ venueUse: Use | null }>(QUERY, { id: at.id, ...more })).venueUse
const useOf = async (at: Place, more?: object) => (await read(auditor, at, more)) as Use
const open = async (venue: Thing, days: readonly number[], from = 8 * 60, to = 12 * 60) => {
  for (const weekday of days) await world.insert("courses.venue_opening", { venue_id: venue.uuid, weekday, from_minute: from, to_minute: to }, false)
}
const NOTHING = { venues: 0, lessons: 0, hours: 0, openHours: null, rate: null, clashes: 0, personTimes: 0, seatRate: null }

/** A room that is open on five mornings, but for one that it was closed; its owner and another used it, once at once. */
async function ground() {
  const general = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
  const [owner, other] = [await world.organisation(general, { name: "甲支部" }), await world.organisation(general, { name: "乙支部" })]
  const room = await world.venue(owner, "一号教室", 10)
  await open(room, [1, 2, 3, 4, 5])
  const closed = { starts_at: new Date("2025-03-14T00:00:00+08:00"), ends_at: new Date("2025-03-15T00:00:00+08:00"), reason: "检修" }
  await world.insert("courses.venue_closure", { venue_id: room.uuid, ...closed })
  const people: Person[] = []
  for (let count = 0; count < 4; count += 1) people.push(await world.member(owner))
  const [a, b, c, d] = people as [Person, Person, Person, Person]
  const first = await registers.held(owner, "2025-03-10T08:00:00+08:00", { venue: room, expected: people, hours: 2 })
  const over = await registers.held(other, "2025-03-10T09:00:00+08:00", { venue: room, expected: people, hours: 2, isOver: true })
  await registers.held(other, "2025-03-12T08:00:00+08:00", { venue: room, hours: 1.5 })
  await registers.marks(first, [
    [a, "√"],
    [b, "迟", 20],
    [c, "线"],
    [d, "缺"],
  ])
  await registers.marks(over, [[a, "√"]])
  return { general, owner, other, room, people, first }
}

describe("how venues were used", () => {
  test("is the time in which they were taken up, of the time in which they were open, by whom, and how full", async () => {
    const { general, owner, other, room } = await ground()
    const use = await useOf(general)
    // 8 to 11 on Monday, 8 to 9.30 on Wednesday: 4.5 hours of 4 mornings. Three came to three lessons of ten seats.
    expect(use.nodes).toEqual([
      {
        venue: { id: room.id, name: "一号教室", capacity: 10 },
        lessons: 3,
        hours: 4.5,
        openHours: 16,
        rate: 28.1,
        shares: [
          { organisation: { id: other.id, name: "乙支部" }, hours: 3.5 },
          { organisation: { id: owner.id, name: "甲支部" }, hours: 2 },
        ],
        clashes: 1,
        personTimes: 3,
        seatRate: 10,
      },
    ])
    expect(use.totals).toEqual({ venues: 1, lessons: 3, hours: 4.5, openHours: 16, rate: 28.1, clashes: 1, personTimes: 3, seatRate: 10 })
    expect(use).toMatchObject({ totalCount: 1, gaps: [], header: { organisation: { id: general.id } } })
    expect((await useOf(general, { from: "2025-03-10", to: "2025-03-10" })).totals).toEqual({
      ...use.totals,
      lessons: 2,
      hours: 3,
      openHours: 4,
      rate: 75,
      seatRate: 15,
    })
  })

  test("prints under the same digest, which no change of the register touches", async () => {
    const { general, room } = await ground()
    const asOf = "2026-01-01T09:00:00+08:00"
    const printed = await print(general, "VENUE_USE", { ...WEEK, asOf: new Date(asOf) })
    expect(printed?.lines).toEqual(["一号教室,甲支部,10,16,3,4.5,28.1,2,乙支部 3.5；甲支部 2,1,3,10", "合计,1个场地,,16,3,4.5,28.1,2,,1,3,10"])
    await registers.change("courses.venue", "id", room.uuid, "capacity = 20, name = '大教室'")
    await world.client.query("DELETE FROM courses.venue_closure WHERE venue_id = $1", [room.uuid])
    const now = await useOf(general, { ...WEEK, asOf })
    expect(now.header.digest).toBe(printed?.digest)
    expect(now.totals).toMatchObject({ hours: 4.5, openHours: 20, rate: 22.5, seatRate: 5 })
  })

  test("holds what was recorded by then: a sheet that was opened later is not in it, nor a correction", async () => {
    const { general, first, people } = await ground()
    expect((await useOf(general, { ...WEEK, asOf: "2025-03-09T09:00:00+08:00" })).totals).toEqual(NOTHING)
    expect((await useOf(general, { ...WEEK, asOf: "2025-03-10T09:30:00+08:00" })).totals).toMatchObject({ lessons: 2, hours: 3 })
    const before = await useOf(general, { ...WEEK, asOf: "2025-04-01T09:00:00+08:00" })
    const [absent] = (
      await world.client.query<{ id: string }>("SELECT id FROM attendance.entry WHERE member_id = $1 AND lesson_id = $2", [people[3]?.uuid, first.uuid])
    ).rows
    const came = await registers.fact(people[3] as Person, first, { replaces: String(absent?.id) })
    await world.client.query("ALTER TABLE attendance.entry DISABLE TRIGGER USER")
    await world.client.query("UPDATE attendance.entry SET recorded_at = '2025-05-01T09:00:00+08:00' WHERE id = $1", [came])
    await world.client.query("ALTER TABLE attendance.entry ENABLE TRIGGER USER")
    expect(await useOf(general, { ...WEEK, asOf: "2025-04-01T09:00:00+08:00" })).toEqual(before)
    expect((await useOf(general)).totals).toMatchObject({ personTimes: 4 })
  })

  test("says what it cannot: no opening hours, several venues, rooms that stood empty, lessons without a sheet", async () => {
    const at = await world.organisation(world.community)
    const [room, second] = [await world.venue(at), await world.venue(at, "二号教室")]
    await world.venue(at, "空教室")
    const both = await registers.held(at, "2025-03-11T08:00:00+08:00", { venue: room })
    const times = { starts_at: new Date("2025-03-11T08:00:00+08:00"), ends_at: new Date("2025-03-11T10:00:00+08:00") }
    await world.insert("courses.booking", { lesson_id: both.uuid, period: 1, resource_id: second.uuid, kind: "VENUE", ...times, is_firm: true }, false)
    await world.lesson(at, "2025-03-12T08:00:00+08:00", { venue: room })
    const use = await useOf(at)
    expect(use.totals).toEqual({ ...NOTHING, venues: 2, lessons: 1, hours: 4 })
    expect(use.nodes).toMatchObject([{ openHours: null, rate: null, personTimes: null, seatRate: null }, { lessons: 1 }])
    expect(use.gaps.map(({ message }) => message)).toEqual([
      "1个启用场地期内没有用过，不在表中。",
      "2个场地没有登记开放时间，使用率未知。",
      "1次课同时使用多个场地，到场人次分不到场地，不计上座率。",
      "1次已发布的课应已举行而没有签到表，不计使用时数。",
    ])
    expect(await useOf(await world.organisation(world.community))).toMatchObject({
      totals: NOTHING,
      nodes: [],
      totalCount: 0,
      gaps: [],
      pageInfo: { endCursor: null },
    })
  })

  test("is for whoever has a role over the organisation; others that shared a room are not named to who does not see them", async () => {
    const { owner, room, people, other } = await ground()
    const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT", name: "外区" })
    await registers.held(elsewhere, "2025-03-13T08:00:00+08:00", { venue: room })
    for (const role of ["RECORDER", "AUDITOR", "ADMIN"] as const)
      expect(
        (await read(await world.staff(role, owner), owner))?.nodes[0]?.shares.map(({ organisation, hours }) => [organisation?.name ?? null, hours]),
      ).toEqual([
        [null, 3.5],
        ...[
          ["甲支部", 2],
          [null, 2],
        ].sort(() => (owner.uuid < elsewhere.uuid ? 0 : -1)),
      ])
    expect((await print(owner, "VENUE_USE", WEEK))?.lines[0]).toContain("甲支部 2；其他单位 5.5")
    for (const subject of [people[0]?.subject ?? "", await world.staff("ADMIN", elsewhere), await world.staff("ADMIN", other)])
      expect(await read(subject, owner)).toBeNull()
  })

  test("comes in pages in the order of the tree; days are needed", async () => {
    const at = await world.organisation(world.community)
    const rooms: Thing[] = []
    for (let count = 0; count < 5; count += 1) rooms.push(await world.venue(await world.organisation(at)))
    for (const room of rooms) await registers.held(at, "2025-03-11T08:00:00+08:00", { venue: room })
    const pages: Use[] = []
    for (let after: string | undefined; pages.length < 3; after = pages.at(-1)?.pageInfo.endCursor) pages.push(await useOf(at, { ...WEEK, first: 2, after }))
    expect(new Set(pages.flatMap(({ nodes }) => nodes.map(({ venue }) => venue?.id)))).toEqual(new Set(rooms.map(({ id }) => id)))
    expect(pages.map(({ nodes, pageInfo }) => [nodes.length, pageInfo.hasNextPage])).toEqual([
      [2, true],
      [2, true],
      [1, false],
    ])
    await expect(read(auditor, at, {})).rejects.toThrow("from")
    await expect(read(auditor, at, { ...WEEK, after: "x" })).rejects.toThrow("after")
  })

  test("costs as many statements for thirty venues as for two", async () => {
    const costOf = async (count: number) => {
      const at = await world.organisation(world.community)
      for (let day = 0; day < count; day += 1) await registers.held(at, "2025-03-11T08:00:00+08:00", { venue: await world.venue(at) })
      const other = await world.staff("AUDITOR", at)
      return (await stack.costOf(() => read(other, at, { ...WEEK, first: 50 }))).statements
    }
    expect(await costOf(30)).toBe(await costOf(2))
  })
})
