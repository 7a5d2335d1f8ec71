import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type PlannedNode, hasEnded, plansAs } from "../kit/plans-asked.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url, NOW, [], true)
const world = await newWorld(url)
const [east, west] = [await world.organisation(world.community), await world.organisation(world.community)]
const [hall, roomEast] = [await world.venue(world.community, "社区礼堂", 100), await world.venue(east, "东支部活动室", 30)]
const [zhao, qian] = [await world.teacher(world.community, "赵老师"), await world.teacher(world.community, "钱老师")]
const coordinator = await stack.as(await world.staff("COORDINATOR", world.community))
const plans = plansAs(coordinator)
const lecture = { title: "党史", category: "PARTY_LECTURE", plannedHours: 2, durationMinutes: 120 }
const base = { organisation: world.community.id, title: "十二月党课", from: "2026-12-01", to: "2026-12-31" }
const instant = (text: string | null) => new Date(text ?? "").getTime()
const meets = (a: PlannedNode, b: PlannedNode) => instant(a.startsAt) < instant(b.endsAt) && instant(b.startsAt) < instant(a.endsAt)

describe("planning a timetable", () => {
  test("places twenty lessons without a clash, around what is published, and says how well", async () => {
    await world.lesson(world.community, "2026-12-02T09:00:00+08:00", { venue: hall, teachers: [zhao] })
    await world.insert("courses.venue_closure", {
      venue_id: hall.uuid,
      starts_at: "2026-12-07T00:00:00+08:00",
      ends_at: "2026-12-12T00:00:00+08:00",
      reason: "装修",
    })
    await world.insert("courses.teacher_absence", { teacher_id: qian.uuid, starts_at: "2026-12-14T00:00:00+08:00", ends_at: "2026-12-19T00:00:00+08:00" })
    for (const weekday of [1, 2, 3, 4, 5])
      await world.insert("courses.teacher_availability", { teacher_id: zhao.uuid, weekday, from_minute: 1_080, to_minute: 1_260, kind: "AVOIDED" }, false)
    const asked = await plans.ask({
      ...base,
      partOfDay: "MORNING",
      demands: [{ ...lecture, organisations: [east.id, west.id], lessonsEach: 10, teachers: [zhao.id, qian.id] }],
    })
    expect(asked).toMatchObject({ __typename: "TimetableAsked", plan: { state: expect.stringMatching(/^(WAITING|RUNNING)$/) } })

    const plan = await plans.until(asked.plan?.id ?? "", hasEnded)
    expect(plan).toMatchObject({ state: "DONE", unplacedCount: 0, contradictions: [], notes: [], progress: { step: "ENDED", fraction: 1, placed: 20 } })
    const { nodes, totalCount } = plan.lessons
    expect(totalCount).toBe(20)
    const clashes = nodes.flatMap((a, at) =>
      nodes.slice(at + 1).filter((b) => {
        const isShared = a.venue?.id === b.venue?.id || a.teacher?.id === b.teacher?.id
        const isSameDay = a.organisation.id === b.organisation.id && a.startsAt?.slice(0, 10) === b.startsAt?.slice(0, 10)
        return (isShared && meets(a, b)) || isSameDay
      }),
    )
    expect(clashes).toEqual([])
    for (const { startsAt, venue, teacher, reasons } of nodes) {
      expect(new Date(startsAt ?? "").getUTCDay() % 6, "a workday").not.toBe(0)
      expect(venue?.id === hall.id && /2026-12-(0[789]|1[01])/.test(startsAt ?? ""), "the hall is closed").toBe(false)
      expect(teacher?.id === qian.id && /2026-12-1[45678]/.test(startsAt ?? ""), "the teacher is away").toBe(false)
      expect(reasons.join(" ")).toContain("part of the day")
    }
    // The branch in the east has a room of its own, the west has the hall alone.
    expect(nodes.filter(({ organisation }) => organisation.id === west.id).every(({ venue }) => venue?.id === hall.id)).toBe(true)
    const parts = Object.fromEntries((plan.score?.parts ?? []).map(({ wish, got, of }) => [wish, [got, of]]))
    expect(parts).toMatchObject({ TEACHER_TIMES: [20, 20], PART_OF_DAY: [20, 20], TEACHER_LOAD: [20, 20], FEW_ELSEWHERE: [20, 20] })
    expect(plan.score?.total).toBeGreaterThan(90)
    expect(plan.score?.best).toBeGreaterThanOrEqual(plan.score?.total ?? 101)
    expect(new Set(nodes.map(({ venue }) => venue?.id))).toEqual(new Set([hall.id, roomEast.id]))
  })

  test("the same demand with the same seed gives the same plan", async () => {
    const input = { ...base, title: "再排", seed: 7, demands: [{ ...lecture, organisations: [east.id, west.id], lessonsEach: 4, subject: "党史" }] }
    const [one, two] = [await plans.ask(input), await plans.ask(input)]
    const places = async (id = "") =>
      (await plans.until(id, hasEnded)).lessons.nodes.map(({ number, startsAt, venue, teacher }) => [number, startsAt, venue?.id, teacher?.id])
    expect(await places(one.plan?.id)).toEqual(await places(two.plan?.id))
  })

  test("says which demands contradict each other, and over what; the rest is placed", async () => {
    const sun = await world.teacher(world.community, "孙老师")
    // Monday and Tuesday, one lecture a day at most fits: three of four cannot be.
    for (const weekday of [1, 2])
      await world.insert("courses.teacher_availability", { teacher_id: sun.uuid, weekday, from_minute: 540, to_minute: 660, kind: "AVAILABLE" }, false)
    const tight = { ...lecture, from: "2026-12-21", to: "2026-12-22", teachers: [sun.id] }
    const branches = [await world.organisation(world.community), await world.organisation(world.community), await world.organisation(world.community)]
    const asked = await plans.ask({
      ...base,
      title: "冲突",
      demands: [
        { ...tight, title: "紧", organisations: branches.map(({ id }) => id) },
        { ...lecture, title: "松", organisations: [east.id], lessonsEach: 3, teachers: [zhao.id] },
        { ...lecture, title: "大", organisations: [east.id], expected: 500 },
      ],
    })
    const plan = await plans.until(asked.plan?.id ?? "", hasEnded)
    expect(plan).toMatchObject({ state: "IMPOSSIBLE", unplacedCount: 2 })
    const [of, alone] = [plan.contradictions.find(({ numbers }) => numbers.length > 1), plan.contradictions.find(({ numbers }) => numbers.length === 1)]
    expect(of).toMatchObject({ numbers: [1, 2, 3], most: 2, teachers: [{ id: sun.id }] })
    // Were the teacher not taken, the one hall that they share would be.
    expect(of?.over.sort()).toEqual(["TEACHER_HOURS", "WINDOW"])
    expect(of?.message).toContain("These 3 lessons all need 孙老师")
    expect(of?.message).toContain("between 2026-12-21 and 2026-12-22, and at most 2 of them can be placed")
    expect(alone).toMatchObject({ numbers: [7], most: 0, over: ["VENUE_CAPACITY"] })
    const unplaced = plan.lessons.nodes.filter(({ startsAt }) => startsAt === null)
    expect(unplaced.map(({ title }) => title).sort()).toEqual(["大", "紧"])
    expect(unplaced.every(({ reasons }) => reasons[0]?.startsWith("No place: see the contradiction"))).toBe(true)
  })

  test("can be cancelled while others are worked at, at once, and not again", async () => {
    const demands = [{ ...lecture, organisations: [east.id, west.id], lessonsEach: 10, subject: "党史" }]
    const ids = []
    for (const title of ["一", "二", "三"]) ids.push((await plans.ask({ ...base, title, demands })).plan?.id ?? "")
    await plans.until(ids[0] ?? "", ({ state }) => state === "RUNNING" || state === "DONE")
    expect(await plans.cancel(ids[2] ?? "")).toMatchObject({ __typename: "PlanCancelled", plan: { state: "CANCELLED" } })
    expect(await plans.cancel(ids[2] ?? "")).toMatchObject({ __typename: "InvalidState", state: "CANCELLED" })
    for (const id of ids.slice(0, 2)) await plans.cancel(id)
    expect(await plans.plan(ids[2] ?? "")).toMatchObject({ state: "CANCELLED", unplacedCount: 20, score: null })
  })

  test("everything that is wrong is said at once", async () => {
    const before = (await world.client.query("SELECT count(*) FROM courses.timetable_plan")).rows
    const answer = await plans.ask({
      ...base,
      title: " ",
      to: "2027-06-30",
      rules: { lessonsPerDay: 9 },
      demands: [
        { ...lecture, organisations: [world.street.id] },
        { durationMinutes: 20, organisations: [], subject: "无人会教" },
      ],
    })
    expect(answer.fields?.map(({ path }) => path)).toEqual([
      "title",
      "to",
      "rules.lessonsPerDay",
      "demands.0.organisations.0",
      "demands.1.title",
      "demands.1.category",
      "demands.1.plannedHours",
      "demands.1.durationMinutes",
      "demands.1.durationMinutes",
      "demands.1.organisations",
      "demands.1.subject",
    ])
    expect((await world.client.query("SELECT count(*) FROM courses.timetable_plan")).rows).toEqual(before)
  })

  test("those who do not plan for the organisation hear the same, and nothing is asked for; nor do they see a plan that they may not read", async () => {
    const demands = [{ ...lecture, organisations: [east.id] }]
    const asked = await plans.ask({ ...base, demands })
    const id = asked.plan?.id ?? ""
    const before = (await world.client.query("SELECT count(*) FROM courses.timetable_plan")).rows
    const elsewhere = await world.organisation(world.street, { kind: "GENERAL_BRANCH", level: "COMMUNITY" })
    const strangers = await Promise.all([
      stack.as(await world.staff("COORDINATOR", elsewhere)),
      stack.as((await world.member(east)).subject),
      stack.as(await world.staff("RECORDER", world.community)),
      stack.as(await world.staff("AUDITOR", world.community)),
    ])
    const answers = await Promise.all(strangers.map((client) => plansAs(client).ask({ ...base, demands })))
    const cancelled = await Promise.all(strangers.map((client) => plansAs(client).cancel(id)))
    const applied = await Promise.all(strangers.map((client) => plansAs(client).apply(id)))
    expect(new Set([...answers, ...cancelled, ...applied].map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
    expect((await world.client.query("SELECT count(*) FROM courses.timetable_plan")).rows).toEqual(before)
    const seen = await Promise.all(strangers.map((client) => plansAs(client).plan(id)))
    expect(seen.map((plan) => plan?.id ?? null)).toEqual([null, null, id, id])
    await plans.until(id, hasEnded)
  })

  test("a list of plans costs as much for a few as for fifty", async () => {
    const list = (first: number) =>
      coordinator.request<{ plans: { totalCount: number; nodes: { lessons: { nodes: { teacher: object | null }[] } }[] } }>(
        `query ($id: ID!, $first: Int) { plans(organisation: $id, first: $first) { totalCount nodes { id unplacedCount lessons(first: 2) { totalCount nodes { number venue { id } teacher { id } } } } } }`,
        { id: world.community.id, first },
      )
    const { plans: all } = await list(50)
    expect(all.nodes.length).toBe(all.totalCount)
    expect(all.totalCount).toBeGreaterThan(5)
    // The worker of this process asks for jobs each second: the least of a few is what the list costs.
    const least = async (first: number) => {
      const costs = [await stack.costOf(() => list(first)), await stack.costOf(() => list(first)), await stack.costOf(() => list(first))]
      return [Math.min(...costs.map(({ statements }) => statements)), costs[0]?.bySubgraph]
    }
    // As few as have a teacher among them: a page without any needs no statement for teachers.
    const few = 1 + all.nodes.findIndex(({ lessons }) => lessons.nodes.some(({ teacher }) => teacher !== null))
    expect(few).toBeLessThan(all.totalCount)
    expect(await least(50)).toEqual(await least(few))
  })
})
