import fc from "fast-check"
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
const SOON = "2026-12-01T14:00:00+08:00"

type Standing = { member_id: string; state: string; waiting_number: number | null }
const standing = async (table: "enrolment" | "class_place", key: string, uuid: string): Promise<Standing[]> =>
  (
    await world.client.query<Standing>(
      `SELECT member_id, state::text, waiting_number FROM courses.${table} WHERE ${key} = $1 AND state <> 'WITHDRAWN' ORDER BY state, waiting_number, member_id`,
      [uuid],
    )
  ).rows
const lessonOf = async (capacity: number) => {
  const lesson = await world.lesson(world.community, SOON)
  await world.client.query("UPDATE courses.lesson SET capacity = $2, is_open_to_enrol = true WHERE id = $1", [lesson.uuid, capacity])
  return lesson
}
const classOf = async (plannedPlaces: number) => {
  const training = {
    organisation: world.community.id,
    name: "轮训班",
    level: "COMMUNITY",
    year: 2026,
    plannedPlaces,
    hours: 16,
    startsOn: "2026-12-01",
    endsOn: "2026-12-20",
  }
  const opened = await act(planner, "openClass", training, "... on ClassOpened { trainingClass { id } }")
  const { id } = opened["trainingClass"] as { id: string }
  const { rows } = await world.client.query<{ id: string }>("SELECT id FROM courses.training_class ORDER BY id DESC LIMIT 1")
  return { id, uuid: rows[0]?.id ?? "" }
}

describe("the last place", () => {
  test("twenty who ask for it at once: one has it, nineteen wait, each with a number of their own", { timeout: 60_000 }, async () => {
    const lesson = await lessonOf(1)
    const people = await Promise.all(Array.from({ length: 20 }, () => world.member(branch)))
    const select = "... on LessonEnrolled { enrolment { state waitingPosition } }"
    const answers = await Promise.all(people.map(({ subject }) => act(subject, "enrolInLesson", { lesson: lesson.id }, select)))
    expect(answers.map(({ __typename }) => __typename)).toEqual(people.map(() => "LessonEnrolled"))
    const rows = await standing("enrolment", "lesson_id", lesson.uuid)
    expect(rows.filter(({ state }) => state === "EXPECTED")).toHaveLength(1)
    expect(rows.filter(({ state }) => state === "WAITLISTED").map((row) => row.waiting_number)).toEqual(Array.from({ length: 19 }, (_, at) => at + 1))
    const positions = answers.map((answer) => (answer["enrolment"] as { waitingPosition: number | null }).waitingPosition ?? 0)
    expect(positions.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, at) => at))
  })

  test("when ten withdraw at once, ten who wait have their places, in order", { timeout: 60_000 }, async () => {
    const lesson = await lessonOf(10)
    const people = await Promise.all(Array.from({ length: 25 }, () => world.member(branch)))
    for (const { subject } of people) await act(subject, "enrolInLesson", { lesson: lesson.id })
    const answers = await Promise.all(people.slice(0, 10).map(({ subject }) => act(subject, "withdrawFromLesson", { lesson: lesson.id })))
    expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => "LessonWithdrawn"))
    const rows = await standing("enrolment", "lesson_id", lesson.uuid)
    const expected = rows.filter(({ state }) => state === "EXPECTED").map((row) => row.member_id)
    expect(expected.sort()).toEqual(
      people
        .slice(10, 20)
        .map(({ uuid }) => uuid)
        .sort(),
    )
    expect(rows.filter(({ state }) => state === "WAITLISTED").map((row) => row.member_id)).toEqual(people.slice(20).map(({ uuid }) => uuid))
    const { rows: told } = await world.client.query("SELECT member_id FROM courses.notice WHERE lesson_id = $1 AND kind = 'PLACE_GIVEN'", [lesson.uuid])
    expect(told.map(({ member_id }) => member_id).sort()).toEqual(expected.sort())
  })
})

test(
  "whatever people do, in whatever order: never more than there are places, nobody waits beside a free one, first come first served",
  { timeout: 180_000 },
  async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => world.member(branch)))
    const who = fc.integer({ min: 0, max: people.length - 1 })
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant("enrol" as const), who }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant("withdraw" as const), who }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant("raise" as const), who }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(step, { minLength: 5, maxLength: 14 }), async (places, steps) => {
        const training = await classOf(places)
        const lesson = await world.lesson(world.community, SOON, { title: "随班" })
        await world.client.query("UPDATE courses.lesson SET training_class_id = $2, capacity = NULL WHERE id = $1", [lesson.uuid, training.uuid])
        const model = { places, version: 1, taken: [] as string[], waiting: [] as string[] }
        for (const { kind, who: at } of steps) {
          const person = people[at]
          if (!person) throw new Error("nobody")
          const input = { class: training.id, member: person.id }
          const isOn = model.taken.includes(person.uuid) || model.waiting.includes(person.uuid)
          if (kind === "enrol") {
            await act(planner, "enrolInClass", input)
            if (!isOn) model.waiting.push(person.uuid)
          } else if (kind === "withdraw") {
            await act(planner, "withdrawFromClass", input)
            model.taken = model.taken.filter((uuid) => uuid !== person.uuid)
            model.waiting = model.waiting.filter((uuid) => uuid !== person.uuid)
          } else {
            model.places += 1
            await act(planner, "updateClass", { class: training.id, version: model.version, plannedPlaces: model.places })
            model.version += 1
          }
          while (model.taken.length < model.places && model.waiting.length > 0) model.taken.push(model.waiting.shift() ?? "")
          const rows = await standing("class_place", "class_id", training.uuid)
          expect(rows.filter(({ state }) => state === "EXPECTED").map((row) => row.member_id)).toEqual([...model.taken].sort())
          expect(rows.filter(({ state }) => state === "WAITLISTED").map((row) => row.member_id)).toEqual(model.waiting)
          const lessons = await standing("enrolment", "lesson_id", lesson.uuid)
          expect(lessons.map((row) => row.member_id)).toEqual([...model.taken].sort())
        }
      }),
      { numRuns: 12 },
    )
  },
)

describe("a place in a class", () => {
  test("brings its lessons to come, not those that have begun; giving it up takes them away, but not what came otherwise", async () => {
    const training = await classOf(1)
    const [wang, li] = [await world.member(branch), await world.member(branch)]
    const coming = await world.lesson(world.community, SOON)
    const draft = await world.lesson(world.community, SOON, { status: "DRAFT" })
    const begun = await world.lesson(world.community, "2026-11-23T08:00:00+08:00")
    const known = await world.lesson(world.community, "2026-12-02T14:00:00+08:00", { expected: [wang] })
    const lessons = [coming, draft, begun, known]
    await world.client.query("UPDATE courses.lesson SET training_class_id = $2 WHERE id = ANY($1::uuid[])", [lessons.map(({ uuid }) => uuid), training.uuid])
    const at = async (member: string) =>
      (
        await world.client.query(
          "SELECT lesson_id, source::text FROM courses.enrolment WHERE member_id = $1 AND state = 'EXPECTED' ORDER BY starts_at, lesson_id",
          [member],
        )
      ).rows
    await act(planner, "enrolInClass", { class: training.id, member: wang.id })
    expect(await at(wang.uuid)).toEqual([
      ...[coming, draft].map(({ uuid }) => ({ lesson_id: uuid, source: "CLASS" })).sort((a, b) => (a.lesson_id < b.lesson_id ? -1 : 1)),
      { lesson_id: known.uuid, source: "AUDIENCE" },
    ])
    const select = "... on ClassEnrolled { place { state waitingPosition member { id } } trainingClass { placesTaken waitlistedCount } }"
    expect(await act(planner, "enrolInClass", { class: training.id, member: li.id }, select)).toEqual({
      __typename: "ClassEnrolled",
      place: { state: "WAITLISTED", waitingPosition: 1, member: { id: li.id } },
      trainingClass: { placesTaken: 1, waitlistedCount: 1 },
    })
    expect(await at(li.uuid)).toEqual([])
    const left = await act(
      planner,
      "withdrawFromClass",
      { class: training.id, member: wang.id, reason: "出差" },
      "... on ClassWithdrawn { promoted place { state reason } }",
    )
    expect(left).toEqual({ __typename: "ClassWithdrawn", promoted: 1, place: { state: "WITHDRAWN", reason: "出差" } })
    expect(await at(wang.uuid)).toEqual([{ lesson_id: known.uuid, source: "AUDIENCE" }])
    expect((await at(li.uuid)).map(({ lesson_id }) => lesson_id).sort()).toEqual([coming, draft, known].map(({ uuid }) => uuid).sort())
    const { rows } = await world.client.query("SELECT member_id, lesson_id FROM courses.notice WHERE lesson_id = ANY($1::uuid[])", [
      lessons.map(({ uuid }) => uuid),
    ])
    expect(rows).toEqual([{ member_id: li.uuid, lesson_id: coming.uuid }])
  })

  test("is given by planners of the person's place alone, while the class is open; a refusal changes nothing", async () => {
    const training = await classOf(5)
    const wang = await world.member(branch)
    const input = { class: training.id, member: wang.id }
    const select = "... on InvalidState { state }"
    for (const subject of [
      wang.subject,
      await world.staff("RECORDER", world.community),
      await world.staff("AUDITOR", world.city),
      await world.staff("ADMIN", await world.organisation(world.community)),
    ]) {
      expect(await act(subject, "enrolInClass", input, select)).toMatchObject({ __typename: "NotAllowed" })
    }
    expect(await act(await world.staff("SECRETARY", branch), "enrolInClass", input, select)).toMatchObject({ __typename: "ClassEnrolled" })
    await world.client.query("UPDATE courses.training_class SET state = 'CANCELLED' WHERE id = $1", [training.uuid])
    const li = await world.member(branch)
    expect(await act(planner, "enrolInClass", { ...input, member: li.id }, select)).toMatchObject({ __typename: "InvalidState", state: "CANCELLED" })
    await world.client.query("UPDATE courses.training_class SET state = 'OPEN', starts_on = '2026-01-01', ends_on = '2026-11-22' WHERE id = $1", [
      training.uuid,
    ])
    expect(await act(planner, "enrolInClass", { ...input, member: li.id }, select)).toMatchObject({ __typename: "InvalidState", state: "OVER" })
    expect(await standing("class_place", "class_id", training.uuid)).toEqual([{ member_id: wang.uuid, state: "EXPECTED", waiting_number: null }])
  })
})
