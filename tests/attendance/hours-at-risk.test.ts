import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Place, Thing } from "../kit/things.ts"
import { hoursIn } from "../kit/world-hours.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const hours = hoursIn(world)
const auditor = await world.staff("AUDITOR", world.city)
const rules = await hours.rules()

const QUERY = `query ($id: ID!, $year: Int, $first: Int, $after: String) { hoursAtRisk(organisation: $id, year: $year, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
  member { id } branch { id } role required credited projected gap remaining monthsLeft neededAMonth missingSessions
  lastAbsences { state occurredOn lesson { id } } suggestions { hours isOpenToEnrol lesson { id title } } } } }`
type Risk = { member: { id: string }; gap: number; suggestions: { lesson: { id: string } }[]; [field: string]: unknown }
type Page = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string }; nodes: Risk[] }
const atRisk = async (subject: string, at: Place, page: object = {}) =>
  (await (await stack.as(subject)).request<{ hoursAtRisk: Page | null }>(QUERY, { id: at.id, ...page })).hoursAtRisk
const account = (person: Person, at: Place, credited: number, row: object = {}, year = 2026) =>
  world.hours(person, at, year, rules.uuid, { intensive: 0, collective: credited, online_raw: 0, online_counted: 0, credited, intensive_sessions: 0, ...row })
const suggested = async (at: Place) => (await atRisk(auditor, at))?.nodes[0]?.suggestions.map(({ lesson }) => lesson.id)
const change = (lesson: Thing, columns: string) => world.client.query(`UPDATE courses.lesson SET ${columns} WHERE id = $1`, [lesson.uuid])

/** Who stands in a row, and what the person owes. */
const of = (person: Person, at: Place, role: string, required: number) => ({ member: { id: person.id }, branch: { id: at.id }, role, required })

describe("who will miss the requirement at the present pace", () => {
  test("is listed by the gap, with the last absences; who is on the way is not", async () => {
    const branch = await world.organisation(world.community)
    const [wang, li, secretary, good, guest] = [
      await world.member(branch),
      await world.member(branch),
      await world.member(branch),
      await world.member(branch),
      await world.member(branch),
    ]
    await account(wang, branch, 20)
    await account(li, branch, 8.5)
    await account(secretary, branch, 60, { role: "SECRETARY", required: 56, required_intensive_sessions: 1 })
    await account(good, branch, 29)
    await account(guest, branch, 0, { role: "IN_SERVICE", is_required: false, required: 0 })
    const lessons: Thing[] = []
    for (const month of [3, 4, 5, 6]) lessons.push(await hours.heldLesson(branch, `2026-0${month}-01T09:00:00+08:00`))
    const [first, second, third, fourth] = lessons as [Thing, Thing, Thing, Thing]
    await hours.fact(li, first, { state: "ABSENT" })
    await hours.fact(li, second, { state: "ABSENT" })
    await hours.fact(li, third, { state: "ON_LEAVE" })
    await hours.fact(li, fourth, { replaces: await hours.fact(li, fourth, { state: "ABSENT" }) })
    // 23 November is day 327 of 365.
    expect(await atRisk(auditor, branch)).toEqual({
      totalCount: 3,
      pageInfo: { hasNextPage: false, endCursor: expect.any(String) as string },
      nodes: [
        {
          ...of(li, branch, "MEMBER", 32),
          credited: 8.5,
          projected: 9.48,
          gap: 22.52,
          remaining: 23.5,
          monthsLeft: 2,
          neededAMonth: 11.75,
          missingSessions: 0,
          suggestions: [],
          lastAbsences: [
            { state: "ON_LEAVE", occurredOn: "2026-05-01", lesson: { id: third.id } },
            { state: "ABSENT", occurredOn: "2026-04-01", lesson: { id: second.id } },
          ],
        },
        {
          ...of(wang, branch, "MEMBER", 32),
          credited: 20,
          projected: 22.32,
          gap: 9.68,
          remaining: 12,
          monthsLeft: 2,
          neededAMonth: 6,
          missingSessions: 0,
          suggestions: [],
          lastAbsences: [],
        },
        {
          ...of(secretary, branch, "SECRETARY", 56),
          credited: 60,
          projected: 66.97,
          gap: 0,
          remaining: 0,
          monthsLeft: 2,
          neededAMonth: 0,
          missingSessions: 1,
          suggestions: [],
          lastAbsences: [],
        },
      ],
    })
  })

  test("comes in pages, and of a year that is over says who missed it", async () => {
    const branch = await world.organisation(world.community)
    const people = [await world.member(branch), await world.member(branch), await world.member(branch)]
    for (const person of people) await account(person, branch, 10, {}, 2025)
    const first = await atRisk(auditor, branch, { year: 2025, first: 2 })
    const second = await atRisk(auditor, branch, { year: 2025, first: 2, after: first?.pageInfo.endCursor })
    expect(first).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      nodes: [{ projected: 10, gap: 22, monthsLeft: 0, neededAMonth: 22 }, { gap: 22 }],
    })
    expect(new Set([...(first?.nodes ?? []), ...(second?.nodes ?? [])].map(({ member }) => member.id))).toEqual(new Set(people.map(({ id }) => id)))
    expect(second).toMatchObject({ pageInfo: { hasNextPage: false }, nodes: [{ suggestions: [] }] })
    await expect(atRisk(auditor, branch, { year: 2027 })).rejects.toThrow("must be between 2000 and 2026")
    await expect(atRisk(auditor, branch, { after: "x" })).rejects.toThrow("after")
  })

  test("is for those with a role over the people, and null for everybody else", async () => {
    const branch = await world.organisation(world.community)
    const wang = await world.member(branch)
    await account(wang, branch, 10)
    expect(await atRisk(await world.staff("RECORDER", branch), branch)).toMatchObject({ totalCount: 1 })
    for (const subject of [wang.subject, await world.staff("ADMIN", await world.organisation(world.community))])
      expect(await atRisk(subject, branch)).toBeNull()
    expect(await atRisk(await world.staff("ADMIN", branch), world.community)).toBeNull()
  })
})

describe("the lessons that would help", () => {
  test("have a place, count, are held on the person's way up, and find the person free; three at most, the next first", async () => {
    const branch = await world.organisation(world.community)
    const wang = await world.member(branch)
    await account(wang, branch, 10)
    const at = (day: string, where = branch, overrides: object = {}) => world.lesson(where, `2026-12-${day}T09:00:00+08:00`, overrides)
    const [full, uncounted] = [await at("01", branch, { expected: [await world.member(branch)] }), await at("02")]
    await change(full, "capacity = 1")
    await change(uncounted, "is_counted = false")
    await at("03", branch, { category: "PRACTICE" })
    await at("04", branch, { status: "DRAFT" })
    await at("05", await world.organisation(world.community))
    await at("06", branch, { expected: [wang] })
    await at("06", world.community)
    await at("07", branch, { hours: 0 })
    await world.lesson(branch, "2027-01-01T09:00:00+08:00")
    expect(await suggested(branch)).toEqual([])
    const [last, city, own, next] = [await at("20"), await at("12", world.city, { category: "INTENSIVE" }), await at("11"), await at("13", world.district)]
    expect(last).toBeTruthy()
    expect(await suggested(branch)).toEqual([own.id, city.id, next.id])
    await change(city, "is_open_to_enrol = true")
    const { nodes } = (await atRisk(auditor, branch)) as Page
    expect(nodes[0]?.suggestions).toMatchObject([{ isOpenToEnrol: false }, { isOpenToEnrol: true, hours: 2, lesson: { id: city.id } }, {}])
  })

  test("are sessions first for who misses them, only these for who has the hours, and nothing online beyond the cap", async () => {
    const way = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
    const [first, second] = [await world.organisation(way), await world.organisation(way)]
    const [secretary, wang] = [await world.member(first), await world.member(second)]
    const owed = { role: "SECRETARY", required: 56, required_intensive_sessions: 1 }
    await account(secretary, first, 20, owed)
    await account(wang, second, 10, { online_raw: 20, online_counted: 16 })
    const [online, lecture, course] = [
      await world.lesson(way, "2026-12-01T14:00:00+08:00", { category: "ONLINE" }),
      await world.lesson(way, "2026-12-02T14:00:00+08:00"),
      await world.lesson(way, "2026-12-03T14:00:00+08:00", { category: "INTENSIVE" }),
    ]
    // Of the city's own, which other tests make, none comes between.
    const among = [online.id, lecture.id, course.id]
    const mine = (ids: readonly string[] | undefined) => ids?.filter((id) => among.includes(id))
    expect((await suggested(first))?.[0]).toBe(course.id)
    expect(mine(await suggested(second))).toEqual([lecture.id, course.id])
    await world.client.query("UPDATE attendance.annual_hours SET credited = 56 WHERE member_id = $1", [secretary.uuid])
    expect(mine(await suggested(first))).toEqual([course.id])
  })

  test("cost as many statements for fifty people as for two", async () => {
    const costOf = async (count: number) => {
      const branch = await world.organisation(world.community)
      const lesson = await hours.heldLesson(branch, "2026-05-01T09:00:00+08:00")
      for (let at = 0; at < count; at += 1) {
        const person = await world.member(branch)
        await account(person, branch, at / 10)
        await hours.fact(person, lesson, { state: "ABSENT" })
      }
      await world.lesson(branch, "2026-12-24T09:00:00+08:00")
      // Somebody who is not known yet: who asks is read in each.
      const other = await world.staff("AUDITOR", world.city)
      return (await stack.costOf(() => atRisk(other, branch, { first: 50 }))).statements
    }
    expect(await costOf(50)).toBe(await costOf(2))
  })
})
