import { beforeEach, describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { lessonActs, lessonBooks } from "../kit/lessons.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const [wang, li] = [await world.member(branch), await world.member(branch, { name: "李建国" })]
const planner = await world.staff("COORDINATOR", world.street)
const { schedule, reschedule, update } = lessonActs(await stack.as(planner))
const [room, other] = [await world.venue(world.community), await world.venue(world.community, "二号教室")]
const [zhao, qian] = [await world.teacher(world.community), await world.teacher(world.community, "钱老师")]

let day = 0
let lesson: { id: string; startsAt: string; endsAt: string; date: string }
const on = (date: string, from: string, to: string) => ({ startsAt: `${date}T${from}:00+08:00`, endsAt: `${date}T${to}:00+08:00` })
beforeEach(async () => {
  day += 1
  const date = new Date(Date.UTC(2026, 11, day)).toISOString().slice(0, 10)
  const times = on(date, "09:00", "11:00")
  const asked = {
    organiser: world.community.id,
    title: `党课${day}`,
    category: "PARTY_LECTURE",
    plannedHours: 2,
    ...times,
    venue: room.id,
    teachers: [zhao.id],
  }
  const answer = await schedule({ ...asked, audience: { organisations: [world.community.id] }, publish: true })
  lesson = { id: answer.lesson?.id ?? "", date, ...times }
})
const told = async (version: number) => {
  const { toUuid } = await import("../../subgraphs/shared/typeid.ts")
  const sql =
    "SELECT kind::text, member_id, teacher_id, content FROM courses.notice WHERE lesson_id = $1 AND lesson_version = $2 ORDER BY member_id, kind::text"
  return (await world.client.query(sql, [toUuid("lesson", lesson.id), version])).rows
}

describe("rescheduling a lesson", () => {
  test("moves it with its people and what it takes up, and tells everybody what was and what is", async () => {
    const times = on(lesson.date, "14:00", "16:00")
    expect(await reschedule({ lesson: lesson.id, version: 1, ...times, venue: other.id, reason: "教室检修" })).toEqual({
      __typename: "LessonScheduled",
      lesson: { id: lesson.id, ...times, version: 2 },
      affected: { members: 2, teachers: 1 },
    })
    const notices = await told(2)
    expect(notices.map(({ kind, member_id, teacher_id }) => [kind, member_id ?? teacher_id])).toEqual(
      [...[wang.uuid, li.uuid].sort(), zhao.uuid].map((id) => ["RESCHEDULED", id]),
    )
    expect(notices[0]?.content).toEqual({
      title: `党课${day}`,
      startsAt: new Date(times.startsAt).toISOString(),
      endsAt: new Date(times.endsAt).toISOString(),
      venueName: "二号教室",
      teacherNames: ["赵老师"],
      before: {
        startsAt: new Date(lesson.startsAt).toISOString(),
        endsAt: new Date(lesson.endsAt).toISOString(),
        venueName: "一号教室",
        teacherNames: ["赵老师"],
      },
      reason: "教室检修",
    })
    // What it left is free, what it took is not.
    const next = { organiser: world.community.id, title: "另一课", category: "ONLINE", plannedHours: 1, publish: true }
    expect(await schedule({ ...next, ...on(lesson.date, "09:00", "11:00"), venue: room.id, teachers: [zhao.id] })).toMatchObject({
      __typename: "LessonScheduled",
    })
    expect(await schedule({ ...next, ...times, venue: other.id })).toMatchObject({ __typename: "ScheduleConflict", conflicts: [{ kind: "VENUE" }] })
    const { rows } = await world.client.query(
      "SELECT kind::text, reason, before, after FROM courses.lesson_change WHERE version = 2 ORDER BY recorded_at DESC, lesson_id DESC LIMIT 1",
    )
    expect(rows[0]).toMatchObject({ kind: "RESCHEDULED", reason: "教室检修", before: { venueId: room.id }, after: { venueId: other.id } })
  })

  test("a new beginning alone moves all its times by as much; it never clashes with itself", async () => {
    expect(await reschedule({ lesson: lesson.id, version: 1, startsAt: `${lesson.date}T09:30:00+08:00`, reason: "晚到" })).toMatchObject({
      lesson: on(lesson.date, "09:30", "11:30"),
    })
  })

  test("a substitute: all are told of the new teacher, and the old one too", async () => {
    expect(await reschedule({ lesson: lesson.id, version: 1, teachers: [qian.id], reason: "教师生病" })).toMatchObject({
      affected: { members: 2, teachers: 1 },
    })
    const kinds = (await told(2)).map(({ kind, member_id, teacher_id }) => `${kind} ${member_id ?? teacher_id}`)
    expect(kinds.sort()).toEqual([wang, li, zhao, qian].map(({ uuid }) => `TEACHER_CHANGED ${uuid}`).sort())
  })

  test("as of the new day the audience is found anew; who no longer belongs is told so, who was entered by name stays", async () => {
    const date = "2027-01-20"
    const leaver = await world.member(branch, { name: "周离" })
    await update({ lesson: lesson.id, version: 1, audience: { organisations: [branch.id], members: [li.id] } })
    await world.client.query("UPDATE people.membership SET to_on = '2027-01-01' WHERE member_id = ANY($1)", [[leaver.uuid, li.uuid]])
    expect(await reschedule({ lesson: lesson.id, version: 2, ...on(date, "09:00", "11:00"), reason: "推迟" })).toMatchObject({ affected: { members: 2 } })
    expect((await told(3)).find(({ member_id }) => member_id === leaver.uuid)).toMatchObject({ kind: "REMOVED" })
    const { rows } = await world.client.query("SELECT member_id FROM courses.enrolment WHERE starts_at = $1", [`${date}T09:00:00+08:00`])
    expect(rows.map(({ member_id }) => member_id).sort()).toEqual([wang.uuid, li.uuid].sort())
    await world.client.query("UPDATE people.membership SET to_on = NULL WHERE member_id = $1", [li.uuid])
    await world.client.query("UPDATE people.membership SET to_on = '2026-11-30' WHERE member_id = $1", [leaver.uuid])
  })

  test("what clashes is refused with free times instead, and nothing is changed", async () => {
    await schedule({
      organiser: world.community.id,
      title: "占用",
      category: "ONLINE",
      plannedHours: 1,
      publish: true,
      ...on(lesson.date, "14:00", "16:00"),
      venue: other.id,
    })
    const before = await lessonBooks(world)
    const answer = await reschedule({ lesson: lesson.id, version: 1, ...on(lesson.date, "15:00", "17:00"), venue: other.id, reason: "调整" })
    expect(answer.conflicts).toEqual([{ kind: "VENUE", minutes: 60, subjectName: "二号教室", count: null }])
    expect(await lessonBooks(world)).toBe(before)
    const overridden = await reschedule({
      lesson: lesson.id,
      version: 1,
      ...on(lesson.date, "15:00", "17:00"),
      venue: other.id,
      reason: "调整",
      overrideReason: "合用",
    })
    expect(overridden).toMatchObject({ __typename: "LessonScheduled" })
  })

  test("a stale edit gets the lesson as it stands; of ten at once one wins", async () => {
    const move = (minute: string) => reschedule({ lesson: lesson.id, version: 1, startsAt: `${lesson.date}T13:${minute}:00+08:00`, reason: "调整" })
    const answers = await Promise.all(["00", "05", "10", "15", "20", "25", "30", "35", "40", "45"].map(move))
    expect(answers.filter(({ __typename }) => __typename === "LessonScheduled")).toHaveLength(1)
    const stale = answers.filter(({ __typename }) => __typename === "StaleVersion")
    expect(stale).toHaveLength(9)
    expect(stale[0]).toMatchObject({ current: { id: lesson.id, version: 2 } })
  })

  test("what is not right is said: no reason, upside down, over a week", async () => {
    const before = await lessonBooks(world)
    const wrong = (input: object) => reschedule({ lesson: lesson.id, version: 1, reason: "调整", ...input })
    expect(await wrong({ reason: " " })).toMatchObject({ fields: [{ path: "reason" }] })
    expect(await wrong(on(lesson.date, "11:00", "09:00"))).toMatchObject({ fields: [{ path: "endsAt" }] })
    expect(await wrong({ teachers: [zhao.id, zhao.id] })).toMatchObject({ fields: [{ path: "teachers.1" }] })
    expect(await lessonBooks(world)).toBe(before)
  })
})

describe("updating a lesson", () => {
  test("title and remark: nobody is told, subscribers are", async () => {
    expect(await update({ lesson: lesson.id, version: 1, title: "新题", remark: "备注", code: `K${day}` })).toMatchObject({
      lesson: { title: "新题", version: 2 },
      affected: { members: 0, teachers: 0 },
    })
    expect(await told(2)).toEqual([])
    expect((await world.client.query("SELECT type FROM courses.outbox_event ORDER BY happened_at DESC, id DESC LIMIT 1")).rows).toEqual([
      { type: "lesson.changed" },
    ])
  })

  test("a smaller audience takes people off and tells them, a larger one adds them; a capacity holds all who have a place", async () => {
    expect(await update({ lesson: lesson.id, version: 1, audience: { members: [wang.id] } })).toMatchObject({
      lesson: { expectedCount: 1 },
      affected: { members: 1 },
    })
    expect(await told(2)).toMatchObject([{ kind: "REMOVED", member_id: li.uuid }])
    expect(await update({ lesson: lesson.id, version: 2, capacity: 1, audience: { organisations: [world.community.id] } })).toMatchObject({
      lesson: { expectedCount: 1, waitlistedCount: 1 },
    })
    expect(await update({ lesson: lesson.id, version: 3, capacity: 2 })).toMatchObject({
      lesson: { expectedCount: 2, waitlistedCount: 0 },
      affected: { members: 1 },
    })
    expect(await told(4)).toMatchObject([{ kind: "PLACE_GIVEN" }])
    const before = await lessonBooks(world)
    expect(await update({ lesson: lesson.id, version: 4, capacity: 1 })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "capacity" }] })
    expect(await lessonBooks(world)).toBe(before)
  })
})

describe("who may", () => {
  test("only who plans for the organiser: all others hear the same, and nothing is changed", async () => {
    const subjects = [
      wang.subject,
      await world.staff("RECORDER", world.street),
      await world.staff("AUDITOR", world.city),
      await world.staff("COORDINATOR", branch),
    ]
    const before = await lessonBooks(world)
    const asked = { lesson: lesson.id, version: 1, startsAt: lesson.startsAt, reason: "调整" }
    const answers = await Promise.all(subjects.map(async (subject) => lessonActs(await stack.as(subject)).reschedule(asked)))
    answers.push(await reschedule({ ...asked, lesson: "lesson_00000000000000000000000000" }))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ __typename: "NotAllowed" })
    expect(await lessonBooks(world)).toBe(before)
  })
})
