import { createHash } from "node:crypto"
import { gql } from "graphql-request"
import { describe, expect, test } from "vitest"
import { readOtherwise, readStrictly } from "../kit/calendars.ts"
import { emptyDatabase } from "../kit/database.ts"
import { NOW, openStack } from "../kit/stack.ts"
import type { Thing } from "../kit/things.ts"
import { newWorld } from "../kit/world.ts"

const url = await emptyDatabase()
const stack = await openStack(url)
const world = await newWorld(url)
const branch = await world.organisation(world.community)
const coordinator = await world.staff("COORDINATOR", world.street)

const OPEN = gql`
  mutation ($input: OpenCalendarFeedInput!) {
    openCalendarFeed(input: $input) {
      __typename
      ... on CalendarFeedOpened {
        url
        feed {
          id
          kind
        }
      }
      ... on InvalidState {
        state
      }
    }
  }
`
const REVOKE = gql`
  mutation ($input: RevokeCalendarFeedInput!) {
    revokeCalendarFeed(input: $input) {
      __typename
      ... on CalendarFeedRevoked {
        account {
          calendarFeeds {
            id
          }
        }
      }
    }
  }
`
type Opened = { __typename: string; url: string | null; feed: { id: string; kind: string }; state?: string }
const open = async (subject: string, input: object) => (await (await stack.as(subject)).request<{ openCalendarFeed: Opened }>(OPEN, { input })).openCalendarFeed
const revoke = async (subject: string, feed: string) =>
  (await (await stack.as(subject)).request<{ revokeCalendarFeed: { __typename: string; account?: object } }>(REVOKE, { input: { feed } })).revokeCalendarFeed
const get = (path: string | null, init: RequestInit = {}) => fetch(new URL(path ?? "", stack.url), init)
const textOf = async (path: string | null) => {
  const response = await get(path)
  expect(response.status).toBe(200)
  return response.text()
}

const eventsOf = async (path: string | null) => {
  const text = await textOf(path)
  const events = readStrictly(text)
  expect(readOtherwise(text)).toEqual(events)
  return events
}

describe("a member's own calendar", async () => {
  const wang = await world.member(branch)
  const venue = await world.venue(branch, "元宝社区,二楼;“大”教室")
  const teacher = await world.teacher(world.street, "赵\\老师")
  const title = `党章;专题,辅导 \\ 🚩${"学习贯彻党的二十届四中全会精神".repeat(6)}`
  const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00", { title, venue, teachers: [teacher], expected: [wang] })
  await world.lesson(branch, "2026-11-26T14:30:00+08:00", { status: "DRAFT", expected: [wang] })
  await world.lesson(branch, "2026-11-27T14:30:00+08:00", { waiting: [wang] })
  await world.lesson(branch, "2026-11-28T14:30:00+08:00")
  await world.lesson(branch, "2026-08-01T14:30:00+08:00", { expected: [wang] })
  await world.lesson(branch, "2028-01-10T14:30:00+08:00", { expected: [wang] })
  const feed = await open(wang.subject, { subject: wang.id })

  test("is opened at an address that nobody can guess, of which a fingerprint is kept", async () => {
    expect(feed).toMatchObject({ __typename: "CalendarFeedOpened", feed: { id: expect.stringMatching(/^feed_/), kind: "MEMBER" } })
    expect(feed.url).toMatch(/^\/calendars\/[\w-]{43}\.ics$/)
    const { rows } = await world.client.query<{ secret_hash: Buffer }>("SELECT * FROM courses.calendar_feed")
    expect(rows).toHaveLength(1)
    const secret = (feed.url ?? "").slice("/calendars/".length, -".ics".length)
    expect(rows[0]?.secret_hash.equals(createHash("sha256").update(secret).digest())).toBe(true)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  test("holds the lessons where the member is expected, and two readers understand the same", async () => {
    expect(await eventsOf(feed.url)).toEqual([
      {
        uid: `${lesson.id}@courses.party-school`,
        sequence: 0,
        status: "CONFIRMED",
        startsAt: "2026-11-25T06:30:00.000Z",
        endsAt: "2026-11-25T08:30:00.000Z",
        summary: title,
        location: "元宝社区,二楼;“大”教室",
        description: "授课：赵\\老师\n学时：2",
      },
    ])
  })

  test("is written as RFC 5545 wants it: lines of 75 octets, whole characters, the zone defined, stamps in UTC", async () => {
    const text = await textOf(feed.url)
    expect(text.split("\r\n").filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n\ufffd]/)
    for (const line of ["TZID:Asia/Shanghai", "DTSTART;TZID=Asia/Shanghai:20261125T143000", "DTEND;TZID=Asia/Shanghai:20261125T163000", "SEQUENCE:0"]) {
      expect(text).toContain(`\r\n${line}\r\n`)
    }
    expect(text).toMatch(/\r\nDTSTAMP:\d{8}T\d{6}Z\r\n/)
    expect(text).toMatch(/\r\nLAST-MODIFIED:\d{8}T\d{6}Z\r\n/)
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1)
  })

  test("follows a lesson that is moved under the same UID with a higher SEQUENCE, and shows a cancelled one as cancelled for 90 days", async () => {
    const move = (column: string, value: string) => world.client.query(`UPDATE courses.lesson SET ${column} = $2 WHERE id = $1`, [lesson.uuid, value])
    await world.client.query("UPDATE courses.lesson_period SET starts_at = '2026-11-25 01:00Z', ends_at = '2026-11-25 03:00Z' WHERE lesson_id = $1", [
      lesson.uuid,
    ])
    await move("version", "3")
    expect(await eventsOf(feed.url)).toMatchObject([
      { uid: `${lesson.id}@courses.party-school`, sequence: 2, startsAt: "2026-11-25T01:00:00.000Z", status: "CONFIRMED" },
    ])
    await world.client.query(
      "UPDATE courses.lesson SET status = 'CANCELLED', cancelled_reason = '停电', version = 4, published_at = '2026-11-01', changed_at = '2026-11-22' WHERE id = $1",
      [lesson.uuid],
    )
    expect(await eventsOf(feed.url)).toMatchObject([{ sequence: 3, status: "CANCELLED", description: "已取消：停电\n授课：赵\\老师\n学时：2" }])
    await move("changed_at", "2026-08-01")
    expect(await eventsOf(feed.url)).toEqual([])
    await world.client.query("UPDATE courses.lesson SET status = 'PUBLISHED', changed_at = '2026-11-22' WHERE id = $1", [lesson.uuid])
  })

  test("has an event a period, each with a UID of its own that stays", async () => {
    await world.insert(
      "courses.lesson_period",
      { lesson_id: lesson.uuid, number: 2, starts_at: new Date("2026-11-25T06:00:00Z"), ends_at: new Date("2026-11-25T07:00:00Z") },
      false,
    )
    expect((await eventsOf(feed.url)).map(({ uid, startsAt }) => [uid, startsAt])).toEqual([
      [`${lesson.id}.2@courses.party-school`, "2026-11-25T06:00:00.000Z"],
      [`${lesson.id}@courses.party-school`, "2026-11-25T01:00:00.000Z"],
    ])
  })

  test("is sent only when it has changed, and is kept by nobody on the way", async () => {
    const first = await get(feed.url)
    const [etag, modified] = [first.headers.get("etag") ?? "", first.headers.get("last-modified") ?? ""]
    expect([first.headers.get("cache-control"), first.headers.get("content-type"), modified]).toEqual([
      "private, no-cache",
      "text/calendar; charset=utf-8",
      NOW.toUTCString(),
    ])
    const status = async (headers: Record<string, string>, method = "GET") => (await get(feed.url, { headers, method })).status
    expect(await status({ "if-none-match": etag })).toBe(304)
    expect(await status({ "if-none-match": `"other", W/${etag}` })).toBe(304)
    expect(await status({ "if-none-match": '"other"', "if-modified-since": modified })).toBe(200)
    expect(await status({ "if-modified-since": modified })).toBe(304)
    expect(await status({ "if-modified-since": "Sun, 22 Nov 2026 00:00:00 GMT" })).toBe(200)
    expect(await status({}, "HEAD")).toBe(200)
    expect(await status({}, "POST")).toBe(405)
    // A lesson that leaves the calendar changes it, though no lesson changed.
    await world.client.query("UPDATE courses.calendar_feed SET content_changed_at = '2026-11-01T00:00:00Z'")
    expect((await get(feed.url)).headers.get("last-modified")).toBe("Sun, 01 Nov 2026 00:00:00 GMT")
    await world.client.query("UPDATE courses.enrolment SET state = 'WITHDRAWN' WHERE lesson_id = $1", [lesson.uuid])
    const after = await get(feed.url)
    expect([after.headers.get("last-modified"), after.headers.get("etag") === etag]).toEqual([NOW.toUTCString(), false])
  })

  test("is nobody else's to open: a colleague and those who plan hear the same as for somebody who does not exist", async () => {
    const answers = await Promise.all([
      open((await world.member(branch)).subject, { subject: wang.id }),
      open(coordinator, { subject: wang.id }),
      open(coordinator, { subject: "member_00000000000000000000000000" }),
    ])
    expect(answers.map(({ __typename }) => __typename)).toEqual(["NotAllowed", "NotAllowed", "NotAllowed"])
  })
})

describe("calendars of teachers, venues and schools", async () => {
  const [wang, li] = [await world.member(branch, { name: "参加者甲" }), await world.member(branch, { name: "授课者乙" })]
  const [venue, remote, teacher, school] = [
    await world.venue(world.street),
    await world.venue(world.street, "分会场"),
    await world.teacher(world.street),
    await world.school(world.street),
  ]
  const lesson = await world.lesson(branch, "2026-11-25T14:30:00+08:00", { venue, school, teachers: [teacher], expected: [wang] })
  await world.insert("courses.lesson_site", { lesson_id: lesson.uuid, venue_id: remote.uuid }, false)
  const of: Record<string, Thing> = { VENUE: venue, TEACHER: teacher, SCHOOL: school }

  test.each(Object.keys(of))("%s: for whoever plans there, with published lessons and no attendee", async (kind) => {
    const subject = of[kind] as Thing
    const opened = await open(coordinator, { subject: subject.id })
    expect(opened.feed.kind).toBe(kind)
    expect((await eventsOf(opened.url)).map(({ uid }) => uid)).toEqual([`${lesson.id}@courses.party-school`])
    expect(await textOf(opened.url)).not.toMatch(/参加者|ATTENDEE|ORGANIZER/)
    for (const stranger of [
      await world.staff("AUDITOR", world.city),
      await world.staff("RECORDER", world.street),
      await world.staff("ADMIN", branch),
      wang.subject,
    ]) {
      expect((await open(stranger, { subject: subject.id })).__typename).toBe("NotAllowed")
    }
  })

  test.each(Object.keys(of))("%s: of a lesson that whoever plans there does not see elsewhere, no more than its time", async (kind) => {
    const [east, west] = [await world.organisation(world.street), await world.organisation(world.street)]
    const own = { VENUE: await world.venue(east, "东教室"), TEACHER: await world.teacher(east, "东老师"), SCHOOL: await world.school(east) }
    const [keeper, other] = [await world.staff("COORDINATOR", east), await world.teacher(west, "西老师")]
    const teachers = [own.TEACHER, other]
    await world.lesson(west, "2026-11-25T14:30:00+08:00", { title: "西区密谈", venue: own.VENUE, school: own.SCHOOL, teachers })
    const cancelled = await world.lesson(west, "2026-11-26T14:30:00+08:00", { title: "西区密谈", venue: own.VENUE, school: own.SCHOOL, teachers })
    await world.client.query("UPDATE courses.lesson SET status = 'CANCELLED', published_at = now(), cancelled_reason = '密因' WHERE id = $1", [cancelled.uuid])
    const { url: address } = await open(keeper, { subject: own[kind as keyof typeof own].id })
    const text = await textOf(address)
    const events = readStrictly(text).map(({ summary, startsAt, status }) => [summary, startsAt, status])
    expect(events.sort()).toEqual([
      ["已占用", "2026-11-25T06:30:00.000Z", "CONFIRMED"],
      ["已占用", "2026-11-26T06:30:00.000Z", "CANCELLED"],
    ])
    expect(text).not.toMatch(/密|西老师|学时/)
  })

  test("a venue that follows over the network has the lesson too; a member who teaches may have the own calendar", async () => {
    expect(await eventsOf((await open(coordinator, { subject: remote.id })).url)).toHaveLength(1)
    await world.client.query("UPDATE courses.teacher SET member_id = $2 WHERE id = $1", [teacher.uuid, li.uuid])
    expect(await eventsOf((await open(li.subject, { subject: teacher.id })).url)).toHaveLength(1)
  })
})

describe("an address opens nothing", async () => {
  const member = await world.member(branch)
  const venue = await world.venue(branch)
  const body = async (path: string | null) => {
    const response = await get(path)
    return [response.status, await response.text()]
  }
  const unknown = await body(`/calendars/${"A".repeat(43)}.ics`)

  test("that nobody was given, or that is none", async () => {
    expect(unknown[0]).toBe(404)
    for (const path of ["/calendars/x.ics", "/calendars/", `/calendars/${"A".repeat(43)}`, "/calendars/..%2fgraphql.ics"])
      expect(await body(path)).toEqual(unknown)
  })

  test("once it was revoked, which only its owner may", async () => {
    const { url: path, feed } = await open(member.subject, { subject: member.id })
    expect((await get(path)).status).toBe(200)
    expect((await revoke(coordinator, feed.id)).__typename).toBe("NotAllowed")
    expect((await get(path)).status).toBe(200)
    expect(await revoke(member.subject, feed.id)).toEqual({ __typename: "CalendarFeedRevoked", account: { calendarFeeds: [] } })
    expect(await body(path)).toEqual(unknown)
    expect((await revoke(member.subject, feed.id)).__typename).toBe("NotAllowed")
  })

  test("once the right was lost, or the account closed", async () => {
    const subject = await world.staff("COORDINATOR", branch)
    const { url: path } = await open(subject, { subject: venue.id })
    expect((await get(path)).status).toBe(200)
    const withdraw = (at: string | null) =>
      world.client.query("UPDATE people.access_grant SET withdrawn_at = $2 WHERE account_id = (SELECT id FROM people.account WHERE subject = $1)", [
        subject,
        at,
      ])
    await withdraw("2026-11-01")
    expect(await body(path)).toEqual(unknown)
    await withdraw(null)
    expect((await get(path)).status).toBe(200)
    await world.client.query("UPDATE people.account SET closed_at = '2026-11-01' WHERE subject = $1", [subject])
    expect(await body(path)).toEqual(unknown)
  })
})

test("a repeat under the same key names the same feed and says no secret; an account has twenty at most, at once as well", async () => {
  const member = await world.member(branch)
  const first = await open(member.subject, { subject: member.id, clientMutationKey: "k" })
  const again = await open(member.subject, { subject: member.id, clientMutationKey: "k" })
  expect([again.feed, again.url]).toEqual([first.feed, null])
  const kept = await world.client.query("SELECT answer::text, request FROM courses.mutation_key")
  expect(JSON.stringify(kept.rows)).not.toContain((first.url ?? "").slice(11, -4))
  const rest = await Promise.all(Array.from({ length: 22 }, () => open(member.subject, { subject: member.id })))
  expect(rest.filter(({ __typename }) => __typename === "CalendarFeedOpened")).toHaveLength(19)
  expect(rest.find(({ state }) => state)?.state).toBe("TOO_MANY_FEEDS")
  const { me } = await (
    await stack.as(member.subject)
  ).request<{ me: { calendarFeeds: object[] } }>("{ me { calendarFeeds { id kind createdAt lastFetchedAt member { id } } } }")
  expect(me.calendarFeeds).toHaveLength(20)
  expect(me.calendarFeeds[19]).toMatchObject({ kind: "MEMBER", createdAt: "2026-11-23T09:00:00+08:00", lastFetchedAt: null, member: { id: member.id } })
})

test("a program that asks too often waits, and others do not", async () => {
  const member = await world.member(branch)
  const [one, other] = [await open(member.subject, { subject: member.id }), await open(member.subject, { subject: member.id })]
  const statuses = []
  for (let at = 0; at < 61; at += 1) statuses.push((await get(one.url)).status)
  expect([statuses.filter((status) => status === 200).length, statuses[60], (await get(other.url)).status]).toEqual([60, 429, 200])
})
