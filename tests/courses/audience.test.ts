import fc from "fast-check"
import { afterAll, describe, expect, test } from "vitest"
import { createAudienceRepository } from "../../subgraphs/courses/data/audience.repository.ts"
import { createClashRepository } from "../../subgraphs/courses/data/clash.repository.ts"
import type { Audience } from "../../subgraphs/courses/domain/audience.ts"
import { localTimeOf } from "../../subgraphs/shared/calendar.ts"
import { openDatabase } from "../../subgraphs/shared/database.ts"
import { CITY_VIEWER } from "../../bench/search-cases.ts"
import { emptyDatabase } from "../kit/database.ts"
import { newWorld } from "../kit/world.ts"
import type { Person, Thing } from "../kit/things.ts"

const url = await emptyDatabase()
const world = await newWorld(url)
const database = openDatabase(url, { name: "audience", connections: 2, onError: () => undefined })
afterAll(() => database.close())
const audiences = createAudienceRepository(database.read)

const [first, second] = [await world.organisation(world.community), await world.organisation(world.community)]
const wang = await world.member(first, { name: "王" })
const li = await world.member(second, { name: "李" })
const zhou = await world.member(second, { name: "周", stage: "APPLICANT" })
const names = new Map([wang, li, zhou].map(({ uuid, name }) => [uuid, name]))
const meant = async (audience: Partial<Audience>, day = "2026-12-01", trainingClass: string | null = null) => {
  const whole = { organisations: [], includeDescendants: true, posts: [], stages: [], members: [], ...audience }
  const expected = await audiences.evaluate(whole, trainingClass, day)
  return Object.fromEntries(expected.map(({ source, members }) => [source, members.map((id) => names.get(id)).sort()]))
}
const office = (person: Person, post: string, since: string, until: string | null = null) =>
  world.insert("organisation.office", { organisation_id: first.uuid, member_id: person.uuid, post, since, until, is_part_time: true })

describe("an audience", () => {
  test("is those who take part in an organisation, or below it", async () => {
    expect(await meant({ organisations: [world.community.id] })).toEqual({ AUDIENCE: ["周", "李", "王"].sort() })
    expect(await meant({ organisations: [world.community.id], includeDescendants: false })).toEqual({})
    expect(await meant({ organisations: [first.id], includeDescendants: false })).toEqual({ AUDIENCE: ["王"] })
    expect(await meant({ organisations: [] })).toEqual({})
  })

  test("at a stage as of the day, by the dates of the record", async () => {
    expect(await meant({ organisations: [world.community.id], stages: ["APPLICANT"] })).toEqual({ AUDIENCE: ["周"] })
    await world.client.query("UPDATE people.member SET activist_on = '2026-12-15' WHERE id = $1", [zhou.uuid])
    expect(await meant({ organisations: [world.community.id], stages: ["APPLICANT"] }, "2026-12-15")).toEqual({})
    expect(await meant({ organisations: [world.community.id], stages: ["ACTIVIST"] }, "2026-12-15")).toEqual({ AUDIENCE: ["周"] })
  })

  test("as of the day: who came later or left before is not meant", async () => {
    const other = await world.member(first, { name: "后来" })
    names.set(other.uuid, "后来")
    await world.client.query("UPDATE people.membership SET from_on = '2026-12-02', to_on = '2026-12-04' WHERE member_id = $1", [other.uuid])
    const days = ["2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"]
    const found = await Promise.all(days.map((day) => meant({ organisations: [first.id] }, day)))
    expect(found.map(({ AUDIENCE = [] }) => AUDIENCE.includes("后来"))).toEqual([false, true, true, false])
  })

  test("in the tree as it stood on the day", async () => {
    const away = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const moving = await world.organisation(away)
    const sun = await world.member(moving, { name: "孙" })
    names.set(sun.uuid, "孙")
    await world.client.query("UPDATE organisation.organisation_version SET valid_to = '2026-06-01' WHERE organisation_id = $1", [moving.uuid])
    await world.client.query(
      `INSERT INTO organisation.organisation_version (organisation_id, valid_from, parent_id, path, name, short_name, kind, level, setting)
       SELECT id, '2026-06-01', $2, $3 || 'moved.', name, short_name, kind, level, setting FROM organisation.organisation WHERE id = $1`,
      [moving.uuid, world.community.uuid, world.community.path],
    )
    expect((await meant({ organisations: [away.id] }, "2026-05-31"))["AUDIENCE"]).toEqual(["孙"])
    expect((await meant({ organisations: [away.id] }, "2026-06-01"))["AUDIENCE"]).toBeUndefined()
    expect((await meant({ organisations: [world.community.id] }, "2026-06-01"))["AUDIENCE"]).toContain("孙")
  })

  test("not those whose membership is stopped; by name and with the class whoever it is, once", async () => {
    await world.client.query("UPDATE people.member SET state = 'STOPPED' WHERE id = $1", [li.uuid])
    expect(await meant({ organisations: [second.id] })).toEqual({ AUDIENCE: ["周"] })
    expect(await meant({ organisations: [second.id], members: [li.id, zhou.id] })).toEqual({ NAMED: ["周", "李"].sort() })
    await world.client.query("UPDATE people.member SET state = 'NORMAL' WHERE id = $1", [li.uuid])
  })

  test("holders of a post in one of the organisations, on the day", async () => {
    await office(wang, "SECRETARY", "2026-01-01", "2026-12-10")
    expect(await meant({ organisations: [world.community.id], posts: ["SECRETARY", "DEPUTY_SECRETARY"] })).toEqual({ AUDIENCE: ["王"] })
    expect(await meant({ organisations: [world.community.id], posts: ["SECRETARY"] }, "2026-12-10")).toEqual({})
    expect(await meant({ organisations: [second.id], posts: ["SECRETARY"] })).toEqual({})
  })
})

/** Sixty lessons at random, half-hours after a Monday's midnight in UTC; what the exclusion constraint would refuse is left out, as it would be. */
const LESSONS = fc.record({
  from: fc.integer({ min: 0, max: 60 }),
  room: fc.integer({ min: 0, max: 2 }),
  teacher: fc.integer({ min: 0, max: 2 }),
  who: fc.subarray([0, 1, 2]),
  status: fc.constantFrom("PUBLISHED", "DRAFT", "CANCELLED", "HELD"),
})
type Drawn = { from: number; room: number; teacher: number; who: number[]; status: string; id: string }
const QUESTION = fc.record({
  from: fc.integer({ min: 0, max: 60 }),
  length: fc.integer({ min: 1, max: 8 }),
  room: fc.integer({ min: 0, max: 1 }),
  teacher: fc.integer({ min: 0, max: 1 }),
  who: fc.subarray([0, 1, 2]),
  many: fc.boolean(),
})
const at = (half: number) => new Date(Date.UTC(2027, 4, 3) + half * 1_800_000)
const stands = (status: string) => status === "PUBLISHED" || status === "HELD"

async function drawLessons(rooms: readonly Thing[], teachers: readonly Thing[], people: readonly Person[]): Promise<Drawn[]> {
  const kept: Drawn[] = []
  for (const one of fc.sample(LESSONS, { numRuns: 60, seed: 7 })) {
    const isTaken = kept.some(
      (other) =>
        stands(one.status) &&
        stands(other.status) &&
        Math.abs(other.from - one.from) < 4 &&
        ((one.room < 2 && one.room === other.room) || (one.teacher < 2 && one.teacher === other.teacher)),
    )
    if (isTaken) continue
    const lesson = await world.lesson(first, at(one.from).toISOString(), {
      ...(rooms[one.room] && { venue: rooms[one.room] as Thing }),
      teachers: teachers.slice(one.teacher, one.teacher + 1),
      expected: one.who.map((index) => people[index] as Person),
      status: one.status,
    })
    kept.push({ ...one, id: lesson.id })
  }
  return kept
}

describe("the clash finder", () => {
  test("finds what going through all lessons finds", async () => {
    const rooms = [await world.venue(world.community), await world.venue(world.community, "二号教室")]
    const teachers = [await world.teacher(world.community), await world.teacher(world.community, "钱老师")]
    const people = [wang, li, zhou]
    const kept = await drawLessons(rooms, teachers, people)
    const timeZone = "Asia/Shanghai"
    const clashes = createClashRepository(database.read, CITY_VIEWER, {
      timeZone,
      localOf: (date) => localTimeOf(date, timeZone),
      calendarOf: () => ({ isHoliday: false, name: null, isKnown: true }),
    })
    await fc.assert(
      fc.asyncProperty(QUESTION, async ({ from, length, room, teacher, who, many }) => {
        const nobody = many ? Array.from({ length: 501 }, (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`) : []
        const report = await clashes.find({
          lessonId: null,
          organiserPath: first.path,
          capacity: null,
          expected: [...who.map((index) => (people[index] as Person).uuid), ...nobody],
          periods: [
            {
              startsAt: at(from),
              endsAt: at(from + length),
            },
          ],
          venueIds: [rooms[room]?.id ?? ""],
          teacherIds: [teachers[teacher]?.id ?? ""],
        })
        const met = kept.filter((one) => stands(one.status) && one.from < from + length && from < one.from + 4)
        const minutes = (one: { from: number }) => 30 * (Math.min(one.from + 4, from + length) - Math.max(one.from, from))
        const wanted = [
          ...met.filter((one) => one.room === room).map((one) => `VENUE ${one.id} ${minutes(one)} null`),
          ...met.filter((one) => one.teacher === teacher).map((one) => `TEACHER ${one.id} ${minutes(one)} null`),
          ...met.flatMap((one) => {
            const both = one.who.filter((index) => who.includes(index)).length
            return both > 0 ? [`ATTENDEES ${one.id} ${minutes(one)} ${both}`] : []
          }),
        ]
        const found = report.clashes.filter(({ kind }) => kind !== "CAPACITY").map((one) => `${one.kind} ${one.lessonId} ${one.minutes} ${one.count}`)
        expect(found.sort()).toEqual(wanted.sort())
      }),
      { numRuns: 100 },
    )
  })
})
