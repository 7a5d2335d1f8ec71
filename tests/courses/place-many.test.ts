import { expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)

const SCHEDULE = `mutation ($input: ScheduleLessonInput!) { scheduleLesson(input: $input) { __typename
  ... on LessonScheduled { lesson { id } affected { members teachers } warnings { code message } series { id lessons(first: 1) { totalCount } } }
  ... on ScheduleConflict { conflicts { kind message with { id } count } } ... on InvalidInput { fields { path message } } } }`
type Scheduled = {
  __typename: string
  lesson: { id: string }
  series: { id: string; lessons: { totalCount: number } } | null
  affected: { members: number; teachers: number }
  warnings: { code: string }[]
  conflicts: { kind: string; message: string; count: number | null }[]
}

async function daily() {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const people = [await world.member(branch), await world.member(branch, { name: "李建国" })]
  const room = await world.venue(world.community)
  const zhao = await world.teacher(world.community, "赵老师")
  const client = await stack.as(await world.staff("COORDINATOR", world.community))
  const schedule = async (over: object = {}) => {
    const input = {
      organiser: world.community.id,
      title: "每日一课",
      plannedHours: 1,
      startsAt: "2026-11-24T19:00:00+08:00",
      endsAt: "2026-11-24T20:00:00+08:00",
      venue: room.id,
      teachers: [zhao.id],
      audience: { organisations: [world.community.id] },
      ...over,
    }
    return (await client.request<{ scheduleLesson: Scheduled }>(SCHEDULE, { input })).scheduleLesson
  }
  const notices = async () =>
    (
      await world.client.query<{ kind: string; count: number; lessons: number; until: string }>(
        `SELECT n.kind::text, count(*)::int AS count, (n.content -> 'series' ->> 'count')::int AS lessons, n.content -> 'series' ->> 'until' AS until
         FROM courses.notice n JOIN courses.lesson l ON l.id = n.lesson_id WHERE l.organiser_id = $1 GROUP BY 1, 3, 4 ORDER BY min(n.created_at), 1`,
        [world.community.uuid],
      )
    ).rows
  return { world, branch, people, room, zhao, schedule, notices, client }
}
const every = (count: number) => ({ rule: `FREQ=DAILY;COUNT=${count}`, holidays: "KEEP" })

test.each([{ publish: false }, { publish: true, overrideReason: "元旦照常" }])("a series of fifty costs what one of five does: %o", async (how) => {
  const few = await daily()
  const many = await daily()
  const cost = async (of: typeof few, count: number) => (await stack.costOf(() => of.schedule({ ...how, recurrence: every(count) }))).statements
  await cost(await daily(), 2)
  expect(await cost(many, 50)).toBe(await cost(few, 5))
})

test("beyond a hundred a dozen statements come for every hundred", async () => {
  const hundred = await daily()
  const more = await daily()
  await (await daily()).schedule({ recurrence: every(2) })
  const { statements: one } = await stack.costOf(() => hundred.schedule({ recurrence: every(100) }))
  const { statements: three } = await stack.costOf(() => more.schedule({ recurrence: every(300) }))
  expect((three - one) / 2).toBeLessThanOrEqual(12)
  expect((await more.schedule({ startsAt: "2027-03-01T19:00:00+08:00", endsAt: "2027-03-01T20:00:00+08:00" })).warnings.map(({ code }) => code)).toContain(
    "VENUE_IN_DRAFT",
  )
})

test("the lessons of one act clash with each other as with any: the later one hears of the earlier", async () => {
  const { schedule, world } = await daily()
  const long = {
    startsAt: null,
    endsAt: null,
    periods: [
      { startsAt: "2026-11-24T19:00:00+08:00", endsAt: "2026-11-24T20:00:00+08:00" },
      { startsAt: "2026-11-25T19:30:00+08:00", endsAt: "2026-11-25T20:30:00+08:00" },
    ],
  }
  const refused = await schedule({ ...long, publish: true, recurrence: every(3) })
  expect(refused.__typename).toBe("ScheduleConflict")
  // The second clashes with the first and stands not, so that the third has nothing to clash with.
  expect(refused.conflicts.map(({ kind, message, count }) => [kind, message.slice(0, 10), count])).toEqual([
    ["VENUE", "2026-11-25", null],
    ["TEACHER", "2026-11-25", null],
    ["ATTENDEES", "2026-11-25", 2],
  ])
  expect((await world.client.query("SELECT 1 FROM courses.lesson WHERE organiser_id = $1", [world.community.uuid])).rows).toEqual([])

  const accepted = await schedule({ ...long, publish: true, overrideReason: "分组轮换", recurrence: every(3) })
  expect(accepted.warnings.map(({ code }) => code).sort()).toEqual(["ATTENDEES", "ATTENDEES", "TEACHER", "TEACHER", "VENUE", "VENUE"])
  const firm = await world.client.query(
    "SELECT b.is_firm, count(*)::int FROM courses.booking b JOIN courses.lesson l ON l.id = b.lesson_id WHERE l.organiser_id = $1 GROUP BY 1 ORDER BY 1",
    [world.community.uuid],
  )
  expect(firm.rows).toEqual([
    { is_firm: false, count: 8 },
    { is_firm: true, count: 4 },
  ])
})

test("a teacher's limit for the month counts the lessons of the same act", async () => {
  const { schedule, world, zhao } = await daily()
  await world.client.query("UPDATE courses.teacher SET lessons_per_month = 3 WHERE id = $1", [zhao.uuid])
  const { warnings } = await schedule({ recurrence: every(9) })
  // Seven in November, of which four are too many; two in December.
  expect(warnings.filter(({ code }) => code === "TEACHER_LOAD")).toHaveLength(4)
})

test("each person is told of a series once: published, moved and cancelled; subscribers of each lesson", async () => {
  const { schedule, notices, client, world, people, zhao } = await daily()
  const { series, affected, lesson } = await schedule({ publish: true, recurrence: every(5) })
  expect(affected).toEqual({ members: 2, teachers: 1 })
  expect(await notices()).toEqual([{ kind: "PUBLISHED", count: 3, lessons: 5, until: "2026-11-28T11:00:00.000Z" }])
  expect(series?.lessons.totalCount).toBe(5)

  const move = await client.request<{ rescheduleSeries: { __typename: string; affected: object } }>(
    `mutation ($input: RescheduleSeriesInput!) { rescheduleSeries(input: $input) { __typename ... on SeriesChanged { affected { members teachers } } } }`,
    { input: { lesson: lesson.id, version: 1, scope: "ALL", startsAt: "2026-11-24T18:00:00+08:00", reason: "教师时间调整" } },
  )
  expect(move.rescheduleSeries).toEqual({ __typename: "SeriesChanged", affected: { members: 2, teachers: 1 } })
  const cancel = await client.request<{ cancelSeries: { __typename: string; affected: object } }>(
    `mutation ($input: CancelSeriesInput!) { cancelSeries(input: $input) { __typename ... on SeriesChanged { affected { members teachers } } } }`,
    { input: { lesson: lesson.id, version: 2, scope: "ALL", reason: "停办" } },
  )
  expect(cancel.cancelSeries).toEqual({ __typename: "SeriesChanged", affected: { members: 2, teachers: 1 } })
  expect((await notices()).map(({ kind, count, lessons, until }) => [kind, count, lessons, until]).sort()).toEqual([
    ["CANCELLED", 3, 5, "2026-11-28T10:00:00.000Z"],
    ["PUBLISHED", 3, 5, "2026-11-28T11:00:00.000Z"],
    ["RESCHEDULED", 3, 5, "2026-11-28T10:00:00.000Z"],
  ])
  const events = await world.client.query(
    "SELECT e.type, count(*)::int FROM courses.outbox_event e JOIN courses.lesson l ON l.id = e.lesson_id WHERE l.organiser_id = $1 GROUP BY 1 ORDER BY 1",
    [world.community.uuid],
  )
  expect(events.rows).toEqual([
    { type: "lesson.cancelled", count: 5 },
    { type: "lesson.published", count: 5 },
    { type: "lesson.rescheduled", count: 5 },
  ])
  const own = await (
    await stack.as(people[0]?.subject ?? "")
  ).request<{ me: { member: { notices: { nodes: { text: string }[] } } } }>("query { me { member { notices(first: 10) { nodes { text } } } } }")
  expect(own.me.member.notices.nodes.map(({ text }) => text)).toContain(
    "《每日一课》定于2026年11月24日（周二）19:00—20:00在一号教室起举行，授课：赵老师。共5次，至2026年11月28日（周六）。",
  )
  expect(zhao.id).toMatch(/^teacher_/)
})

test("whoever is meant for some lessons of a series only is told of those", async () => {
  const { schedule, world, people } = await daily()
  await world.client.query("UPDATE people.membership SET to_on = '2026-11-26' WHERE member_id = $1", [people[1]?.uuid])
  expect((await schedule({ publish: true, recurrence: every(4) })).affected).toEqual({ members: 2, teachers: 1 })
  const told = await world.client.query(
    "SELECT content -> 'series' AS series FROM courses.notice n JOIN courses.lesson l ON l.id = n.lesson_id WHERE l.organiser_id = $1 AND n.member_id = $2",
    [world.community.uuid, people[1]?.uuid],
  )
  expect(told.rows).toEqual([{ series: { count: 2, until: "2026-11-25T11:00:00.000Z" } }])
})
