import { beforeAll, expect, test } from "vitest"
import { MemberCardDocument } from "party-school-graph/operations"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

/** One member with a branch, three lessons ahead and one behind, and hours of the year. */
async function wangWorld() {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community, { name: "向阳社区第一党支部" })
  const wang = await world.member(branch)
  const venue = await world.venue(world.community)
  const teacher = await world.teacher(world.district)
  const first = await world.lesson(world.community, "2026-11-25T14:00:00+08:00", { title: "党章专题辅导", venue, teachers: [teacher], expected: [wang] })
  const second = await world.lesson(branch, "2026-12-05T09:00:00+08:00", { title: "主题党日", category: "THEME_DAY", hours: 1.5, expected: [wang] })
  await world.lesson(branch, "2026-12-06T09:00:00+08:00", { status: "CANCELLED", expected: [wang] })
  await world.lesson(branch, "2026-11-01T09:00:00+08:00", { status: "HELD", expected: [wang] })
  await world.lesson(branch, "2026-12-07T09:00:00+08:00", { waiting: [wang] })
  await world.hours(wang, branch, 2026, await world.ruleSet(), { credited: 30.5, collective: 16.5, intensive: 8, online_counted: 6 })
  return { world, branch, wang, venue, teacher, first, second }
}

test("one request answers a member's branch, lessons and hours", async () => {
  const { world, branch, wang, venue, teacher, first, second } = await wangWorld()
  const auditor = await stack.as(await world.staff("AUDITOR", world.district))

  expect(await auditor.request(MemberCardDocument, { id: wang.id, year: 2026 })).toEqual({
    member: {
      id: wang.id,
      name: "王春梅",
      stage: "FULL",
      branch: {
        id: branch.id,
        name: "向阳社区第一党支部",
        kind: "BRANCH",
        parent: { id: world.community.id, name: world.community.name, kind: "GENERAL_BRANCH" },
      },
      lessons: {
        totalCount: 2,
        nodes: [
          {
            id: first.id,
            title: "党章专题辅导",
            startsAt: "2026-11-25T14:00:00+08:00",
            endsAt: "2026-11-25T16:00:00+08:00",
            plannedHours: 2,
            venue: { id: venue.id, name: "一号教室" },
            teachers: [{ id: teacher.id, name: "赵老师" }],
          },
          {
            id: second.id,
            title: "主题党日",
            startsAt: "2026-12-05T09:00:00+08:00",
            endsAt: "2026-12-05T11:00:00+08:00",
            plannedHours: 1.5,
            venue: null,
            teachers: [],
          },
        ],
      },
      hours: {
        required: 32,
        credited: 30.5,
        remaining: 1.5,
        verdict: "IN_PROGRESS",
        categories: [
          { category: "INTENSIVE", hours: 8 },
          { category: "COLLECTIVE", hours: 16.5 },
          { category: "ONLINE", hours: 6 },
          { category: "MAKE_UP", hours: 0 },
        ],
      },
    },
  })
})

test("it costs one statement a subgraph, and one for the lessons' count", async () => {
  const { world, wang } = await wangWorld()
  const auditor = await stack.as(await world.staff("AUDITOR", world.district))
  await auditor.request(MemberCardDocument, { id: wang.id, year: 2026 })

  const cost = await stack.costOf(() => auditor.request(MemberCardDocument, { id: wang.id, year: 2026 }))

  expect(cost).toEqual({ statements: 5, fetches: 4, bySubgraph: { people: 1, organisation: 1, courses: 1, attendance: 1 } })
})

test("the member sees their own card whole; a colleague, another district's auditor and an unknown id see nothing", async () => {
  const { world, branch, wang } = await wangWorld()
  const colleague = await world.member(branch, { name: "李建国" })
  const elsewhere = await world.organisation(world.city, { kind: "COMMITTEE", level: "DISTRICT" })
  const card = async (subject: string, id = wang.id) => (await stack.as(subject)).request(MemberCardDocument, { id, year: 2026 })

  const own = await card(wang.subject)
  expect(own.member?.lessons?.totalCount).toBe(2)
  expect(own.member?.hours?.credited).toBe(30.5)
  expect(own.member?.branch?.name).toBe("向阳社区第一党支部")
  expect(await card(colleague.subject)).toEqual({ member: null })
  expect(await card(await world.staff("AUDITOR", elsewhere))).toEqual({ member: null })
  expect(await card(await world.staff("AUDITOR", world.city), "member_01j2gv5gymfay8vvr14d2pf2db")).toEqual({ member: null })
})
