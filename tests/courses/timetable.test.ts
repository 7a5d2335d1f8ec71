import { beforeAll, expect, test } from "vitest"
import { TimetableDocument, type TimetableQueryVariables } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

const WEEK = { from: "2026-11-23T00:00:00+08:00", to: "2026-11-30T00:00:00+08:00" }

/** A district with two branches and four lessons in the week, one each of draft, cancelled and outside beside them. */
async function weekWorld() {
  const world = await newWorld(url)
  const [one, two] = [await world.organisation(world.community), await world.organisation(world.community)]
  const people = [await world.member(one), await world.member(one), await world.member(two)]
  const venue = await world.venue(world.community)
  const school = await world.school(world.community)
  const teacher = await world.teacher(world.district)
  const lecture = await world.lesson(world.community, "2026-11-24T14:00:00+08:00", {
    venue,
    school,
    teachers: [teacher],
    expected: people.slice(0, 2),
    waiting: people.slice(2),
  })
  const first = await world.lesson(one, "2026-11-25T09:00:00+08:00", { venue, expected: people.slice(0, 2) })
  const second = await world.lesson(two, "2026-11-25T09:00:00+08:00", { teachers: [teacher] })
  const draft = await world.lesson(one, "2026-11-26T09:00:00+08:00", { status: "DRAFT" })
  await world.lesson(one, "2026-11-30T00:00:00+08:00")
  await world.lesson(one, "2026-11-22T23:59:59+08:00")
  await world.sheet(first, one, { expected: 2, present: 1, onLeave: 0, absent: 0, state: "OPEN" })
  const ids = async (subject: string, filter: Partial<TimetableQueryVariables> = {}) => {
    const { timetable } = await (await stack.as(subject)).request(TimetableDocument, { ...WEEK, ...filter })
    expect(timetable?.totalCount).toBe(timetable?.nodes.length)
    return timetable?.nodes.map((node) => node.id).sort()
  }
  return { world, one, two, people, venue, school, teacher, lecture, first, second, draft, ids }
}

const sorted = (...things: { id: string }[]) => things.map((thing) => thing.id).sort()

test("a week holds what starts in it, in time order, with places, people and sheets", async () => {
  const { world, one, venue, school, teacher, lecture, first } = await weekWorld()
  const { timetable } = await (await stack.as(await world.staff("COORDINATOR", world.district))).request(TimetableDocument, WEEK)

  expect(timetable?.nodes[0]).toEqual({
    id: lecture.id,
    title: "党章专题辅导",
    category: "PARTY_LECTURE",
    mode: "FACE_TO_FACE",
    status: "PUBLISHED",
    startsAt: "2026-11-24T14:00:00+08:00",
    endsAt: "2026-11-24T16:00:00+08:00",
    plannedHours: 2,
    capacity: 60,
    enrolledCount: 2,
    waitlistedCount: 1,
    school: { id: school.id, name: "社区党校" },
    venue: { id: venue.id, name: "一号教室", capacity: 60 },
    teachers: [{ id: teacher.id, name: "赵老师" }],
    organiser: { id: world.community.id, name: world.community.name },
    sheet: null,
  })
  const opened = timetable?.nodes.find((node) => node.id === first.id)
  expect(opened?.sheet).toEqual({ state: "OPEN", expected: 2, present: 1, onLeave: 0, absent: 0, unmarked: 1 })
  expect(opened?.organiser?.id).toBe(one.id)
})

test("it is cut by subtree, venue and teacher", async () => {
  const { world, one, venue, teacher, lecture, first, second, draft, ids } = await weekWorld()
  const coordinator = await world.staff("COORDINATOR", world.district)

  expect(await ids(coordinator)).toEqual(sorted(lecture, first, second, draft))
  expect(await ids(coordinator, { organisation: one.id })).toEqual(sorted(first, draft))
  expect(await ids(coordinator, { organisation: world.community.id })).toEqual(sorted(lecture, first, second, draft))
  expect(await ids(coordinator, { venue: venue.id })).toEqual(sorted(lecture, first))
  expect(await ids(coordinator, { teacher: teacher.id })).toEqual(sorted(lecture, second))
  expect(await ids(coordinator, { venue: venue.id, teacher: teacher.id })).toEqual(sorted(lecture))
})

test("each viewer sees their own part: the subtree, what superiors publish, and what they are expected at", async () => {
  const { world, one, two, people, lecture, first, second, draft, ids } = await weekWorld()
  const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
  const guest = await world.member(await world.organisation(elsewhere))
  const invited = await world.lesson(two, "2026-11-27T09:00:00+08:00", { expected: [guest] })

  expect(await ids(await world.staff("RECORDER", one))).toEqual(sorted(lecture, first, draft))
  expect(await ids(people[0]?.subject ?? "")).toEqual(sorted(lecture, first))
  expect(await ids(people[2]?.subject ?? "")).toEqual(sorted(lecture, second, invited))
  expect(await ids(guest.subject)).toEqual(sorted(invited))
  expect(await ids(await world.staff("AUDITOR", elsewhere))).toEqual([])
})

test("pages follow each other without a gap, also where lessons start together, and cost the same whatever their size", async () => {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const people = [await world.member(branch)]
  for (let at = 0; at < 40; at += 1) await world.lesson(branch, `2026-11-2${4 + (at % 2)}T09:00:00+08:00`, { expected: people })
  const client = await stack.as(await world.staff("COORDINATOR", branch))
  const page = (first: number, after: string | null = null) => client.request(TimetableDocument, { ...WEEK, first, after })
  const seen = new Set<string>()
  let after: string | null = null
  do {
    const { timetable } = await page(7, after)
    for (const node of timetable?.nodes ?? []) seen.add(node.id)
    after = timetable?.pageInfo.hasNextPage ? timetable.pageInfo.endCursor : null
  } while (after)

  expect(seen.size).toBe(40)
  expect(await stack.costOf(() => page(40))).toEqual(await stack.costOf(() => page(2)))
})

test("a member's lessons elsewhere are shown to whom the lesson itself is shown, by every path", async () => {
  const world = await newWorld(url)
  const [own, other] = [await world.organisation(world.community), await world.organisation(world.community)]
  const wang = await world.member(own)
  const there = await world.lesson(other, "2026-11-25T09:00:00+08:00", { expected: [wang] })
  const above = await world.lesson(world.street, "2026-11-26T09:00:00+08:00", { expected: [wang] })
  const paths = async (subject: string) => {
    const client = await stack.as(subject)
    const query = `query($member: ID!, $there: ID!) {
      member(id: $member) { lessons(when: ALL) { totalCount nodes { id organiser { id } } } }
      lesson(id: $there) { id organiser { id } }
      node(id: $there) { id }
    }`
    return client.request(query, { member: wang.id, there: there.id })
  }
  const both = {
    totalCount: 2,
    nodes: [
      { id: there.id, organiser: { id: other.id } },
      { id: above.id, organiser: { id: world.street.id } },
    ],
  }
  const one = { totalCount: 1, nodes: [{ id: above.id, organiser: { id: world.street.id } }] }

  expect(await paths(await world.staff("AUDITOR", world.street))).toEqual({
    member: { lessons: both },
    lesson: { id: there.id, organiser: { id: other.id } },
    node: { id: there.id },
  })
  expect(await paths(await world.staff("RECORDER", own))).toEqual({ member: { lessons: one }, lesson: null, node: null })
  const himself = {
    totalCount: 2,
    nodes: [
      { id: there.id, organiser: null },
      { id: above.id, organiser: { id: world.street.id } },
    ],
  }
  expect(await paths(wang.subject)).toEqual({ member: { lessons: himself }, lesson: { id: there.id, organiser: null }, node: { id: there.id } })
})
