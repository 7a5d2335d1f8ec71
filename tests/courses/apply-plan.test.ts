import { describe, expect, test } from "vitest"
import { toTypeId } from "../../subgraphs/shared/typeid.ts"
import { emptyDatabase } from "../kit/database.ts"
import { hasEnded, plansAs } from "../kit/plans-asked.ts"
import { NOW, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url, NOW, [], true)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const wang = await world.member(branch)
const hall = await world.venue(world.community, "社区礼堂", 100)
const [zhao, qian] = [await world.teacher(world.community, "赵老师"), await world.teacher(world.community, "钱老师")]
const coordinator = await stack.as(await world.staff("COORDINATOR", world.community))
const plans = plansAs(coordinator)
const lessons = async () =>
  (await world.client.query("SELECT title, status::text, starts_at FROM courses.lesson WHERE title LIKE '党%' ORDER BY starts_at")).rows.map(
    ({ title, status }) => `${title} ${status}`,
  )
const ask = async (title: string, demand: object) => {
  const input = {
    organisation: world.community.id,
    title,
    from: "2026-12-01",
    to: "2026-12-31",
    demands: [{ category: "PARTY_LECTURE", plannedHours: 2, durationMinutes: 120, organisations: [branch.id], ...demand }],
  }
  return plans.until((await plans.ask(input)).plan?.id ?? "", hasEnded)
}

describe("applying a plan", () => {
  test("makes its lessons drafts, with the people of the branch expected, once", async () => {
    const plan = await ask("十二月", { title: "党章", lessonsEach: 3, teachers: [zhao.id] })
    expect(await plans.apply(plan.id)).toMatchObject({ __typename: "PlanApplied", draftCount: 3, warnings: [] })
    const applied = await plans.plan(plan.id)
    expect(applied?.appliedAt).not.toBeNull()
    for (const { lesson, startsAt } of applied?.lessons.nodes ?? []) expect(lesson).toMatchObject({ status: "DRAFT", startsAt })
    const expected = await world.client.query("SELECT member_id, count(*)::int AS lessons FROM courses.enrolment WHERE state = 'EXPECTED' GROUP BY 1")
    expect(expected.rows).toEqual([{ member_id: wang.uuid, lessons: 3 }])

    expect(await plans.apply(plan.id)).toMatchObject({ __typename: "InvalidState", state: "APPLIED" })
    expect(await lessons()).toEqual(["党章 DRAFT", "党章 DRAFT", "党章 DRAFT"])
  })

  test("lets its drafts be published together: all or none, each person told once", async () => {
    const plan = await ask("一起发布", { title: "党规", lessonsEach: 3, teachers: [qian.id] })
    expect(await plans.publish(plan.id)).toMatchObject({ __typename: "InvalidState", state: "NOT_APPLIED" })
    await plans.apply(plan.id)
    const [first] = plan.lessons.nodes
    const inTheWay = await world.lesson(world.community, first?.startsAt ?? "", { title: "占用", teachers: [qian] })
    const states = async () => (await lessons()).filter((lesson) => lesson.startsWith("党规")).sort()

    const refused = await plans.publish(plan.id)
    expect(refused).toMatchObject({ __typename: "ScheduleConflict", conflicts: [{ kind: "TEACHER", message: expect.stringMatching(/^1: /) }] })
    expect(await states()).toEqual(["党规 DRAFT", "党规 DRAFT", "党规 DRAFT"])

    expect(await plans.publish(plan.id, { except: [1] })).toMatchObject({
      __typename: "PlanPublished",
      publishedCount: 2,
      draftCount: 1,
      affected: { members: 1, teachers: 1 },
    })
    expect(await states()).toEqual(["党规 DRAFT", "党规 PUBLISHED", "党规 PUBLISHED"])
    const told = await world.client.query("SELECT count(*)::int AS notices FROM courses.notice WHERE member_id = $1 AND content->>'title' = '党规'", [
      wang.uuid,
    ])
    expect(told.rows).toEqual([{ notices: 1 }])

    expect(await plans.publish(plan.id, { overrideReason: "两位听课人同意合并" })).toMatchObject({ publishedCount: 1, draftCount: 0 })
    expect(await plans.publish(plan.id)).toMatchObject({ __typename: "InvalidState", state: "PUBLISHED" })
    expect(inTheWay.uuid).toBeTruthy()
    const stranger = plansAs(await stack.as(await world.staff("COORDINATOR", await world.organisation(world.street))))
    expect(await stranger.publish(plan.id)).toMatchObject({ __typename: "NotAllowed" })
  })

  test("expects those of the stages that were named, or nobody where people enter themselves; such a draft can be published", async () => {
    const plan = await ask("为谁", { title: "党纪", teachers: [zhao.id], stages: ["ACTIVIST"] })
    await plans.apply(plan.id)
    const open = await ask("报名", { title: "党建", teachers: [zhao.id], expected: 30, isOpenToEnrol: true })
    await plans.apply(open.id)
    const { rows } = await world.client.query<{ id: string; title: string }>(
      `SELECT l.id, l.title, l.capacity, l.is_open_to_enrol AS "isOpen", (SELECT count(*)::int FROM courses.enrolment e WHERE e.lesson_id = l.id) AS people
       FROM courses.lesson l WHERE title IN ('党纪', '党建') ORDER BY title DESC`,
    )
    expect(rows).toEqual([
      { id: expect.any(String), title: "党纪", capacity: null, isOpen: false, people: 0 },
      { id: expect.any(String), title: "党建", capacity: 30, isOpen: true, people: 0 },
    ])
    const { publishLesson } = await coordinator.request<{ publishLesson: object }>(
      "mutation ($input: PublishLessonInput!) { publishLesson(input: $input) { __typename ... on LessonScheduled { lesson { status } } } }",
      { input: { lesson: toTypeId("lesson", rows[1]?.id ?? ""), version: 1 } },
    )
    expect(publishLesson).toEqual({ __typename: "LessonScheduled", lesson: { status: "PUBLISHED" } })

    const demand = { title: "党员", category: "PARTY_LECTURE", plannedHours: 2, durationMinutes: 120, organisations: [branch.id], posts: ["SECRETARY"] }
    const asked = { organisation: world.community.id, title: "错", from: "2026-12-01", to: "2026-12-31", demands: [{ ...demand, isOpenToEnrol: true }] }
    expect(await plans.ask(asked)).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "demands.0.expected" }, { path: "demands.0.isOpenToEnrol" }],
    })
  })

  test("lists what was published meanwhile, and leaves out a lesson whose teacher has gone since", async () => {
    const plan = await ask("元旦前", { title: "党史", lessonsEach: 2, teachers: [qian.id] })
    const [first] = plan.lessons.nodes
    await world.lesson(world.community, first?.startsAt ?? "", { title: "抢先", venue: hall })
    expect(await plans.apply(plan.id)).toMatchObject({
      __typename: "PlanApplied",
      draftCount: 2,
      warnings: [{ number: first?.number, code: expect.stringContaining("VENUE") }],
    })

    const other = await ask("再一次", { title: "党性", teachers: [qian.id], from: "2026-12-28" })
    await world.client.query("UPDATE courses.teacher SET is_active = false WHERE id = $1", [qian.uuid])
    expect(await plans.apply(other.id)).toMatchObject({ draftCount: 0, warnings: [{ number: 1, code: "LEFT_OUT" }] })
    expect((await lessons()).filter((lesson) => lesson.startsWith("党性"))).toEqual([])
  })

  test("is refused while the work goes on, and when it was cancelled; nothing is written", async () => {
    const before = await lessons()
    const uuid = await world.insert("courses.timetable_plan", {
      organisation_id: world.community.uuid,
      organisation_path: world.community.path,
      title: "进行中",
      state: "RUNNING",
      request: { from: "2026-12-01", to: "2026-12-31" },
      progress: { step: "PLACING", fraction: 0.5, placed: 1, score: null },
      account_id: world.community.uuid,
      created_at: NOW,
    })
    const { plans: listed } = await coordinator.request<{ plans: { nodes: { id: string; title: string }[] } }>(
      `query ($id: ID!) { plans(organisation: $id, first: 100) { nodes { id title } } }`,
      { id: world.community.id },
    )
    const id = listed.nodes.find(({ title }) => title === "进行中")?.id ?? ""
    expect(await plans.apply(id)).toMatchObject({ __typename: "InvalidState", state: "RUNNING" })
    await plans.cancel(id)
    expect(await plans.apply(id)).toMatchObject({ __typename: "InvalidState", state: "CANCELLED" })
    expect((await world.client.query("SELECT state FROM courses.timetable_plan WHERE id = $1", [uuid])).rows).toEqual([{ state: "CANCELLED" }])
    expect(await lessons()).toEqual(before)
  })
})
