import { gql } from "graphql-request"
import { beforeAll, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const SCHEDULE = gql`
  mutation ScheduleSeries($input: ScheduleLessonInput!) {
    scheduleLesson(input: $input) {
      __typename
      ... on LessonScheduled {
        lesson {
          id
          startsAt
          status
          occursAt
          isDetached
        }
        series {
          id
          rule
          startsAt
          until
          holidays
          version
          lessons(first: 100) {
            totalCount
            nodes {
              startsAt
              occursAt
              status
            }
          }
          exceptions {
            occursAt
            kind
            movedAt
            reason
          }
        }
        warnings {
          code
          message
        }
        affected {
          members
          teachers
        }
      }
      ... on ScheduleConflict {
        message
        conflicts {
          kind
          message
        }
        suggestions {
          startsAt
        }
      }
      ... on InvalidInput {
        fields {
          path
          message
        }
      }
      ... on NotAllowed {
        message
      }
    }
  }
`
type Scheduled = {
  __typename: string
  lesson: { id: string; startsAt: string }
  series: { id: string; until: string; lessons: { totalCount: number; nodes: { startsAt: string; status: string }[] }; exceptions: object[] }
  warnings: { code: string; message: string }[]
  message: string
  conflicts: { kind: string; message: string }[]
  fields: { path: string; message: string }[]
}

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

async function seriesWorld() {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const people = [await world.member(branch), await world.member(branch, { name: "李建国" })]
  const room = await world.venue(world.community)
  const zhao = await world.teacher(world.community)
  const client = await stack.as(await world.staff("COORDINATOR", world.community))
  const good = {
    organiser: world.community.id,
    title: "每周党课",
    plannedHours: 2,
    startsAt: "2026-11-28T09:00:00+08:00",
    endsAt: "2026-11-28T11:00:00+08:00",
    venue: room.id,
    teachers: [zhao.id],
    audience: { organisations: [world.community.id] },
    recurrence: { rule: "FREQ=WEEKLY;COUNT=4" },
  }
  const schedule = async (over: object = {}, as = client) =>
    (await as.request<{ scheduleLesson: Scheduled }>(SCHEDULE, { input: { ...good, ...over } })).scheduleLesson
  const counts = async () =>
    (
      await world.client.query<{ lessons: number; series: number; notices: number }>(
        `SELECT (SELECT count(*)::int FROM courses.lesson WHERE organiser_id = $1) AS lessons, (SELECT count(*)::int FROM courses.lesson_series WHERE organiser_id = $1) AS series,
           (SELECT count(*)::int FROM courses.notice n JOIN courses.lesson l ON l.id = n.lesson_id WHERE l.organiser_id = $1) AS notices`,
        [world.community.uuid],
      )
    ).rows[0]
  return { world, branch, people, room, zhao, client, good, schedule, counts }
}

test("a weekly lesson is written with all that follow it, published at once, and each of its people is told once", async () => {
  const { schedule, counts } = await seriesWorld()
  const answer = await schedule({ publish: true, code: "12" })
  expect(answer).toEqual({
    __typename: "LessonScheduled",
    lesson: {
      id: expect.any(String) as string,
      startsAt: "2026-11-28T09:00:00+08:00",
      status: "PUBLISHED",
      occursAt: "2026-11-28T09:00:00+08:00",
      isDetached: false,
    },
    series: {
      id: expect.stringMatching(/^series_/) as string,
      rule: "FREQ=WEEKLY",
      startsAt: "2026-11-28T09:00:00+08:00",
      until: "2026-12-19",
      holidays: "SKIP",
      version: 1,
      lessons: {
        totalCount: 4,
        nodes: ["11-28", "12-05", "12-12", "12-19"].map((day) => ({
          startsAt: `2026-${day}T09:00:00+08:00`,
          occursAt: `2026-${day}T09:00:00+08:00`,
          status: "PUBLISHED",
        })),
      },
      exceptions: [],
    },
    warnings: [],
    affected: { members: 2, teachers: 1 },
  })
  expect(await counts()).toEqual({ lessons: 4, series: 1, notices: 3 })
})

test("every second Saturday, every quarter, and to the last day that was given", async () => {
  const { schedule } = await seriesWorld()
  const days = async (recurrence: object, over: object = {}) => {
    const answer = await schedule({ recurrence, ...over })
    return answer.series.lessons.nodes.map(({ startsAt }) => startsAt.slice(0, 10))
  }
  expect(await days({ rule: "FREQ=MONTHLY;BYDAY=2SA", until: "2027-03-13" })).toEqual(["2026-12-12", "2027-01-09", "2027-02-13", "2027-03-13"])
  expect(await days({ rule: "FREQ=MONTHLY;INTERVAL=3;COUNT=3" })).toEqual(["2026-11-28", "2027-02-28", "2027-05-28"])
  expect(await days({ rule: "FREQ=WEEKLY;BYDAY=SA,SU;UNTIL=20261206" })).toEqual(["2026-11-28", "2026-11-29", "2026-12-05", "2026-12-06"])
})

test("holidays of the real calendar are skipped, moved or kept; a year that is not known is named", async () => {
  const { schedule } = await seriesWorld()
  const autumn = { startsAt: "2026-09-24T09:00:00+08:00", endsAt: "2026-09-24T11:00:00+08:00" }
  const rule = "FREQ=WEEKLY;UNTIL=20261015"
  const skipped = await schedule({ ...autumn, recurrence: { rule, skipHolidays: true } })
  expect(skipped.series.lessons.nodes.map(({ startsAt }) => startsAt.slice(5, 10))).toEqual(["09-24", "10-08", "10-15"])
  expect(skipped.series.exceptions).toEqual([{ occursAt: "2026-10-01T09:00:00+08:00", kind: "SKIPPED", movedAt: null, reason: "国庆节" }])
  expect(skipped.warnings).toContainEqual({ code: "HOLIDAY_SKIPPED", message: "2026-10-01 is a holiday (国庆节): no lesson is held." })

  const moved = await schedule({ ...autumn, recurrence: { rule, holidays: "MOVE" }, title: "顺延" })
  expect(moved.series.lessons.nodes.map(({ startsAt }) => startsAt.slice(5, 10))).toEqual(["09-24", "10-08", "10-09", "10-15"])
  expect(moved.series.exceptions).toEqual([{ occursAt: "2026-10-01T09:00:00+08:00", kind: "MOVED", movedAt: "2026-10-09T09:00:00+08:00", reason: "国庆节" }])

  const kept = await schedule({ ...autumn, recurrence: { rule, skipHolidays: false }, title: "照常" })
  expect(kept.series.lessons.totalCount).toBe(4)
  expect(kept.warnings.filter(({ code }) => code === "CALENDAR")).toHaveLength(1)

  const unknown = await schedule({ recurrence: { rule: "FREQ=MONTHLY;COUNT=4" }, title: "明年" })
  expect(unknown.warnings.filter(({ code }) => code === "CALENDAR_UNKNOWN")).toHaveLength(1)
  expect(unknown.warnings[0]?.message).toContain("2027")
})

test("published is all or nothing: what clashes is named for each day, and nothing is written", async () => {
  const { world, room, people, schedule, counts } = await seriesWorld()
  await world.lesson(world.street, "2026-12-05T10:00:00+08:00", { venue: room })
  await world.lesson(world.street, "2026-12-12T08:00:00+08:00", { expected: people.slice(0, 1) })
  const before = await counts()
  const answer = await schedule({ publish: true })
  expect(answer.__typename).toBe("ScheduleConflict")
  expect(answer.message).toContain("2 clashes (VENUE, ATTENDEES) on 2 days")
  expect(answer.conflicts).toEqual([
    { kind: "VENUE", message: "2026-12-05: 一号教室 is taken by another lesson." },
    { kind: "ATTENDEES", message: "2026-12-12: One person is expected elsewhere at this time." },
  ])
  expect(await counts()).toEqual(before)
  expect(await schedule({})).toMatchObject({ __typename: "LessonScheduled", warnings: [{ code: "VENUE" }, { code: "ATTENDEES" }] })
  expect(await schedule({ publish: true, overrideReason: "已与对方商定" })).toMatchObject({ __typename: "LessonScheduled" })
})

test("of more than fifty clashes fifty are named, and all are counted", async () => {
  const { world, room, schedule } = await seriesWorld()
  for (let week = 0; week < 30; week += 1) {
    const at = new Date(Date.parse("2026-11-28T09:00:00+08:00") + week * 7 * 86_400_000).toISOString()
    await world.lesson(world.street, at, { venue: room })
    await world.lesson(world.street, at, { venue: await world.venue(world.street), teachers: [] })
  }
  await world.insert("courses.venue_closure", {
    venue_id: room.uuid,
    starts_at: new Date("2026-11-01T00:00:00Z"),
    ends_at: new Date("2028-01-01T00:00:00Z"),
    reason: "装修",
  })
  const answer = await schedule({ publish: true, recurrence: { rule: "FREQ=WEEKLY;COUNT=30" } })
  expect(answer.message).toMatch(/^60 clashes \(VENUE\) on 30 days .*The first 50 are named/)
  expect(answer.conflicts).toHaveLength(50)
})

test("a rule that is none, has no end, reaches too far, or gives no lesson is refused at once with its field", async () => {
  const { schedule, counts } = await seriesWorld()
  const wrong: [object, string][] = [
    [{ rule: "WEEKLY", until: "2026-12-31" }, "recurrence.rule"],
    [{ rule: "FREQ=SECONDLY;COUNT=100" }, "recurrence.rule"],
    [{ rule: "FREQ=WEEKLY" }, "recurrence.until"],
    [{ rule: "FREQ=WEEKLY", until: "2026-11-27" }, "recurrence.until"],
    [{ rule: "FREQ=WEEKLY", until: "2028-11-30" }, "recurrence.until"],
    [{ rule: "FREQ=DAILY", until: "2028-11-01" }, "recurrence.rule"],
    [{ rule: "FREQ=YEARLY;COUNT=4" }, "recurrence.rule"],
    [{ rule: "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", until: "2028-11-01" }, "recurrence.rule"],
  ]
  for (const [recurrence, path] of wrong) expect(await schedule({ recurrence })).toMatchObject({ __typename: "InvalidInput", fields: [{ path }] })
  expect(await schedule({ title: " " })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "title" }] })
  expect(await counts()).toEqual({ lessons: 0, series: 0, notices: 0 })
})

test("only who plans for the organiser makes a series; a rule is not judged for others", async () => {
  const { world, branch, schedule, counts } = await seriesWorld()
  for (const subject of [
    await world.staff("AUDITOR", world.city),
    await world.staff("RECORDER", world.community),
    await world.staff("ADMIN", branch),
    (await world.member(branch)).subject,
  ]) {
    expect(await schedule({ recurrence: { rule: "nonsense" } }, await stack.as(subject))).toMatchObject({ __typename: "NotAllowed" })
  }
  expect(await counts()).toEqual({ lessons: 0, series: 0, notices: 0 })
})

test("the lessons of a series are shown within what the viewer sees, and two series cost as much as many", async () => {
  const { world, branch, people, schedule } = await seriesWorld()
  const first = await schedule({ publish: true })
  await schedule({ title: "草稿系列", startsAt: "2026-11-30T14:00:00+08:00", endsAt: "2026-11-30T16:00:00+08:00" })
  const QUERY = gql`
    query Series($from: DateTime!, $to: DateTime!) {
      timetable(from: $from, to: $to, first: 100) {
        nodes {
          id
          series {
            id
            exceptions {
              reason
            }
            lessons(first: 2) {
              totalCount
              pageInfo {
                hasNextPage
                endCursor
              }
              nodes {
                id
              }
            }
          }
        }
      }
    }
  `
  type Answer = { timetable: { nodes: { id: string; series: { id: string; lessons: { totalCount: number } } | null }[] } }
  const read = async (subject: string, to: string) =>
    (await (await stack.as(subject)).request<Answer>(QUERY, { from: "2026-11-28T00:00:00+08:00", to })).timetable.nodes
  const planner = await world.staff("SECRETARY", world.community)
  expect((await read(planner, "2027-01-01T00:00:00+08:00")).map(({ series }) => series?.lessons.totalCount)).toEqual(Array(8).fill(4))
  const seen = await read(people[0]?.subject ?? "", "2027-01-01T00:00:00+08:00")
  expect(seen.map(({ series }) => series?.id)).toEqual(Array(4).fill(first.series.id))
  const elsewhere = await newWorld(url)
  expect(await read(await elsewhere.staff("ADMIN", elsewhere.city), "2027-01-01T00:00:00+08:00")).toEqual([])
  await world.lesson(branch, "2026-11-28T20:00:00+08:00")
  const [few, many] = [
    await stack.costOf(() => read(planner, "2026-12-01T00:00:00+08:00")),
    await stack.costOf(() => read(planner, "2027-01-01T00:00:00+08:00")),
  ]
  expect(many).toEqual(few)
})
