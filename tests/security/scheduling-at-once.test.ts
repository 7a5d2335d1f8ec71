import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { everyAct } from "../kit/every-act.ts"
import { unique } from "../kit/insert.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const admin = await world.staff("ADMIN", world.city)
const { act: send } = everyAct(stack, world, admin)

type Answered = { __typename: string; lesson?: { id: string; version: number } }
/** An act as the gateway answers it; a fault is its code, so that no fault is taken for a refusal. */
const act = async (mutation: string, input: Record<string, unknown>, select = ""): Promise<Answered> => {
  try {
    return (await send(mutation, input, admin, select)) as Answered
  } catch (error) {
    const { response } = error as { response?: { errors?: { message: string; extensions: { code: string } }[] } }
    return { __typename: `FAULT ${response?.errors?.map(({ extensions }) => extensions.code).join() ?? String(error)}` }
  }
}
const times = <Value>(count: number, make: (at: number) => Value) => Array.from({ length: count }, (_, at) => make(at))
const tally = (answers: readonly Answered[]) =>
  Object.fromEntries(
    [...new Set(answers.map(({ __typename }) => __typename))].sort().map((name) => [name, answers.filter((one) => one.__typename === name).length]),
  )
const faults = (answers: readonly Answered[]) => answers.filter(({ __typename }) => __typename.startsWith("FAULT"))
const NINE = { startsAt: "2026-12-01T09:00:00+08:00", endsAt: "2026-12-01T11:00:00+08:00" }
const THREE = { startsAt: "2026-12-01T15:00:00+08:00", endsAt: "2026-12-01T17:00:00+08:00" }
const lessonOf = (over: object = {}) => ({
  organiser: branch.id,
  title: "党章专题辅导",
  category: "PARTY_LECTURE",
  mode: "FACE_TO_FACE",
  plannedHours: 2,
  ...NINE,
  ...over,
})
const LESSON = "... on LessonScheduled { lesson { id version } }"
const schedule = async (over: object) => {
  const answer = await act("scheduleLesson", lessonOf(over), LESSON)
  if (!answer.lesson) throw new Error(JSON.stringify(answer))
  return answer.lesson.id
}
const countOf = async (text: string, ...values: unknown[]) => Number((await world.client.query(text, values)).rows[0].count)
const overlaps = () =>
  countOf(`SELECT count(*) FROM courses.booking a JOIN courses.booking b ON a.resource_id = b.resource_id AND a.lesson_id < b.lesson_id AND a.is_firm AND b.is_firm
    AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`)

describe("at the same moment", { timeout: 120_000 }, () => {
  test("fifty want one room at one time, in five ways: one has it, and no other is answered with a fault", async () => {
    const room = await world.venue(branch)
    const drafts = await Promise.all(times(10, () => schedule({ venue: room.id })))
    const elsewhere = await Promise.all(times(10, () => schedule({ publish: true })))
    const series = await Promise.all(times(10, () => schedule({ venue: room.id, recurrence: { rule: "FREQ=WEEKLY;COUNT=3" } })))
    const answers = await Promise.all([
      ...times(10, () => act("scheduleLesson", lessonOf({ venue: room.id, publish: true }))),
      ...drafts.map((lesson) => act("publishLesson", { lesson, version: 1 })),
      ...elsewhere.map((lesson) => act("rescheduleLesson", { lesson, version: 1, venue: room.id, reason: "换教室" })),
      ...series.map((lesson) => act("publishSeries", { lesson, version: 1, scope: "ALL" })),
      ...times(10, () => act("scheduleLesson", lessonOf({ venue: room.id, publish: true, recurrence: { rule: "FREQ=DAILY;COUNT=2" } }))),
    ])
    expect(tally(answers)).toMatchObject({ ScheduleConflict: 49 })
    expect(faults(answers)).toEqual([])
    expect(await overlaps()).toBe(0)
    const firm = await countOf(
      "SELECT count(DISTINCT lesson_id) FROM courses.booking WHERE resource_id = $1 AND is_firm AND starts_at = $2",
      room.uuid,
      NINE.startsAt,
    )
    expect(firm).toBe(1)
  })

  test("teachers and rooms wanted crosswise are no deadlock that anybody sees", async () => {
    const [a, b] = [await world.venue(branch), await world.venue(branch)]
    const [t, u] = [await world.teacher(branch), await world.teacher(branch)]
    const lessons = await Promise.all(times(20, (at) => schedule({ publish: true, ...(at % 2 ? NINE : THREE) })))
    const answers = await Promise.all(
      lessons.map((lesson, at) => {
        const [place, teachers] = at % 2 ? [a, [t.id, u.id]] : [b, [u.id, t.id]]
        return act("rescheduleLesson", { lesson, version: 1, ...(at % 4 < 2 ? NINE : THREE), venue: place.id, teachers, reason: "对调" })
      }),
    )
    expect(faults(answers)).toEqual([])
    expect(await overlaps()).toBe(0)
  })

  test("one number of a plan is given to one lesson, and the other is told", async () => {
    const code = unique()
    const drafts = await Promise.all(times(8, () => schedule({})))
    const answers = await Promise.all(drafts.map((lesson) => act("updateLesson", { lesson, version: 1, code })))
    expect(tally(answers)).toEqual({ InvalidInput: 7, LessonScheduled: 1 })
  })

  test("of two who change one version, whatever they do, one does", async () => {
    const lesson = await schedule({ publish: true })
    const room = await world.venue(branch)
    const answers = await Promise.all([
      act("rescheduleLesson", { lesson, version: 1, ...THREE, reason: "改期" }),
      act("cancelLesson", { lesson, version: 1, reason: "停电" }),
      act("updateLesson", { lesson, version: 1, title: "新题" }),
      act("rescheduleLesson", { lesson, version: 1, venue: room.id, reason: "换教室" }),
    ])
    expect(faults(answers)).toEqual([])
    expect(tally(answers)["StaleVersion"]).toBe(3)
  })

  test("entering, taking off and more places at once leave nobody waiting beside a free place, and nobody over the limit", async () => {
    const people: Person[] = await Promise.all(times(12, () => world.member(branch)))
    const lesson = await schedule({ publish: true, capacity: 3, isOpenToEnrol: true })
    const versions = [4, 5, 6]
    const answers = await Promise.all([
      ...people.map((person) => act("enrolInLesson", { lesson, member: person.id })),
      ...people.slice(0, 6).map((person) => act("withdrawFromLesson", { lesson, member: person.id, reason: "出差" })),
      ...versions.map((capacity) => act("updateLesson", { lesson, version: 1, capacity })),
      ...people.slice(0, 4).map((person) => act("enrolInLesson", { lesson, member: person.id })),
    ])
    expect(faults(answers)).toEqual([])
    const { rows } = await world.client.query(
      `SELECT l.capacity, count(*) FILTER (WHERE e.state = 'EXPECTED')::int AS expected, count(*) FILTER (WHERE e.state = 'WAITLISTED')::int AS waiting
       FROM courses.lesson l JOIN courses.enrolment e ON e.lesson_id = l.id WHERE l.id = (SELECT lesson_id FROM courses.enrolment WHERE member_id = $1) GROUP BY 1`,
      [people[11]?.uuid],
    )
    const [{ capacity, expected, waiting }] = rows as [{ capacity: number; expected: number; waiting: number }]
    expect(expected).toBeLessThanOrEqual(capacity)
    expect(waiting === 0 || expected === capacity, `${expected} of ${capacity}, ${waiting} wait`).toBe(true)
  })

  test("a class, its places and its lessons changed at once are no fault", async () => {
    const people: Person[] = await Promise.all(times(10, () => world.member(branch)))
    const opened = (await act(
      "openClass",
      {
        organisation: branch.id,
        name: "轮训班",
        level: "COMMUNITY",
        year: 2026,
        plannedPlaces: 4,
        hours: 8,
        startsOn: "2026-12-01",
        endsOn: "2026-12-31",
        isOpen: true,
      },
      "... on ClassOpened { trainingClass { id } }",
    )) as unknown as { trainingClass: { id: string } }
    const trainingClass = opened.trainingClass.id
    const lessons = await Promise.all(
      times(4, (at) => schedule({ publish: true, trainingClass, startsAt: `2026-12-0${at + 2}T09:00:00+08:00`, endsAt: `2026-12-0${at + 2}T11:00:00+08:00` })),
    )
    const answers = await Promise.all([
      ...people.map(({ id }) => act("enrolInClass", { class: trainingClass, member: id })),
      ...people.slice(0, 5).map(({ id }) => act("withdrawFromClass", { class: trainingClass, member: id, reason: "出差" })),
      ...lessons.map((lesson) => act("updateLesson", { lesson, version: 1, trainingClass: null })),
      ...lessons.map((lesson) => act("cancelLesson", { lesson, version: 1, reason: "停电" })),
      ...times(3, () => act("scheduleLesson", lessonOf({ publish: true, trainingClass, ...THREE }))),
      act("cancelClass", { class: trainingClass, version: 1, reason: "停办" }),
      act("updateClass", { class: trainingClass, version: 1, plannedPlaces: 6 } as Record<string, unknown>),
    ])
    expect(faults(answers)).toEqual([])
  })

  test("plans and files that want the same room come through or are refused", async () => {
    const room: Thing = await world.venue(branch)
    const drafts = await Promise.all(times(6, () => schedule({ venue: room.id, ...THREE })))
    const opened = await Promise.all(times(4, () => schedule({ venue: room.id, recurrence: { rule: "FREQ=DAILY;COUNT=4" } })))
    const answers = await Promise.all([
      ...drafts.map((lesson) => act("publishLesson", { lesson, version: 1, overrideReason: "合班" })),
      ...opened.map((lesson) =>
        act("rescheduleSeries", { lesson, version: 1, scope: "THIS_AND_FOLLOWING", startsAt: "2026-12-01T14:00:00+08:00", reason: "改期" }),
      ),
      ...opened.map((lesson) => act("publishSeries", { lesson, version: 1, scope: "ALL" })),
      ...opened.map((lesson) => act("cancelSeries", { lesson, version: 1, scope: "ALL", reason: "停办" })),
      act("closeVenue", { venue: room.id, startsAt: "2026-12-01T08:00:00+08:00", endsAt: "2026-12-03T08:00:00+08:00", reason: "维修" }),
    ])
    expect(faults(answers)).toEqual([])
  })
})
