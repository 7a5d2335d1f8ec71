import { gql } from "graphql-request"
import { beforeAll, describe, expect, test } from "vitest"
import { emptyDatabase } from "../kit/database.ts"
import { type Stack, openStack } from "../kit/stack.ts"
import { newWorld } from "../kit/world.ts"

const DONE = `__typename
  ... on SeriesChanged { lesson { id startsAt version } series { id rule startsAt until version } changedCount keptCount warnings { code } affected { members teachers } }
  ... on StaleVersion { currentVersion current { id version } }
  ... on InvalidInput { fields { path message } }
  ... on InvalidState { state }
  ... on NotAllowed { message }`
const act = (name: string, type: string, more = "") => `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${DONE} ${more} } }`
const CONFLICT = "... on ScheduleConflict { message conflicts { kind message } }"
const ACTS = {
  move: act("rescheduleSeries", "RescheduleSeriesInput", CONFLICT),
  cancel: act("cancelSeries", "CancelSeriesInput"),
  publish: act("publishSeries", "PublishSeriesInput", CONFLICT),
}
const SCHEDULE = gql`
  mutation ($input: ScheduleLessonInput!) {
    scheduleLesson(input: $input) {
      ... on LessonScheduled {
        series {
          id
        }
        lesson {
          id
        }
      }
    }
  }
`
type Answer = {
  __typename: string
  series: { id: string; rule: string; until: string; version: number }
  changedCount: number
  keptCount: number
  conflicts: { message: string }[]
  [field: string]: unknown
}
type Row = { id: string; series: string; version: number; status: string; occurs: string; starts: string; is_detached: boolean }

let stack: Stack
let url: string
beforeAll(async () => {
  url = await emptyDatabase()
  stack = await openStack(url)
})

/** A weekly series of six Saturdays, of which the first is the 28th of November, published unless told otherwise. */
async function editWorld(over: object = {}) {
  const world = await newWorld(url)
  const branch = await world.organisation(world.community)
  const people = [await world.member(branch), await world.member(branch)]
  const room = await world.venue(world.community)
  const client = await stack.as(await world.staff("COORDINATOR", world.community))
  const input = {
    organiser: world.community.id,
    title: "系列党课",
    plannedHours: 2,
    startsAt: "2026-11-28T09:00:00+08:00",
    endsAt: "2026-11-28T11:00:00+08:00",
    venue: room.id,
    audience: { organisations: [world.community.id] },
    recurrence: { rule: "FREQ=WEEKLY;BYDAY=SA;COUNT=6" },
    publish: true,
    ...over,
  }
  await client.request(SCHEDULE, { input })
  const rows = async (): Promise<Row[]> => {
    const { rows: found } = await world.client.query<Row & { uuid: string; series_uuid: string }>(
      `SELECT id AS uuid, series_id AS series_uuid, version, status::text, to_char(occurs_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS occurs,
         to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS starts, is_detached FROM courses.lesson WHERE organiser_id = $1 AND series_id IS NOT NULL ORDER BY occurs_at, id`,
      [world.community.uuid],
    )
    const { toTypeId } = await import("../../subgraphs/shared/typeid.ts")
    return found.map(({ uuid, series_uuid, ...row }) => ({ ...row, id: toTypeId("lesson", uuid), series: toTypeId("series", series_uuid) }))
  }
  const edit = async (kind: keyof typeof ACTS, fields: object, as = client) => (await as.request<{ answer: Answer }>(ACTS[kind], { input: fields })).answer
  const at = async (place: number) => {
    const row = (await rows())[place]
    if (!row) throw new Error("no such lesson")
    return row
  }
  /** Do something by the lesson at this place of the series. */
  const by = async (kind: keyof typeof ACTS, place: number, fields: object) => {
    const { id, version } = await at(place)
    return edit(kind, { lesson: id, version, ...(kind === "publish" ? {} : { reason: "调整" }), ...fields })
  }
  return { world, people, room, client, rows, edit, at, by }
}

const starts = (rows: Row[]) => rows.map(({ starts: time }) => time)

describe("moving a series", () => {
  test("one lesson alone leaves the rule; the others stay", async () => {
    const { by, rows } = await editWorld()
    expect(await by("move", 1, { scope: "ONE", startsAt: "2026-12-06T14:00:00+08:00" })).toMatchObject({
      __typename: "SeriesChanged",
      changedCount: 1,
      keptCount: 0,
      affected: { members: 2, teachers: 0 },
      series: { version: 1 },
    })
    const after = await rows()
    expect(starts(after)).toEqual(["11-28 09:00", "12-06 14:00", "12-12 09:00", "12-19 09:00", "12-26 09:00", "01-02 09:00"])
    expect(after.map(({ is_detached }) => is_detached)).toEqual([false, true, false, false, false, false])
    expect(after[1]?.occurs).toBe("12-05 09:00")
  })

  test("this and following becomes a series of its own, with the cancelled and the detached among it, which keep their changes", async () => {
    const { by, rows, at } = await editWorld()
    await by("move", 3, { scope: "ONE", startsAt: "2026-12-20T14:00:00+08:00" })
    await by("cancel", 4, { scope: "ONE" })
    const old = (await at(0)).series
    const answer = await by("move", 2, { scope: "THIS_AND_FOLLOWING", startsAt: "2026-12-13T10:00:00+08:00", endsAt: "2026-12-13T11:30:00+08:00" })
    expect(answer).toMatchObject({
      changedCount: 2,
      keptCount: 2,
      series: { rule: "FREQ=WEEKLY;BYDAY=SU", startsAt: "2026-12-13T10:00:00+08:00", until: "2027-01-03", version: 1 },
    })
    const after = await rows()
    expect(after.map(({ series }) => series)).toEqual([old, old, ...Array<string>(4).fill(answer.series.id)])
    expect(starts(after)).toEqual(["11-28 09:00", "12-05 09:00", "12-13 10:00", "12-20 14:00", "12-26 09:00", "01-03 10:00"])
    expect(after.map(({ status }) => status)).toEqual(["PUBLISHED", "PUBLISHED", "PUBLISHED", "PUBLISHED", "CANCELLED", "PUBLISHED"])
    expect(after.map(({ occurs }) => occurs)).toEqual(["11-28 09:00", "12-05 09:00", "12-13 10:00", "12-20 10:00", "12-27 10:00", "01-03 10:00"])
  })

  test("all moves what lies ahead, a week later and a week earlier, without meeting itself; a weekly rule turns its days", async () => {
    const { by, rows } = await editWorld()
    expect(await by("move", 0, { scope: "ALL", startsAt: "2026-12-05T09:00:00+08:00" })).toMatchObject({
      changedCount: 6,
      series: { version: 2, until: "2027-01-09" },
    })
    expect(starts(await rows())).toEqual(["12-05 09:00", "12-12 09:00", "12-19 09:00", "12-26 09:00", "01-02 09:00", "01-09 09:00"])
    expect(await by("move", 5, { scope: "ALL", startsAt: "2027-01-02T09:00:00+08:00" })).toMatchObject({ changedCount: 6 })
    expect(await by("move", 0, { scope: "ALL", startsAt: "2026-11-27T18:00:00+08:00" })).toMatchObject({
      changedCount: 6,
      series: { rule: "FREQ=WEEKLY;BYDAY=FR" },
    })
    expect(starts(await rows())[1]).toBe("12-04 18:00")
    expect((await rows()).some(({ is_detached }) => is_detached)).toBe(false)
  })

  test("all or nothing: what clashes is named for each day, and nothing is moved", async () => {
    const { world, room, by, rows } = await editWorld()
    await world.lesson(world.street, "2026-12-13T10:00:00+08:00", { venue: room })
    const before = await rows()
    const answer = await by("move", 0, { scope: "ALL", startsAt: "2026-11-29T09:00:00+08:00" })
    expect(answer).toMatchObject({ __typename: "ScheduleConflict", conflicts: [{ message: "2026-12-13: 一号教室 is taken by another lesson." }] })
    expect(await rows()).toEqual(before)
  })

  test("a stale version, a detached lesson, days that no rule says, and lessons of no series are refused and change nothing", async () => {
    const { world, edit, at, by, rows } = await editWorld({ recurrence: { rule: "FREQ=MONTHLY;BYDAY=4SA;COUNT=4" } })
    const one = await at(0)
    const fields = { lesson: one.id, reason: "调整", scope: "ALL", startsAt: "2026-11-28T10:00:00+08:00" }
    await by("move", 1, { scope: "ONE", startsAt: "2026-12-26T15:00:00+08:00" })
    const before = await rows()
    expect(await edit("move", { ...fields, version: 9 })).toMatchObject({ __typename: "StaleVersion", currentVersion: 1, current: { id: one.id } })
    expect(await by("move", 1, { scope: "ALL", startsAt: "2026-12-26T16:00:00+08:00" })).toMatchObject({ __typename: "InvalidState", state: "DETACHED" })
    expect(await edit("move", { ...fields, version: 1, startsAt: "2026-11-29T10:00:00+08:00" })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "startsAt" }],
    })
    expect(await edit("move", { ...fields, version: 1, reason: " " })).toMatchObject({ __typename: "InvalidInput", fields: [{ path: "reason" }] })
    expect(await edit("move", { ...fields, version: 1, endsAt: "2026-11-28T10:00:00+08:00" })).toMatchObject({
      __typename: "InvalidInput",
      fields: [{ path: "endsAt" }],
    })
    const alone = await world.lesson(world.community, "2026-11-30T09:00:00+08:00")
    expect(await edit("move", { ...fields, lesson: alone.id, version: 1 })).toMatchObject({ __typename: "InvalidState", state: "NO_SERIES" })
    await expect(edit("move", { ...fields, lesson: world.community.id, version: 1 })).rejects.toThrow("input.lesson")
    expect(await rows()).toEqual(before)
  })

  test("of two who move one series at once the second is told that it was changed", async () => {
    const { at, edit, rows } = await editWorld()
    const { id, version } = await at(0)
    const move = (hour: string) => edit("move", { lesson: id, version, reason: "调整", scope: "ALL", startsAt: `2026-11-28T${hour}:00:00+08:00` })
    const names = (await Promise.all([move("10"), move("14")])).map(({ __typename }) => __typename).sort()
    expect(names).toEqual(["SeriesChanged", "StaleVersion"])
    expect(new Set((await rows()).map(({ starts: time }) => time.slice(6))).size).toBe(1)
  })
})

test("cancelling keeps what was changed on its own, unless it is included, and writes exceptions down", async () => {
  const { world, by, rows } = await editWorld()
  await by("move", 2, { scope: "ONE", startsAt: "2026-12-13T14:00:00+08:00" })
  expect(await by("cancel", 1, { scope: "THIS_AND_FOLLOWING" })).toMatchObject({ changedCount: 4, keptCount: 1, affected: { members: 2 } })
  expect((await rows()).map(({ status }) => status)).toEqual(["PUBLISHED", "CANCELLED", "PUBLISHED", "CANCELLED", "CANCELLED", "CANCELLED"])
  const { rows: exceptions } = await world.client.query(
    `SELECT kind::text, reason FROM courses.series_exception e JOIN courses.lesson_series s ON s.id = e.series_id WHERE s.organiser_id = $1`,
    [world.community.uuid],
  )
  expect(exceptions).toEqual(Array.from({ length: 4 }, () => ({ kind: "REMOVED", reason: "调整" })))
  expect(await by("cancel", 0, { scope: "ALL", includeDetached: true })).toMatchObject({ changedCount: 2, keptCount: 4 })
  expect((await rows()).every(({ status }) => status === "CANCELLED")).toBe(true)
})

test("drafts of a series are published all or none", async () => {
  const { world, room, by, rows } = await editWorld({ publish: false })
  const other = await world.lesson(world.street, "2026-12-19T10:00:00+08:00", { venue: room })
  expect(await by("publish", 0, { scope: "ALL" })).toMatchObject({
    __typename: "ScheduleConflict",
    conflicts: [{ message: expect.stringContaining("2026-12-19") as string }],
  })
  expect((await rows()).every(({ status }) => status === "DRAFT")).toBe(true)
  await world.client.query("DELETE FROM courses.booking WHERE lesson_id = $1", [other.uuid])
  expect(await by("publish", 0, { scope: "ALL" })).toMatchObject({ __typename: "SeriesChanged", changedCount: 6, affected: { members: 2 } })
  expect((await rows()).every(({ status, is_detached }) => status === "PUBLISHED" && !is_detached)).toBe(true)
})

test("only who plans for the organiser edits a series; for others there is none, and nothing changes", async () => {
  const { world, people, at, edit, rows } = await editWorld()
  const { id, version } = await at(0)
  const elsewhere = await newWorld(url)
  const before = await rows()
  const subjects = [
    await world.staff("AUDITOR", world.city),
    await world.staff("RECORDER", world.community),
    await elsewhere.staff("ADMIN", elsewhere.city),
    people[0]?.subject ?? "",
  ]
  for (const subject of subjects) {
    const as = await stack.as(subject)
    for (const kind of ["move", "cancel", "publish"] as const) {
      const fields = { lesson: id, version, scope: "ALL", ...(kind === "publish" ? {} : { reason: "调整" }) }
      expect(await edit(kind, fields, as)).toMatchObject({ __typename: "NotAllowed" })
    }
  }
  expect(await rows()).toEqual(before)
})

test("whatever is done to a series, in whatever order, detached and cancelled lessons survive, no two share a time of the rule, and what follows a cut is in the new series", async () => {
  for (let run = 1; run <= 6; run += 1) {
    const { by, rows } = await editWorld({ venue: null, audience: null })
    let seed = run * 7_919
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
    const detached = new Map<string, string>()
    const cancelled = new Set<string>()
    for (let step = 0; step < 8; step += 1) {
      const before = await rows()
      const place = random(before.length)
      const target = before[place]
      if (!target || target.status === "CANCELLED") continue
      const scope = (["ONE", "THIS_AND_FOLLOWING", "ALL"] as const)[random(3)] ?? "ONE"
      const year = target.starts < "06" ? 2027 : 2026
      const startsAt = new Date(
        new Date(`${year}-${target.starts.replace(" ", "T")}:00+08:00`).getTime() + (random(20) - 6) * 3_600_000 * (random(2) ? 1 : 6),
      ).toISOString()
      const isCancel = random(4) === 0
      const answer = isCancel ? await by("cancel", place, { scope }) : await by("move", place, { scope, startsAt, overrideReason: "试" })
      const after = await rows()
      const now = new Map(after.map((row) => [row.id, row]))
      expect(after).toHaveLength(6)
      const isDone = answer.__typename === "SeriesChanged"
      const mayMove = (id: string) => isDone && scope === "ONE" && id === target.id
      const wronged = [...detached].filter(([id, time]) => !mayMove(id) && now.get(id)?.starts !== time)
      const revived = [...cancelled].filter((id) => now.get(id)?.status !== "CANCELLED")
      const doubled = after.filter((row) => after.some((other) => other.id !== row.id && other.series === row.series && other.occurs === row.occurs))
      expect([wronged, revived, doubled]).toEqual([[], [], []])
      expect(isDone ? null : after).toEqual(isDone ? null : before)
      if (!isDone) continue

      const mine = before.filter((row) => row.series === target.series)
      const isCut = !isCancel && scope === "THIS_AND_FOLLOWING" && mine[0]?.id !== target.id
      const cut = isCut ? mine.findIndex(({ id }) => id === target.id) : mine.length
      expect(mine.map(({ id }) => now.get(id)?.series)).toEqual(mine.map((_, index) => (index >= cut ? answer.series.id : target.series)))
      expect(answer.series.id === target.series).toBe(!isCut)
      for (const row of after) if (row.is_detached) detached.set(row.id, row.starts)
      for (const row of after) if (row.status === "CANCELLED") cancelled.add(row.id)
    }
  }
})

test("the same key again makes no second series, and moves none twice", async () => {
  const { at, edit, rows } = await editWorld({ clientMutationKey: "series-1" })
  const { id, version } = await at(0)
  const move = { lesson: id, version, reason: "调整", scope: "ALL", startsAt: "2026-11-28T10:00:00+08:00", clientMutationKey: "series-2" }
  const [one, two] = [await edit("move", move), await edit("move", move)]
  expect(two).toEqual(one)
  expect((await rows()).map((row) => row.version)).toEqual([2, 2, 2, 2, 2, 2])
})
