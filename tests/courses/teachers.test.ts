import { describe, expect, test } from "vitest"
import { actsOf } from "../kit/acts.ts"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const act = actsOf(stack)
const branch = await world.organisation(world.community)
const planner = await world.staff("COORDINATOR", world.community)
const TEACHER = `teacher { id name category unit title subjects isActive lessonsPerMonth version viewerCanPlan member { id } organisation { id } availability { weekday from to kind } }`
const good = { organisation: world.community.id, name: "赵老师", category: "RETIRED_CADRE", unit: "某局", subjects: ["党史", "党章"] }

describe("a teacher", () => {
  test("is a member or somebody from outside, entered once, and changed part by part", async () => {
    const wang = await world.member(branch)
    const input = { ...good, member: wang.id, lessonsPerMonth: 4, availability: [{ weekday: 2, from: "14:00", to: "17:30", kind: "PREFERRED" }] }
    const added = await act(planner, "addTeacher", input, `... on TeacherAdded { ${TEACHER} }`)
    const teacher = added["teacher"] as { id: string }
    const expected = {
      id: expect.stringMatching(/^teacher_/),
      name: "赵老师",
      category: "RETIRED_CADRE",
      unit: "某局",
      title: null,
      subjects: ["党史", "党章"],
      isActive: true,
      lessonsPerMonth: 4,
      version: 1,
      viewerCanPlan: true,
      member: { id: wang.id },
      organisation: { id: world.community.id },
      availability: [
        {
          weekday: 2,
          from: "14:00",
          to: "17:30",
          kind: "PREFERRED",
        },
      ],
    }
    expect(teacher).toEqual(expected)
    expect(await act(planner, "addTeacher", input)).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "member" }] })
    const change = { teacher: teacher.id, version: 1, title: " 讲师 ", lessonsPerMonth: null, isActive: false }
    expect(await act(planner, "updateTeacher", change, `... on TeacherUpdated { ${TEACHER} }`)).toEqual({
      __typename: "TeacherUpdated",
      teacher: { ...expected, title: "讲师", lessonsPerMonth: null, isActive: false, version: 2 },
    })
    expect(await act(planner, "updateTeacher", change, "... on StaleVersion { currentVersion }")).toEqual({ __typename: "StaleVersion", currentVersion: 2 })
  })

  test("may give times that they like or avoid within those at which they can, and no others over each other", async () => {
    const time = (from: string, to: string, kind: string) => ({ weekday: 2, from, to, kind })
    const availability = [time("08:00", "22:00", "AVAILABLE"), time("08:00", "10:00", "PREFERRED"), time("18:00", "22:00", "AVOIDED")]
    expect(
      await act(planner, "addTeacher", { ...good, name: "沈老师", availability }, "... on TeacherAdded { teacher { availability { from to kind } } }"),
    ).toMatchObject({
      teacher: { availability: [{ kind: "AVAILABLE" }, { kind: "PREFERRED" }, { kind: "AVOIDED" }] },
    })
    const twice = [...availability, time("09:00", "11:00", "AVOIDED")]
    expect(await act(planner, "addTeacher", { ...good, name: "沈老师", availability: twice })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "availability.3", message: "It overlaps another time of this weekday." }],
    })
  })

  test("is known by name and unit: the same once more is refused, unless both are members", async () => {
    const twin = { ...good, name: "周德明" }
    expect(await act(planner, "addTeacher", twin)).toMatchObject({ __typename: "TeacherAdded" })
    const refused = { __typename: "InvalidInput", fields: [{ path: "name" }] }
    expect(await act(planner, "addTeacher", { ...twin, name: " 周德明 ", title: "讲师" })).toMatchObject(refused)
    expect(await act(planner, "addTeacher", { ...twin, member: (await world.member(branch, { name: "周德明" })).id })).toMatchObject(refused)
    expect(await act(planner, "addTeacher", { ...twin, unit: "某中学" })).toMatchObject({ __typename: "TeacherAdded" })
    for (const member of [await world.member(branch), await world.member(branch)]) {
      expect(await act(planner, "addTeacher", { ...good, name: "李建国", member: member.id })).toMatchObject({ __typename: "TeacherAdded" })
    }
  })

  test("of whom a hidden person would be one is refused like one who does not exist", async () => {
    const stranger = await world.member(await world.organisation(world.street))
    const answers = await Promise.all([stranger.id, "member_00000000000000000000000000"].map((member) => act(planner, "addTeacher", { ...good, member })))
    expect(answers[0]).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "member" }] })
    expect(answers[0]).toEqual(answers[1])
  })
})

describe("an absence", () => {
  const SELECT = "... on TeacherAbsenceRecorded { absence { id reason } hiddenHits hits { lesson { id } substitutes { teacher { id } reasons } } }"
  const TIME = { startsAt: "2026-12-01T08:00:00+08:00", endsAt: "2026-12-01T16:00:00+08:00" }

  test("names the published lessons that it hits, each with who is free and teaches a like subject", async () => {
    const here = await newWorld(url)
    const someone = await here.staff("COORDINATOR", here.community)
    const [zhao, qian, sun, li, zhou] = await Promise.all(["赵", "钱", "孙", "李", "周"].map((name) => here.teacher(here.community, name)))
    if (!zhao || !qian || !sun || !li || !zhou) throw new Error("nobody")
    await here.client.query("UPDATE courses.teacher SET subjects = '{茶艺}' WHERE id = $1", [li.uuid])
    const hit = await here.lesson(here.community, "2026-12-01T14:00:00+08:00", { teachers: [zhao] })
    await here.lesson(here.community, "2026-12-01T16:00:00+08:00", { teachers: [zhao] })
    await here.lesson(here.community, "2026-12-01T15:59:00+08:00", { teachers: [qian] })
    await here.insert("courses.teacher_absence", { teacher_id: zhou.uuid, starts_at: TIME.startsAt, ends_at: TIME.endsAt })
    const recorded = await act(someone, "recordTeacherAbsence", { teacher: zhao.id, ...TIME, reason: "住院" }, SELECT)
    expect(recorded).toEqual({
      __typename: "TeacherAbsenceRecorded",
      absence: { id: expect.stringMatching(/^absence_/), reason: "住院" },
      hiddenHits: 0,
      hits: [{ lesson: { id: hit.id }, substitutes: [{ teacher: { id: sun.id }, reasons: ["teaches 党史"] }] }],
    })
    const read = async (subject: string) =>
      (await (await stack.as(subject)).request<{ node: { absences: object[] } }>(`{ node(id: "${zhao.id}") { ... on Teacher { absences { reason } } } }`)).node
        .absences
    expect(await read(someone)).toEqual([{ reason: "住院" }])
    expect(await read(await here.staff("COORDINATOR", await here.organisation(here.street)))).toEqual([])
    expect(await act(someone, "cancelTeacherAbsence", { absence: (recorded["absence"] as { id: string }).id })).toMatchObject({
      __typename: "TeacherAbsenceCancelled",
    })
    expect(await read(someone)).toEqual([])
  })

  test("is recorded by planners alone", async () => {
    const teacher = await world.teacher(world.community)
    for (const subject of [await world.staff("RECORDER", world.community), await world.staff("AUDITOR", world.city), await world.staff("ADMIN", branch)])
      expect(await act(subject, "recordTeacherAbsence", { teacher: teacher.id, ...TIME })).toMatchObject({ __typename: "NotAllowed" })
    const { rows } = await world.client.query("SELECT FROM courses.teacher_absence WHERE teacher_id = $1", [teacher.uuid])
    expect(rows).toHaveLength(0)
  })
})

describe("what a teacher taught", () => {
  test("is counted by month of the city's days, in lessons, hours and person-times", async () => {
    const here = await newWorld(url)
    const home = await here.organisation(here.community)
    const people = [await here.member(home), await here.member(home)]
    const teacher = await here.teacher(here.community)
    await here.lesson(here.community, "2026-10-31T23:30:00+08:00", { teachers: [teacher], status: "HELD", expected: people, hours: 1.5 })
    await here.lesson(here.community, "2026-11-01T02:00:00+08:00", { teachers: [teacher], expected: people.slice(1), waiting: people.slice(0, 1) })
    await here.lesson(here.community, "2026-11-02T09:00:00+08:00", { teachers: [teacher], status: "DRAFT" })
    await here.lesson(here.community, "2025-12-31T09:00:00+08:00", { teachers: [teacher] })
    const load = async (subject: string) =>
      (
        await (
          await stack.as(subject)
        ).request<{ node: { load: object | null } }>(
          `{ node(id: "${teacher.id}") { ... on Teacher { load { lessons hours personTimes months { month lessons hours personTimes } } } } }`,
        )
      ).node.load
    expect(await load(await here.staff("AUDITOR", here.street))).toEqual({
      lessons: 2,
      hours: 3.5,
      personTimes: 3,
      months: [
        {
          month: "2026-10",
          lessons: 1,
          hours: 1.5,
          personTimes: 2,
        },
        {
          month: "2026-11",
          lessons: 1,
          hours: 2,
          personTimes: 1,
        },
      ],
    })
    expect(await load(people[0]?.subject ?? "")).toBeNull()
    await here.client.query("UPDATE courses.teacher SET member_id = $2 WHERE id = $1", [teacher.uuid, people[0]?.uuid])
    expect(await load(people[0]?.subject ?? "")).toMatchObject({ lessons: 2 })
  })

  test("costs the same for 50 teachers as for 2", async () => {
    const here = await newWorld(url)
    for (let at = 0; at < 50; at += 1) {
      const teacher = await here.teacher(here.community, `老师${at}`)
      if (at % 10 === 0) await here.lesson(here.community, "2026-12-01T14:00:00+08:00", { teachers: [teacher] })
    }
    const client = await stack.as(await here.staff("COORDINATOR", here.community))
    const page = (first: number) =>
      client.request<{ teachers: { nodes: object[] } }>(
        `{ teachers(first: ${first}, subject: "党史", category: PARTY_SCHOOL_LECTURER) { totalCount nodes { name version isActive load { hours months { month } } availability { kind } absences { id } } } }`,
      )
    expect((await page(50)).teachers.nodes).toHaveLength(50)
    expect(await stack.costOf(() => page(50))).toEqual(await stack.costOf(() => page(2)))
  })
})

describe("a time kept free", () => {
  test("names the published lessons below, is shown, and can be opened again", async () => {
    const here = await newWorld(url)
    const home = await here.organisation(here.community)
    const someone = await here.staff("SECRETARY", here.community)
    const lesson = await here.lesson(home, "2026-12-01T14:00:00+08:00")
    await here.lesson(here.street, "2026-12-01T14:00:00+08:00")
    const input = { organisation: here.community.id, startsAt: "2026-12-01T15:00:00+08:00", endsAt: "2026-12-01T18:00:00+08:00", reason: "换届选举" }
    const added = await act(someone, "addBlockedTime", input, "... on BlockedTimeAdded { blockedTime { id reason } lessons { hidden lessons { id } } }")
    expect(added).toEqual({
      __typename: "BlockedTimeAdded",
      blockedTime: { id: expect.stringMatching(/^blocked_/), reason: "换届选举" },
      lessons: { hidden: 0, lessons: [{ id: lesson.id }] },
    })
    const read = async () =>
      (
        await (
          await stack.as(someone)
        ).request<{ organisation: { blockedTimes: object[] } }>(`{ organisation(id: "${here.community.id}") { blockedTimes { reason } } }`)
      ).organisation.blockedTimes
    expect(await read()).toEqual([{ reason: "换届选举" }])
    const { id } = added["blockedTime"] as { id: string }
    expect(await act(await here.staff("ADMIN", home), "removeBlockedTime", { blockedTime: id })).toMatchObject({ __typename: "NotAllowed" })
    expect(await act(someone, "removeBlockedTime", { blockedTime: id })).toMatchObject({ __typename: "BlockedTimeRemoved" })
    expect(await read()).toEqual([])
  })
})
