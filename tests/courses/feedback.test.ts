import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import type { Person, Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const coordinator = await world.staff("COORDINATOR", branch)

const SUBMIT = gql`
  mutation ($input: SubmitFeedbackInput!) {
    submitFeedback(input: $input) {
      __typename
      ... on FeedbackSubmitted {
        lesson {
          id
        }
      }
      ... on InvalidState {
        state
      }
      ... on InvalidInput {
        fields {
          path
        }
      }
    }
  }
`
const READ = gql`
  query ($id: ID!) {
    lesson(id: $id) {
      feedback {
        count
        average
        comments
      }
      teachers {
        rating {
          count
          average
        }
      }
    }
  }
`
type Read = { lesson: { feedback: { count: number; average: number; comments: string[] } | null; teachers: { rating: object | null }[] } | null }
const submit = async (subject: string, input: object) =>
  (await (await stack.as(subject)).request<{ submitFeedback: { __typename: string; state?: string } }>(SUBMIT, { input })).submitFeedback
const read = async (subject: string, lesson: Thing) => (await (await stack.as(subject)).request<Read>(READ, { id: lesson.id })).lesson
const kept = async (lesson: Thing) =>
  (
    await world.client.query<{ id: string; rating: number; comment: string | null; xmin: string; place: string }>(
      "SELECT id, rating, comment, xmin::text, ctid::text AS place FROM courses.feedback WHERE lesson_id = $1 ORDER BY ctid",
      [lesson.uuid],
    )
  ).rows
const people = (count: number): Promise<Person[]> => Promise.all(Array.from({ length: count }, () => world.member(branch)))
const OVER = "2026-11-20T09:00:00+08:00"

describe("an answer", () => {
  test("is taken once from somebody who was expected, also when it is sent ten times at once", async () => {
    const [wang] = (await people(1)) as [Person]
    const lesson = await world.lesson(branch, OVER, { expected: [wang] })
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(wang.subject, { lesson: lesson.id, rating: 4, comment: " 讲得清楚 " })))
    expect(answers.filter(({ __typename }) => __typename === "FeedbackSubmitted")).toEqual([{ __typename: "FeedbackSubmitted", lesson: { id: lesson.id } }])
    expect(answers.filter(({ state }) => state === "ANSWERED")).toHaveLength(9)
    expect((await kept(lesson)).map(({ rating, comment }) => [rating, comment])).toEqual([[4, "讲得清楚"]])
  })

  test.each<[string, object, string]>([
    ["a lesson that is not over", { start: "2026-11-23T08:00:00+08:00" }, "NOT_OVER"],
    ["one that was over 31 days ago", { start: "2026-10-22T09:00:00+08:00" }, "TOO_LATE"],
    ["one that was cancelled", { start: OVER, status: "CANCELLED" }, "NOT_HELD"],
  ])("is not taken for %s", async (_, { start, status = "PUBLISHED" }: { start?: string; status?: string }, state) => {
    const [wang] = (await people(1)) as [Person]
    const lesson = await world.lesson(branch, start ?? "", { status, expected: [wang] })
    expect(await submit(wang.subject, { lesson: lesson.id, rating: 4 })).toEqual({ __typename: "InvalidState", state })
    expect(await kept(lesson)).toEqual([])
  })

  test("is taken on the last of the 30 days", async () => {
    const [wang] = (await people(1)) as [Person]
    const lesson = await world.lesson(branch, "2026-10-24T07:00:00+08:00", { expected: [wang] })
    expect((await submit(wang.subject, { lesson: lesson.id, rating: 5 })).__typename).toBe("FeedbackSubmitted")
  })

  test("is not taken from whoever was not expected; those who wait, plan or do not exist for the lesson hear the same", async () => {
    const [wang, waiting, other] = (await people(3)) as [Person, Person, Person]
    const lesson = await world.lesson(branch, OVER, { expected: [wang], waiting: [waiting] })
    const draft = await world.lesson(branch, OVER, { expected: [wang], status: "DRAFT" })
    const answers = await Promise.all([
      ...[waiting.subject, other.subject, coordinator].map((subject) => submit(subject, { lesson: lesson.id, rating: 4 })),
      submit(wang.subject, { lesson: draft.id, rating: 4 }),
      submit(wang.subject, { lesson: "lesson_00000000000000000000000000", rating: 4 }),
    ])
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"__typename":"NotAllowed"}']))
    expect(await kept(lesson)).toEqual([])
  })

  test("has a rating of 1 to 5 and a comment of at most 500 characters", async () => {
    const [wang] = (await people(1)) as [Person]
    const lesson = await world.lesson(branch, OVER, { expected: [wang] })
    for (const rating of [0, 6, -1]) expect(await submit(wang.subject, { lesson: lesson.id, rating })).toMatchObject({ fields: [{ path: "rating" }] })
    for (const comment of ["字".repeat(501), "a\u0000b", "a\nb"]) {
      expect(await submit(wang.subject, { lesson: lesson.id, rating: 9, comment })).toMatchObject({ fields: [{ path: "rating" }, { path: "comment" }] })
    }
    expect(await kept(lesson)).toEqual([])
    expect((await submit(wang.subject, { lesson: lesson.id, rating: 1, comment: "😀".repeat(500) })).__typename).toBe("FeedbackSubmitted")
  })
})

describe("what was thought of a lesson", async () => {
  const everyone = await people(5)
  const [li] = (await people(1)) as [Person]
  const teacher = await world.teacher(branch)
  await world.client.query("UPDATE courses.teacher SET member_id = $2 WHERE id = $1", [teacher.uuid, li.uuid])
  const lesson = await world.lesson(branch, OVER, { expected: everyone, teachers: [teacher] })
  const other = await world.lesson(branch, "2026-11-19T09:00:00+08:00", { expected: everyone, teachers: [teacher] })

  test("is shown to those who plan there and to the teacher once three have answered, and not before", async () => {
    for (const [at, person] of everyone.slice(0, 2).entries()) await submit(person.subject, { lesson: lesson.id, rating: 5 - at, comment: `意见${at}` })
    for (const subject of [coordinator, li.subject]) expect(await read(subject, lesson)).toEqual({ feedback: null, teachers: [{ rating: null }] })
    await submit(everyone[2]?.subject ?? "", { lesson: lesson.id, rating: 5 })
    // Two answers of another lesson do not count for the teacher: the difference would give them away.
    for (const person of everyone.slice(0, 2)) await submit(person.subject, { lesson: other.id, rating: 1 })
    for (const subject of [coordinator, await world.staff("SECRETARY", world.street)]) {
      const shown = await read(subject, lesson)
      expect(shown).toEqual({ feedback: { count: 3, average: 4.7, comments: expect.any(Array) }, teachers: [{ rating: { count: 3, average: 4.7 } }] })
      expect([...(shown?.feedback?.comments ?? [])].sort()).toEqual(["意见0", "意见1"])
    }
    expect((await read(li.subject, { ...lesson }))?.feedback?.count).toBe(3)
  })

  test("grows by three answers at a time: the difference of one would say whose it is", async () => {
    const answering = await people(6)
    const one = await world.lesson(branch, OVER, { expected: answering })
    const seen = []
    for (const [at, person] of answering.entries()) {
      await submit(person.subject, { lesson: one.id, rating: at < 3 ? 5 : 2, comment: `第${at}人` })
      const feedback = (await read(coordinator, one))?.feedback
      seen.push(feedback && [feedback.count, feedback.average, feedback.comments.length])
    }
    expect(seen).toEqual([null, null, [3, 5, 3], [3, 5, 3], [3, 5, 3], [6, 3.5, 6]])
    expect(await kept(one)).toHaveLength(6)
  })

  test.each(["RECORDER", "AUDITOR"] as const)("is nothing for a %s", async (role) => {
    expect(await read(await world.staff(role, branch), lesson)).toEqual({ feedback: null, teachers: [{ rating: null }] })
  })

  test("is nothing for those who answered, nor for those who plan elsewhere", async () => {
    expect(await read(everyone[0]?.subject ?? "", lesson)).toEqual({ feedback: null, teachers: [{ rating: null }] })
    expect(await read(await world.staff("ADMIN", await world.organisation(world.community)), lesson)).toBeNull()
  })
})

describe("nobody finds out who said what", async () => {
  const everyone = await people(40)
  const lesson = await world.lesson(branch, OVER, { expected: everyone })
  const client = world.client

  test("each answer is written with others, in another order, under new ids: neither place nor transaction says which is the new one", async () => {
    const last = []
    for (const [at, person] of everyone.entries()) {
      await submit(person.subject, { lesson: lesson.id, rating: (at % 5) + 1, comment: `第${at}条`, clientMutationKey: `k${at}` })
      const rows = await kept(lesson)
      expect(new Set(rows.map(({ xmin }) => xmin)).size, "all were written by one transaction").toBe(1)
      expect(rows).toHaveLength(at + 1)
      last.push(rows.findIndex(({ comment }) => comment === `第${at}条`) === at)
    }
    expect(last.filter(Boolean).length, "the newest lies last about as often as anywhere").toBeLessThan(15)
    const rows = await kept(lesson)
    expect(
      rows.every(({ id }) => id[14] === "4"),
      "ids are random, version 4",
    ).toBe(true)
    expect(rows.map(({ comment }) => comment).sort()).toEqual(everyone.map((_, at) => `第${at}条`).sort())
  })

  test("what is kept under a key is the same whatever was said", async () => {
    const { rows } = await client.query("SELECT k::text AS kept FROM courses.mutation_key k")
    expect(rows).toHaveLength(40)
    expect(JSON.stringify(rows)).not.toMatch(/第|rating/)
    const [wang] = everyone as [Person]
    expect((await submit(wang.subject, { lesson: lesson.id, rating: 5, comment: "换了说法", clientMutationKey: "k0" })).__typename).toBe("FeedbackSubmitted")
    expect(await kept(lesson)).toHaveLength(40)
  })

  test("no column of the tables joins them but the lesson", async () => {
    const { rows } = await client.query<{ table_name: string; columns: string }>(
      `SELECT table_name, string_agg(column_name, ' ' ORDER BY column_name) AS columns FROM information_schema.columns
       WHERE table_schema = 'courses' AND table_name IN ('feedback', 'feedback_given') GROUP BY 1 ORDER BY 1`,
    )
    expect(rows).toEqual([
      { table_name: "feedback", columns: "comment id is_shown lesson_id rating" },
      { table_name: "feedback_given", columns: "lesson_id member_id" },
    ])
  })
})

test("the answers to twenty lessons cost as many statements as those to two", async () => {
  const costs = []
  for (const size of [2, 20]) {
    const place = await world.organisation(world.community)
    const client = await stack.as(await world.staff("COORDINATOR", place))
    const teacher = await world.teacher(place)
    for (let n = 0; n < size; n += 1) {
      const lesson = await world.lesson(place, new Date(Date.parse("2026-11-01T09:00:00+08:00") + n * 8 * 3_600_000).toISOString(), { teachers: [teacher] })
      for (const rating of [3, 4, 5]) await world.insert("courses.feedback", { lesson_id: lesson.uuid, rating, is_shown: true })
    }
    const query = `query ($id: ID!) { timetable(from: "2026-11-01T00:00:00+08:00", to: "2026-11-21T00:00:00+08:00", organisation: $id) { nodes { feedback { average } teachers { rating { count } } } } }`
    type Answer = { timetable: { nodes: { feedback: { average: number }; teachers: { rating: { count: number } }[] }[] } }
    const ask = () => client.request<Answer>(query, { id: place.id })
    const { nodes } = (await ask()).timetable
    expect(nodes.map(({ feedback, teachers }) => [feedback.average, teachers[0]?.rating.count])).toEqual(Array.from({ length: size }, () => [4, 3 * size]))
    costs.push((await stack.costOf(ask)).statements)
  }
  expect(costs[0]).toBe(costs[1])
})
